"""Contrasts: two amounts of one resource side by side, and whether the subject's is the better one."""

from __future__ import annotations

import re

from summarizer.lexicon import COMPARED
from summarizer.quantities import Quantity, base_unit
from summarizer.records import Metric
from summarizer.verification.amounts import Reading
from summarizer.verification.nouns import Worth, signed
from summarizer.verification.texts import Text

_ANEW = (
    r"(?<!that )(?<!which )(?:it|they|we|this|ours?|and|only|is|are|was|were|has|ha[dv]e?"
    r"|(?:need|take|use|run|spend|cost|require|consume|draw|train|decode|render|serve|stay|handle)s?"
    r"|occup(?:y|ies)|(?:finish|reach)(?:es)?)\b"
)  # the words behind "compared to Alder" that are no longer about Alder
_FROM = re.compile(
    r"\b(?:from\s+(?:the\s)?"
    r"|(?:compared (?:to|with)|instead of|rather than|versus|against|unlike)\s+"
    rf"(?:(?!{_ANEW})[^\s,;.]+\s){{0,3}})(?:[$~\\({{}}]|\\sim)*$"
)
_ARROW = re.compile(r"→|⇒|->|\\(?:to|(?:long)?(?:right)?arrow|mapsto)\b|rightarrow")
_TURNED_INTO = re.compile(
    r"\b(?:reduc|cut|shr[iau]nk|lower|drop|bring|br(?:ought|ing)|tak|took|trim|compress|condens|squeez|rais|gr[oe]w|increas"
    r"|extend|boost|lift|slash|merg|prun|distil|fold)\w*\s(?:[^\s,;:.]+\s){0,5}[$~\\(]*$"
)
_INTO = re.compile(
    r"(?![^,;:.()]*\b(?:compared|relative|close|opposed|up|next|similar|contrast|and|from)\b)[^,;:()]{0,60}?"
    r"\s(?:down\s|up\s)?to\s(?:(?:only|just|about|around|roughly|a|an|mere)\s){0,2}[$~\\(]*"
)
_IS_MADE = re.compile(
    r"\b(?:is|are|was|were|gets?|got|be|been|being)\s(?:\w+ly\s)?(?:reduced|cut|shrunk|lowered|brought|trimmed|compressed"
    r"|condensed|squeezed|raised|grown|increased|extended|boosted|lifted|slashed|merged|pruned|distilled|folded|quanti[sz]ed)"
    r"\s(?:[\w-]+\s){0,2}?(?:in)?to\s(?:(?:only|just|about|around|roughly|an?|one|the|mere|model|network|of|with)\s){0,4}"
    r"(?:\d+\s\w+\s)?[$~\\(]*$"
)
_REDUCED_TO = re.compile(
    r"\b(?:reduc|cut|lower|decreas|shr[iau]nk|br(?:ing|ought)|drop|compress|trim)\w*\s(?:[^\s,;:.]+\s){0,5}?to\s"
    r"(?:(?:only|just|about|around|roughly|an?|mere|merely)\s){0,2}[$~\\(]*$"
)
_MADE_INTO = re.compile(
    r"[^;]*\bto\s(?:create|obtain|form|produce|yield|get|build|make)\s(?:[^\s,;:.(]+\s){1,4}\([$~]*", re.DOTALL
)
_MADE_OF = re.compile(
    r"\b(?:reduc|shr[iau]nk|trim|compress|condens|prun|distil|convert|turn)\w*\s(?:[^,;:(]|(?<=\d)[.,](?=\d)){1,40}\([$~]*$"
)
"""What leads from the amount of something to that of what is made of it: "compress Alder (| 9B) to create"."""
_MERELY = re.compile(
    r"\b(?:with|but|of which|while|yet)\s(?:(?!and\b)[a-z-]+\s){0,2}(?:only|just|merely|a mere)\s"
    r"(?:(?:us|activat|requir|need|engag|employ|keep)(?:es|s|ing)\s)?[$~]*$"
)
"""What leads to the one of two amounts that is spent: "20B weights with just | 0.5B active"."""
_BESIDE = re.compile(r"\b(?:vs|versus|against|compared|instead of|rather than)\b")
_OWN = re.compile(
    r"(?:[,;:]|\b(?:while|whereas|but|and))\s(?:\w+\s)?(?:ours|we|with ours|(?:our|the proposed)\s(?!baseline)\w+)\b"
)
_OWN_BEFORE = re.compile(r"\b(?:ours?|we)\b")
_RATE = re.compile(r"/(?:s|W|J|day|min|h)\b|FPS|FLOPS|bit")
_BIT_RATE = re.compile(r"[kMG]?bits?")
_THROUGH = frozenset(("throughput", "latency", "capacity", None))
_NEEDED = re.compile(r"\b(?:steps|layers|epochs|iterations|depth|gates|blocks|evaluations|passes|calls)\b")
_NEEDED_BEFORE = re.compile(rf"{_NEEDED.pattern}[^,;:.()]*$")
_GOOD = re.compile(
    r"\b(?:life(?:time|span)?|endurance|uptime|efficiency|savings?|speed-?ups?|utili[sz]ation|throughput|goodput"
    r"|compression(?: (?:ratios?|factors?|rates?))?)\s"
    r"(?:(?!(?:reduc|lower|cut|bring|trim|slash|shrink|decreas)e?s\s(?!from\b|by\b|to\b))[\w-]+\s){0,4}[$~\\(]*$"
)
_COMPARED = re.compile(COMPARED)


