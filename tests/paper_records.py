"""A few invented records, and what an attacker would put into them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from summarizer.papers import make_paper
from summarizer.records import Claim, ErrorInfo, Provenance, Record, Result, Summary, Uncovered
from summarizer.topics import Topic, Topics

NOW = datetime(2031, 3, 5, 7, 30, tzinfo=UTC)
TOPICS = Topics(
    (
        Topic("quantization", ("quantize",), "fewer bits"),
        Topic("efficient-attention", ("attention",), "cheaper attention"),
        Topic("time-series", ("forecast",), "forecasting"),
    )
)
CORAL = (
    "We present Coral, an attention layer for long documents. Coral runs up to 2.5x faster than FlatBase on PageSet and"
    " cuts memory by 60% against FlatBase. It needs 70 GPU-hours of training. Accuracy reaches 81.4% on PageSet."
)
PEBBLE = (
    "Pebble quantizes attention to 4 bits. Inference is 4x faster than FlatBase on PageSet, at O(n log n) time. Pebble"
    " needs only 20% of the parameters of FlatBase and is 1.2x slower to train. Long documents were not tried."
)
TIDE = "Tide forecasts river levels with less memory. It trains within 90 minutes on LevelSet."


def claim(number: int, paper_id: str, text: str, evidence: str, **fields: Any) -> Claim:
    """A verified claim of a latency factor, unless said otherwise, whose evidence stands in the text."""
    start = text.index(evidence)
    given = {"metric": "latency", "relation": "times", "unit": "x", "direction": "better", "verdict": "verified"}
    return Claim(
        **{"id": f"{paper_id}#c{number}", "evidence": evidence, "span": (start, start + len(evidence))} | given | fields
    )


def coral() -> Record:
    paper = make_paper("Coral: Attention for Long Documents", CORAL, id="coral", arxiv_id="3103.00017")
    text = paper.full_text
    speed = claim(
        1, "coral", text, "up to 2.5x faster than FlatBase on PageSet", value=2.5, bound="up_to", subject="Coral",
        baseline="FlatBase", setting="PageSet", phase="inference",
    )  # fmt: skip
    memory = claim(
        2, "coral", text, "cuts memory by 60%", metric="memory", relation="reduced_by", value=60, unit="%",
        subject="Coral", baseline="FlatBase",
    )  # fmt: skip
    hours = claim(
        3, "coral", text, "70 GPU-hours of training", metric="training_time", phase="training", kind="absolute",
        relation=None, value=70, unit="GPU-hours", subject="Coral",
    )  # fmt: skip
    wrong = claim(
        4, "coral", text, "2.5x faster", value=25, factor=25, verdict="wrong_number",
        verdict_reason="the text says 2.5",
    )  # fmt: skip
    result = Result(
        id="coral#r1", metric="accuracy", value=81.4, unit="%", dataset="PageSet", subject="Coral", evidence="81.4%",
        span=(text.index("81.4%"), text.index("81.4%") + 5), verdict="verified",
    )  # fmt: skip
    return Record(
        paper=paper,
        summary=Summary(tldr="Coral reads long documents 2.5x faster than Granite.", unsupported=("Granite",)),
        contribution="method",
        method_names=("Coral",),
        topics=("efficient-attention",),
        primary_topic="efficient-attention",
        claims=(speed, memory, hours, wrong),
        results=(result,),
        uncovered=(Uncovered(text="81.4%", span=(text.index("81.4%"), text.index("81.4%") + 5)),),
        provenance=Provenance(backend="extractive", toolkit_version="0.1.0"),
    )


def pebble() -> Record:
    paper = make_paper("Pebble: Four Bits Are Enough", PEBBLE, id="pebble", url="https://example.org/pebble")
    text = paper.full_text
    speed = claim(
        1, "pebble", text, "4x faster than FlatBase on PageSet", value=4, subject="Pebble", baseline="FlatBase",
        setting="PageSet", phase="inference",
    )  # fmt: skip
    growth = claim(
        2, "pebble", text, "O(n log n) time", metric="complexity", kind="asymptotic", relation=None, value=None,
        unit="O(n log n)", subject="Pebble",
    )  # fmt: skip
    size = claim(
        3, "pebble", text, "only 20% of the parameters", metric="parameters", relation="fraction_of", value=20,
        unit="%", bound="up_to", subject="Pebble", baseline="FlatBase",
    )  # fmt: skip
    slower = claim(
        4, "pebble", text, "1.2x slower to train", metric="training_time", phase="training", value=1.2,
        direction="worse", subject="Pebble",
    )  # fmt: skip
    return Record(
        paper=paper,
        summary=Summary(tldr="Pebble quantizes attention to 4 bits.", limitations=("Long documents were not tried.",)),
        method_names=("Pebble",),
        topics=("quantization", "efficient-attention"),
        primary_topic="quantization",
        claims=(speed, growth, size, slower),
        provenance=Provenance(backend="extractive", toolkit_version="0.1.0"),
    )


def tide() -> Record:
    paper = make_paper("Tide Tables by Machine", TIDE, id="tide")
    memory = claim(
        1, "tide", paper.full_text, "less memory", metric="memory", kind="qualitative", relation=None, unit=None,
        subject="Tide",
    )  # fmt: skip
    minutes = claim(
        2, "tide", paper.full_text, "within 90 minutes", metric="training_time", phase="training", kind="absolute",
        relation=None, value=90, unit="min", bound="up_to", subject="Tide",
    )  # fmt: skip
    return Record(paper=paper, summary=Summary(tldr="Tide forecasts rivers."), topics=("time-series",),
                  primary_topic="time-series", method_names=("Tide",), claims=(memory, minutes))  # fmt: skip


def lost() -> Record:
    error = ErrorInfo(kind="no_abstract", message="the page gives no abstract", attempts=0)
    return Record(paper=make_paper("A Paper Without an Abstract", id="lost"), status="failed", error=error)


def records() -> list[Record]:
    return [coral(), pebble(), tide(), lost()]


ATTACKS = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror=alert(1)>' onmouseover='alert(1)",
    "title": "</title></style></script><svg onload=alert(1)>",
    "template": "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "javascript": "javascript:alert(1)",
    "escape": "\x1b[2J\x1b]52;c;aGk=\x07\x9b31m\x1b]8;;http://evil.example\x07",
    "bidi": "safe\u202egnp.exe\u2066x\u2069",
    "hidden": "in\u200bvis\ufeffible\U000e0041 tag",
    "rich": "[/foo] [bold red]loud[/] [link=http://evil.example]x[/link] :smile:",
    "table": "a | b || c \\| d",
    "markdown": "# head ![x](http://evil.example/p.png) [x]: http://evil.example <http://evil.example> `code` **b**",
    "address": "see http://evil.example/a and www.evil.example or me@evil.example",
    "formula": "=HYPERLINK(\"http://evil.example\")",
    "lines": "one\r\ntwo\u2028three\x0bfour",
    "long": "w" * 10_000,
    "null": "nul\x00byte",
}  # fmt: skip


def hostile(words: str) -> Record:
    """A record with these words wherever a paper or a model could put words."""
    paper = make_paper(words or "x", f"{words} before. {words} after.", id=f"id {words}", url=words).model_copy(
        update={"title": words, "authors": (words,), "published": words, "arxiv_id": words, "doi": words}
    )
    span = (len(words) + 1, 2 * len(words) + 1)
    fields: dict[str, Any] = {
        "resource": words, "subject": words, "baseline": words, "setting": words, "evidence": words, "span": span
    }  # fmt: skip
    good = Claim(
        id=f"{words}#c1", metric="latency", value=3, unit="x", relation="times", direction="better",
        verdict="verified", **fields,
    )  # fmt: skip
    bad = good.model_copy(update={"id": f"{words}#c2", "verdict": "wrong_number", "verdict_reason": words})
    amount = good.model_copy(update={"id": f"{words}#c3", "kind": "absolute", "unit": words, "relation": None})
    growth = amount.model_copy(update={"id": f"{words}#c4", "kind": "asymptotic", "value": None})
    summary = Summary(
        tldr=words, problem=words, approach=words, findings=(words,), limitations=(words,), unsupported=(words[:9],)
    )
    result = Result(id=f"{words}#r1", metric=words, value=1, unit=words, dataset=words, subject=words, baseline=words,
                    evidence=words, span=span, verdict="not_found", verdict_reason=words)  # fmt: skip
    return Record(
        paper=paper, summary=summary, method_names=(words,), code_urls=(words,), topics=(words,), primary_topic=words,
        claims=(good, bad, amount, growth), results=(result,), flags=(words,),
        uncovered=(Uncovered(text=words, span=span),),
        provenance=Provenance(backend=words, model=words, base_url_host=words, prompt=words, toolkit_version=words),
    )  # fmt: skip


def hostile_failure(words: str) -> Record:
    error = ErrorInfo(kind="transport", message=words, attempts=2)
    return Record(paper=hostile(words).paper.model_copy(update={"id": "gone"}), status="failed", error=error)
