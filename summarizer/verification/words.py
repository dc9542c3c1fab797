"""Words: which metrics a number can be of, by the words of what is spent that stand with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.records import Metric
from summarizer.sentences import Span
from summarizer.verification.texts import Text

_RUN: tuple[Metric, ...] = ("latency", "throughput", "training_time")
_TIME: tuple[Metric, ...] = ("latency", "training_time")
_NO_TIME = r"(?<!same )(?<!real )(?<!real-)(?<!test-)(?<!test )(?<!this )(?<!first )(?<!long )(?<!one )(?<!one-)"

_WORDS: tuple[tuple[str, tuple[Metric, ...]], ...] = (
    (
        r"(?:[gct]pu|device|node|core|accelerator|machine|[ahv]\d{2,3}\w*)[\s-]*(?:hour|day|minute)s?\b",
        ("training_time", "training_cost", "cost", "compute"),
    ),
    (
        r"(?:memory|hbm|dram|communication|network|peak|bus|link|uplink|downlink) bandwidth",
        ("throughput", "cost", "memory"),
    ),
    (
        r"\b(?:memory|[ds]?ram|hbm|cache|off-chip)[\s-](?:traffic|access(?:es)?|transfers?|reads?|writes?)\b"
        r"|data movements?\b",
        ("memory", "data", "cost", "compute", "energy"),
    ),
    (
        r"\b(?:luts?|ffs?|flip-?flops?|dsps?|brams?|logic (?:gates?|cells?|elements?|blocks?))\b",
        ("cost", "compute", "memory", "model_size", "parameters"),
    ),
    (r"\b(?:sample|label|data)[\s-]complexity\b", ("data", "complexity")),
    (r"\b(?:space|memory)[\s-]complexity\b", ("memory", "complexity")),
    (r"\bcomput\w+[\s-](?:times?|speed|latency)\b", _TIME),
    (r"\b(?:batch(?:es|[\s-]sizes?)?|sequence[\s-]lengths?)\b", ("capacity", "data")),
    (r"\bcontext(?:s|[\s-](?:size|window|length)s?)\b", ("capacity", "data", "memory")),
    (
        r"annotat\w+ (?:time|costs?|effort|budgets?)|labell?ing (?:time|costs?|effort|budgets?)",
        ("cost", "data", "latency"),
    ),
    (r"\b(?:time|latency)[\s-]budgets?\b", (*_TIME, "cost")),
    (
        r"environmental (?:\w+ )?(?:costs?|impact|footprint|burden|load|toll)|cost of transport|tops/w|flops/w"
        r"|carbon|emission|\benerg|\bpower(?!ful)|joule|\bwatt|batter(?:y|ies)\b|electric",
        ("energy",),
    ),
    (
        r"speed|\bsped\b|fast|\bslow(?!ly)|quick|accelerat(?!or)|sooner|rapid|expedit|hasten",
        _RUN,
    ),
    (
        r"through-?put|goodput|per[\s-](?:second|minute|hour|day|sec)\b|/\s?s(?:ec)?\b|\b(?:f|[qrt])ps\b"
        r"|frame[\s-]?rates?",
        _RUN,
    ),
    (
        r"latenc|\bdelays?\b|run-?times?\b|wall-?clock|turnaround|makespan|percentile|\bp9\d\b|real-time factor"
        r"|time-to-|elapsed"
        r"|(?:\w+ing|\w+tion|response|frame|step|build|query|load|round-trip|inference) times\b"
        rf"|{_NO_TIME}\btime\b(?![\s-](?:series|steps?|scales?|horizons?|windows?|points?|domain))"
        r"|\b(?:ttft|tpot|tbt|rtf|jct)\b|\bms\b(?!-)",
        _TIME,
    ),
    (
        r"(?:days|hours|minutes|seconds) of (?!compute|training|comput|inference|gpu|wall)\w+|recordings?\b",
        ("data", "capacity", "latency", "training_time"),
    ),
    (r"\b(?:days|hours|minutes|(?:milli|micro)?seconds)\b", (*_TIME, "cost", "training_cost")),
    (
        r"[gtp]flops\b(?= of peak)"
        r"|\b(?:utili[sz]ation|of (?:\w+ )?peak\b(?! (?:\w+ )?(?:memory|v?ram|power|storage)\b)|tflops|tops)\b",
        ("throughput", "compute", "cost"),
    ),
    (
        r"\b(?:forward (?:operations?|pass(?:es)?)|steps?|iterations?|nfes?|passes|calls?|rounds?)\b"
        r"|\b(?<!extensive )(?<!our )(?<!experimental )evaluations?\b(?! (?:on|across|show|demon|with|in)\b)",
        ("capacity", "compute", "training_time", "data", "cost"),
    ),
    (r"[kmgtp]?flops?/s\b|[kmgtp]?flops? per second", ("throughput", "compute")),
    (r"[kmgtp]?flops?\b", ("compute", "training_cost")),
    (
        r"\b[gmt]?macs?\b|multiplicat|multiply|matmul|arithmetic|\bm-?adds?\b|mult-?adds|accumulate"
        r"|\boperations?\b",
        ("compute", "training_cost", "throughput"),
    ),
    (
        r"\b[cg]pu[\s-](?:resource[\s-])?(?:load|usage|use|utili[sz]ation|cycles|time|consumption|demand)\b",
        ("compute", "cost", "latency", "throughput", "training_cost"),
    ),
    (r"\bcomput(?!er)", ("compute", "training_cost", "cost", "complexity")),
    (r"\bparam|\bweights?\b", ("parameters", "model_size", "capacity")),
    (r"\bgpus?\b(?! memory|[\s-](?:hour|day))", ("training_cost", "cost", "capacity", "compute")),
    (r"\bmemory|\bcach|\bkv\b|\bv?ram\b|\bheap\b|buffer", ("memory",)),
    (r"footprint", ("memory", "model_size", "energy", "cost")),
    (
        r"\b(?:gaussians|primitives|splats|surfels|triangles|vertices)\b",
        ("model_size", "memory", "parameters", "compute", "capacity"),
    ),
    (r"\bentries\b|\bvectors\b", ("memory", "model_size", "data", "compute")),
    (r"degrees of freedom|\bdofs?\b|\bvocabular", ("parameters", "model_size", "compute", "capacity")),
    (r"storage|disk|on-disk|file size", ("model_size", "memory", "data", "cost")),
    (r"\bcompress", ("model_size", "parameters", "memory", "data")),
    (r"bit[\s-]budgets?|\bbits?\b|\bbpp\b|bit-?rates?|bit-?width", ("model_size", "memory", "cost", "data")),
    (
        r"\bsizes?\b|\b(?<!\bthe )(?:smaller|larger|bigger|compact|light(?:er|weight)|(?:as|so) (?:small|large))\b",
        ("model_size", "parameters", "memory", "capacity", "data"),
    ),
    (r"\bprun|\bspars", ("parameters", "compute", "model_size", "data")),
    (r"\bepochs?\b", ("training_time", "training_cost", "capacity", "compute")),
    (r"\bconverge", ("training_time", "training_cost")),
    (
        r"\b(?:data|samples?|examples|demonstrations?|corpus|corrections|clicks)\b"
        r"|(?:training|data) sets?\b|\blabel|\bannotat"
        r"|\btrajectories",
        ("data", "cost"),
    ),
    (r"\bimages\b|\bvideos\b|\bpairs\b|\bframes?\b", ("data", "capacity", "throughput")),
    (r"\btokens?\b", ("data", "capacity", "cost")),
    (r"\bqueries\b", ("data", "capacity", "cost", "compute")),
    (
        r"\b(?:context|sequence|batch|input|prompt|(?<!power )(?<!energy )output|response)\b"
        r"[\s-]?(?:lengths?|windows?|sizes?)?",
        ("capacity", "data", "memory", "cost"),
    ),
    (r"accept(?:ance|ed) (?:lengths?|rates?)", (*_RUN, "capacity")),
    (r"\blengths?\b|\bresolutions?\b", ("capacity", "data")),
    (r"\blayers?\b(?!-wise)|\bdepth\b", ("capacity", "compute")),
    (r"\btransfers\b", ("cost", "data", "model_size", "capacity")),
    (r"\bcommunicat|\btransfer|\btransmi|\btraffic|\bupload", ("cost", "data", "model_size")),
    (
        r"\b(?<!at the )costs?\b|\bpric|\bcheap"
        r"|\bexpens(?!ive\s(?!(?:than|to|in|on|for|at|when|and|or|but|while|by|with|as)\b)[a-z])"
        r"|\bdollars?\b|\bbills?\b|\bfees?\b|\bmoney\b|\bmonetary\b",
        ("cost", "training_cost", "compute"),
    ),
    (r"\bbudget", ("cost", "training_cost", "compute", "data", "capacity")),
    (r"\blonger(?=\s*$|[,.;)]|\s(?:than|on|in|at|for|to)\b)", (*_TIME, "capacity")),
    (r"\brequests?\b|\busers?\b|\bconcurren(?!tly)", ("throughput", "capacity", "cost")),
    (r"\barea\b", ("cost", "model_size")),
    (r"\bsequences\b", ("capacity", "data")),
    (r"\bbandwidth\b", ("throughput", "cost", "memory", "capacity", "data")),
    (r"\bcomplexity\b", ("complexity", "compute", "parameters", "model_size", "cost")),
)
"""The words of what is spent, and what a number can be of that stands with them: the first that fit count."""
_FOUND = re.compile(r"\b(?:" + "|".join(f"(?P<w{number}>{words})" for number, (words, _) in enumerate(_WORDS)) + ")")
_METRICS: dict[str, frozenset[Metric]] = {
    f"w{number}": frozenset(metrics) for number, (_, metrics) in enumerate(_WORDS)
}
_CHANGING = re.compile(r"speed|accelerat|compress|prun|cost|traffic|transfer")
"""What no word leads to: a "FLOPs speedup" is one of FLOPs, a "token cost" one of tokens."""
_PROCESS = re.compile(r"\s(?:(?:pre-?)?training|fine-?tuning|inference|decoding|serving|prefill\w*)\b")
"""What makes a length one of what is run: "speeds up 64K context-length | fine-tuning"."""
_TO_THE_NEXT = re.compile(r"(?:(?<=communicat)ion)?[ -]")
_PER = re.compile(r"\bper\s(?:[\w-]+\s)?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of what is spent in a text, and the metrics that it can be a word for."""

    start: int
    end: int
    text: str
    metrics: frozenset[Metric]


