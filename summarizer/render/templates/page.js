"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const tools = document.querySelector(".filter");
  if (!tools) return;
  const named = (name) => tools.querySelector(`[name=${name}]`);
  const [text, metric, phase, topic, verdict] = ["q", "metric", "phase", "topic", "verdict"].map(named);
  const controls = [text, metric, phase, topic, verdict];
  const clear = tools.querySelector("button");
  const tally = tools.querySelector(".tally");
  const chips = all("a[data-topic]");
  const items = all("[data-item]").map((element) => ({ element, text: null }));
  const holders = all("[data-holder]");
  const short = all("table.short");

  // A paper's neighbours are named in it, but are not what it says.
  const own = (element) =>
    all("[data-aside]", element).reduce((words, aside) => words.replace(aside.textContent, " "), element.textContent);
  const words = (item) => (item.text ??= own(item.element).toLowerCase());
  const about = (element) => !topic.value || (element.dataset.topics ?? "").split(" ").includes(topic.value);

  // One claim must fit all that is chosen: "metric:phase:verdict", with "-" for a phase that is not said.
  function claims(element) {
    if (!metric.value && !phase.value && !verdict.value) return true;
    return (element.dataset.claims ?? "").split(" ").some((claim) => {
      const [itsMetric, itsPhase, itsVerdict] = claim.split(":");
      return (
        itsVerdict !== undefined &&
        (!metric.value || metric.value === itsMetric) &&
        (!phase.value || phase.value === (itsPhase || "-")) &&
        (!verdict.value || verdict.value === itsVerdict)
      );
    });
  }

  function press() {
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.topic === topic.value));
  }

  function apply() {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    let papers = 0;
    for (const item of items) {
      const fits =
        about(item.element) && claims(item.element) && wanted.every((word) => words(item).includes(word));
      item.element.hidden = !fits;
      if (item.element.dataset.item === "paper") {
        papers += 1;
        shown += fits ? 1 : 0;
      }
    }
    for (const holder of holders) holder.hidden = !holder.querySelector("[data-item]:not([hidden])");
    press();
    const filtered = Boolean(wanted.length) || controls.slice(1).some((control) => control.value);
    for (const table of short) table.classList.toggle("short", !filtered && table.nextElementSibling?.hidden === false);
    tally.textContent = filtered ? `${shown} of ${papers} papers` : "";
    clear.hidden = !filtered;
  }

  function sort(header, column) {
    const up = header.getAttribute("aria-sort") !== "ascending";
    const body = header.closest("table").tBodies[0];
    const key = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
    const compare = (a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === "" || y === "") return (x === "") - (y === "");
      const numbers = Number(x) - Number(y);
      const order = Number.isNaN(numbers) ? x.localeCompare(y) : numbers;
      return up ? order : -order;
    };
    for (const other of all("th[aria-sort]", header.parentNode)) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...Array.from(body.rows).sort(compare));
  }

  function makeSortable(table) {
    for (const header of all("thead th", table)) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(header, header.cellIndex));
      header.append(button);
    }
    table.classList.remove("sortable");
  }
  for (const table of all("table.ranks.sortable")) makeSortable(table);
  // A paper's own tables wait until it is opened: there are as many as papers.
  const opened = (event) => all("table.sortable", event.target).forEach(makeSortable);
  document.addEventListener("toggle", opened, true);
  for (const table of short) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unfold";
    button.textContent = `Show all ${table.tBodies[0].rows.length}`;
    button.addEventListener("click", () => {
      button.hidden = true;
      table.classList.remove("short");
    });
    table.after(button);
  }
  for (const chip of chips) {
    chip.setAttribute("role", "button");
    const toggle = (event) => {
      event.preventDefault();
      topic.value = topic.value === chip.dataset.topic ? "" : chip.dataset.topic;
      apply();
      if (topic.value) document.querySelector("main section:not([hidden])").scrollIntoView();
    };
    chip.addEventListener("click", toggle);
    chip.addEventListener("keydown", (event) => event.key === " " && toggle(event));
  }
  for (const control of controls) control.addEventListener("input", apply);
  clear.addEventListener("click", () => {
    for (const control of controls) control.value = "";
    apply();
    text.focus();
  });
  // Papers out of sight have a guessed height until they come near, so the place is looked up again as they do.
  const settle = (element, times) => {
    element.scrollIntoView();
    if (times) requestAnimationFrame(() => settle(element, times - 1));
  };
  const reveal = () => {
    const name = location.hash.slice(1);
    const element = document.getElementById(name);
    if (!element) return;
    for (let parent = element; parent; parent = parent.parentElement) {
      if (parent.tagName === "DETAILS") parent.open = true;
      if (parent.dataset.item && parent.hidden) parent.hidden = false;
    }
    for (const mark of all("mark.now")) mark.classList.remove("now");
    for (const link of all(`mark a[href="#${CSS.escape(name)}"]`)) link.parentNode.classList.add("now");
    const beside = matchMedia("(min-width: 60.01rem)").matches && element.closest(".inside");
    settle(beside || element, 4);
  };
  addEventListener("hashchange", reveal);
  tools.hidden = false;
  if (controls.some((control) => control.value)) apply();
  else press();
  if (location.hash) reveal();
})();
