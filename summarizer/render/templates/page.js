"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const tools = document.querySelector(".filter");
  if (!tools) return;
  const [text, metric, topic] = ["q", "metric", "topic"].map((name) => tools.querySelector(`[name=${name}]`));
  const clear = tools.querySelector("button");
  const tally = tools.querySelector(".tally");
  const chips = all("a[data-topic]");
  const items = all("[data-item]").map((element) => ({ element, text: null }));
  const holders = all("[data-holder]");

  // A paper's neighbours are named in it, but are not what it says.
  const own = (element) =>
    all("[data-aside]", element).reduce((words, aside) => words.replace(aside.textContent, " "), element.textContent);
  const words = (item) => (item.text ??= own(item.element).toLowerCase());
  const has = (element, name, value) => !value || ` ${element.dataset[name] ?? ""} `.includes(` ${value} `);

  function apply() {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    let papers = 0;
    for (const item of items) {
      const fits =
        has(item.element, "topics", topic.value) &&
        has(item.element, "metrics", metric.value) &&
        wanted.every((word) => words(item).includes(word));
      item.element.hidden = !fits;
      if (item.element.dataset.item === "paper") {
        papers += 1;
        shown += fits ? 1 : 0;
      }
    }
    for (const holder of holders) holder.hidden = !holder.querySelector("[data-item]:not([hidden])");
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.topic === topic.value));
    const filtered = Boolean(wanted.length || topic.value || metric.value);
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

  for (const table of all("table.sortable")) {
    all("thead th", table).forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(header, column));
      header.append(button);
    });
  }
  for (const chip of chips) {
    chip.setAttribute("role", "button");
    const toggle = (event) => {
      event.preventDefault();
      topic.value = topic.value === chip.dataset.topic ? "" : chip.dataset.topic;
      apply();
    };
    chip.addEventListener("click", toggle);
    chip.addEventListener("keydown", (event) => event.key === " " && toggle(event));
  }
  for (const control of [text, metric, topic]) control.addEventListener("input", apply);
  clear.addEventListener("click", () => {
    text.value = metric.value = topic.value = "";
    apply();
    text.focus();
  });
  // Papers out of sight have a guessed height until they come near, so the place is looked up again as they do.
  const settle = (element, times) => {
    element.scrollIntoView();
    if (times) requestAnimationFrame(() => settle(element, times - 1));
  };
  const reveal = () => {
    const element = document.getElementById(location.hash.slice(1));
    for (let parent = element; parent; parent = parent.parentElement) {
      if (parent.tagName === "DETAILS") parent.open = true;
    }
    if (element) settle(element, 4);
  };
  addEventListener("hashchange", reveal);
  tools.hidden = false;
  apply();
})();