def words_in(text: Text, span: Span) -> list[Word]:
    """The words of what is spent in a span of one sentence, each with the metrics it can be a word for.

    What an amount is spent on, "per token", is none; nor is a word that only says more of the next one, the "context"
    of "context memory", nor what is counted where a speed or time is named: the "token" of "faster token generation".
    """
    inside = all_words(text.lower, span)
    if len(inside) < 2:
        return inside
    heads = [*inside[1:], None]
    found = [word for word, head in zip(inside, heads, strict=True) if not _leads_to(text.lower, word, head)]
    timed = [word for word in found if "latency" in word.metrics and "data" not in word.metrics]
    return [word for word in found if not any(_counts_only(text.lower, word, time) for time in timed)]


def all_words(lower: str, span: Span) -> list[Word]:
    """Every word of what is spent in a span, also one that only says more of the next."""
    return list(_all_words(lower, span))


def _all_words(lower: str, span: Span) -> Iterator[Word]:
    for match in _FOUND.finditer(lower, *span):
        metrics = _METRICS[match.lastgroup or ""]
        if "capacity" in metrics and _PROCESS.match(lower, match.end()):
            continue
        if "data" not in metrics or not _PER.search(lower, max(0, match.start() - 24), match.start()):
            yield Word(match.start(), match.end(), match.group(), metrics)


def _counts_only(lower: str, word: Word, time: Word) -> bool:
    """Whether a word is of what is counted where a time is told, and not told beside it: not "tokens and latency"."""
    between = lower[min(word.end, time.end) : max(word.start, time.start)]
    joined = " and " in between or " in terms of " in between
    return "data" in word.metrics and "model_size" not in word.metrics and not joined


def _leads_to(lower: str, word: Word, head: Word | None) -> bool:
    """Whether a word only says more of the one right behind it."""
    if head is None or _CHANGING.match(head.text):
        return False
    return _TO_THE_NEXT.fullmatch(lower, word.end, head.start) is not None