def read_pair(
    text: Text, first: Quantity, second: Quantity, metric: Metric | None, *, second_is_own: bool = False
) -> Reading:
    """Read two amounts: "from A to B" goes from A to B, else the first is the subject's, or the second as told."""
    a, b = base_unit(first.value or 0, first.unit or "")[0], base_unit(second.value or 0, second.unit or "")[0]
    subject, other = (b, a) if second_is_own or _goes_over(text, first, second) else (a, b)
    if subject == other:
        return Reading("same", "from_to")
    worth = _worth(text, first, second, metric)
    return Reading(signed("down" if subject < other else "up", worth, metric), "from_to", (first.start, second.end))


def _goes_over(text: Text, first: Quantity, second: Quantity) -> bool:
    """Whether the first amount becomes the second: "from A to B", "cuts A to B", "the old one took A; ours takes B"."""
    sentence, begin = text.sentence((first.start, second.end)), first.begin
    source = _FROM.search(text.lower, max(sentence[0], begin - 48), begin)
    beside = source and source.group().startswith("from") and _BESIDE.search(text.lower, first.end, second.start)
    if (source and not beside) or _ARROW.search(text.full, first.end, second.start):
        return True
    led_to = (_IS_MADE, _REDUCED_TO, _MERELY)
    if any(words.search(text.lower, first.end, second.begin) for words in led_to):
        return True
    if _MADE_INTO.fullmatch(text.lower, first.end, second.begin) and _MADE_OF.search(
        text.lower, max(sentence[0], begin - 60), begin
    ):
        return True
    if _INTO.fullmatch(text.lower, first.end, second.begin) and _TURNED_INTO.search(
        text.lower, max(sentence[0], begin - 60), begin
    ):
        return True
    own = _OWN.search(text.lower, first.end, second.start)
    return (
        own is not None
        and _OWN_BEFORE.search(text.lower, sentence[0], begin) is None
        and _COMPARED.search(text.lower, first.end, second.start) is None
    )


def _worth(text: Text, first: Quantity, second: Quantity, metric: Metric | None) -> Worth | None:
    """What two amounts are amounts of, where unit or nouns beside them say so."""
    unit, begin = first.unit or second.unit or "", first.begin
    if _RATE.search(unit):
        return "cost" if _BIT_RATE.fullmatch(unit) and metric not in _THROUGH else "good"
    good = _GOOD.search(text.lower, max(0, begin - 60), begin)
    if good and not good.group().endswith("efficiency ("):  # "parameter efficiency (0.2B": what is spent is told
        return "good"
    if metric == "capacity":
        start, _ = text.sentence((first.start, first.end))
        before = _NEEDED_BEFORE.search(text.lower, max(start, begin - 100), begin)
        if before or _NEEDED.search(text.lower, max(start, begin - 40), second.end + 16):
            return "cost"
    return "cost" if _NEEDED.search(unit) else None
