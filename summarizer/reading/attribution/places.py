"""Places: whether a number is others' and where it was measured, copied from the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.marks import Marks
from summarizer.reading.attribution.baselines import MARKERS
from summarizer.reading.framing.frames import RIVALRY, Frame, changes_in, clause_end, clause_start, left_of
from summarizer.reading.words.phrases import is_named, phrase_at
from summarizer.reading.words.tokens import NUMBER, Line, Phrase
from summarizer.reading.words.vocabulary import OURS, words

_STOPS = words(
    "; ( ) : -- --- — while which that when on in for with by at using under without but whereas where is are was "
    "were has have respectively yet although because since to from across while, achieving reducing requiring "
    "thereby thus through needs and/or during can also as"
) | {NUMBER}
_OWN_WORDS = words("we our ours it its this the these")


def is_others(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> bool:
    """Whether a number is given for somebody else's work: in brackets behind a rival, or in "whereas B needs"."""
    level = frame.change is None and frame.base is None
    if is_aside(line, frame) or (level and _is_set_against(line, frame.at)):
        return True
    if not _MOTIVES.isdisjoint(line.said) and _is_motive(line, frame.at):
        return True
    if frame.change is None and not _USUALLY.isdisjoint(line.said) and _is_usual(marks, line, frame, names):
        return True
    return frame.base is None and (
        _is_contrast(marks, line, frame, names) or (frame.change is None and _is_of_rivals(marks, line, frame, names))
    )


def _is_set_against(line: Line, at: int) -> bool:
    """Whether a level is what the paper is set against.

    "Compared to | 9 days", "instead of using | 40 views", "outperforms earlier planners, which need | 9 hours".
    """
    left = left_of(line, at)
    if line.words[left] in _SPENDS and line.words[left - 1] in ("which", "that"):
        before = [word for word in line.words[max(0, left - _RIVAL_REACH) : left - 1] if word not in (",", "(")]
        return bool(before) and before[-1] in _RIVALS and not _BEATEN.isdisjoint(before)
    left = left_of(line, left) if left > 0 and line.words[left].endswith("ing") else left
    left -= left > 0 and line.words[left] == "with"
    return left > 0 and line.words[left] in _AGAINST


_RIVALS = words("methods approaches baselines techniques algorithms systems models frameworks planners solvers works")
_BEATEN = RIVALRY | words(
    "than existing prior previous earlier traditional conventional unlike compared state-of-the-art sota over"
)
_RIVAL_REACH = 10
_AGAINST = words("compared instead opposed rather")
_MOTIVES = words("motivated inspired encouraged prompted")


def _is_motive(line: Line, at: int) -> bool:
    """Whether a number is what moved the authors: "motivated by the poor recall of | 9%, we"."""
    place = next((i for i in range(at - 1, max(-1, at - _MOTIVE_REACH), -1) if line.words[i] in _MOTIVES), None)
    return place is not None and line.words[place + 1] == "by" and "," not in line.words[place:at]


_MOTIVE_REACH = 14
_USUALLY = words("typically traditionally conventionally")
"""Words of what others' work costs: "a task that | typically takes 20 minutes"."""


def _is_usual(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> bool:
    """Whether a cost is what a thing usually takes, not what the own work does: "it typically needs"."""
    place = next((i for i in range(frame.at - 1, 0, -1) if line.words[i] in _USUALLY), None)
    if place is None or line.words[place + 1] == NUMBER:  # "deviations typically within 1%"
        return False
    start = clause_start(line, place)
    before = marks.text[line.starts[start] : line.starts[place]]
    own = not _OWN_WORDS.isdisjoint(line.words[start:place]) or not OURS.isdisjoint(line.words[place : frame.at])
    own = own or any(name in before for name in names)
    return not own and not line.words[place + 1].endswith("ing")


_RIVALS_SUBJECT = re.compile(
    r"(?:(?:the|a|an|all|most|even)\s+)*"
    r"(?:(?:strongest|best|fastest|next-best|second-best|closest|other|competing|two|three)\s+)*"
    r"(?:(?:earlier|previous|prior|existing|conventional|classical|traditional|competing|state-of-the-art|manual|human"
    r"|unmodified|vanilla|na[iï]ve|reference)\s+(?:[\w-]+\s+){1,3}?|(?:[\w-]+\s+)?baselines?\s+|humans\s+|experts\s+)"
    r"(?:alone\s+|still\s+|already\s+)?(?:takes?|took|needs?|needed|requires?|required|uses?|used|costs?|spends?|spent"
    r"|consumes?|consumed|runs?|ran|reach(?:es|ed)?|attains?|attained|achieves?|achieved|obtains?|obtained|scores?|scored"
    r"|gets?|got|has|have|had|occup(?:y|ies)|draws?|wants?|manages?)\s+",
    re.IGNORECASE,
)
_NAMED_ALONE = re.compile(
    r"(?P<name>[A-Z][\w+-]{1,40})(?:,\s+(?:the|a|an)\s+[^,]{3,60},)?\s+"
    r"(?:alone\s+|still\s+|already\s+|itself\s+)?(?:takes|took|needs|needed|requires|required|costs|spends|spent|consumes"
    r"|runs at|ran at|occupies|draws)\s+"
)
_SPENDS = words(
    "take takes took need needs needed require requires required use uses used cost costs spend spends spent consume "
    "consumes consumed run runs ran reach reaches reached attain attains attained achieve achieves achieved obtain "
    "obtains obtained score scores scored get gets got has have had occupy occupies draw draws want wants "
    "manage manages"
)
"""The verbs of the two forms above: where none is said, neither of them can stand."""
_COMMON_SUBJECTS = words(
    "it this that training inference encoding decoding learning indexing building fitting tuning search compression "
    "prediction generation sampling preprocessing annotation rendering reconstruction quantization pruning "
    "calibration "
    "everything nothing deployment evaluation compilation inserting updating processing adaptation optimization "
    "each one"
)


def _is_of_rivals(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> bool:
    """Whether a level opens with somebody else as its subject: "the strongest baseline takes", "B alone needs"."""
    start = clause_start(line, frame.at)
    if start >= frame.at:
        return False
    if not OURS.isdisjoint(line.said) or _SPENDS.isdisjoint(line.words[start : frame.at]):
        return False
    sentence = marks.text[slice(*marks.sentences[line.index])]
    if any(name in sentence for name in names):
        return False
    begin, end = line.starts[start], line.starts[frame.at]
    if found := _RIVALS_SUBJECT.match(marks.text, begin, end):
        return found.end() > begin
    named = _NAMED_ALONE.match(marks.text, begin, end) if names else None
    return named is not None and named["name"].lower() not in _COMMON_SUBJECTS and not named["name"].endswith(_DEEDS)


_DEEDS = ("ing", "ion", "ment", "sis", "ery", "ance", "ence", "ity", "age")
"""Endings of what is done, which is no name: "Ingestion | takes 3 s"."""
_LEFT_BEHIND = words(
    "from than of typical usual standard the replacing replaces replace avoiding avoids avoid bypassing bypasses "
    "circumventing circumvents mitigating mitigates mitigate overcoming overcomes overcome eliminating eliminates "
    "addressing resolving resolves alleviating alleviates sidestepping sidesteps breaking without unlike its their"
)
"""What stands before the cost of others that is left behind."""


_WE = words("we our")


def is_own(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> bool:
    """Whether a number's clause speaks of the paper's own work before it comes to the number."""
    start = clause_start(line, frame.at)
    before = marks.text[line.starts[start] : line.starts[frame.at]]
    if not _LEFT_BEHIND.isdisjoint((line.words[frame.at - 1], line.words[left_of(line, frame.at)])):
        return False
    return any(name in before for name in names) or not _WE.isdisjoint(line.words[start : frame.at])


def _is_contrast(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> bool:
    start = clause_start(line, frame.at)
    if start < 2 or line.words[start - 1] not in ("while", "whereas"):
        return False
    if frame.change is not None and not (frame.rule.startswith("parallel") and frame.change.first < start):
        return False
    if line.words[start] in _LIMITING or line.words[start] in _OWN_WORDS:
        return False
    if line.words[start] in _COMMON_SUBJECTS and line.words[start + 1] in _HAS:
        return False  # "trains in an hour, while | inference takes 9 ms"
    verb = start + line.words[start].endswith("ly")  # "while significantly | reducing": it has no subject of its own
    if line.words[verb].endswith("ing") or line.words[verb] in _HAS or changes_in(line, verb, verb + 1):
        return False
    clause = marks.text[line.starts[start] : line.starts[frame.at]]
    told = line.words[start : frame.at]
    has = not _HAS.isdisjoint(told) or told[-1:] == ["in"]
    return has and not {"our", "we"} & set(told) and not any(name in clause for name in names)


_LIMITING = words("only still also being") | {NUMBER}
_HAS = words(
    "needs takes requires reaches reach obtains achieves gets uses has have consumes scores attains spends took "
    "needed required get obtain need take require use run runs cost costs consume spend gives yields delivers gains "
    "reports"
)


def is_aside(line: Line, frame: Frame) -> bool:
    """Whether a number stands in brackets behind what the paper is compared with: "as fast as B (1.6 ms)"."""
    if frame.change is not None or frame.base is not None or ")" not in line.said:
        return False
    words, at = line.words, frame.at
    if ")" not in words[at : at + 12]:
        return False
    opening = next((i for i in range(at - 1, max(-1, at - 10), -1) if words[i] in ("(", ")")), None)
    if opening is None or words[opening] != "(" or line.text.startswith(_OWN_ASIDES, line.ends[opening]):
        return False
    closing = words.index(")", at)
    if words[closing + 1 : closing + 3] == ["by", NUMBER]:  # "beats B (2.1 s) by 15%"
        return True
    return any(w in _ASIDE_MARKERS for w in _named_before(words, opening))


_OWN_ASIDES = ("under ", "below ", "only ", "just ", "merely ", "less than ")
"""What a bracket begins with that tells of little, and so of the paper's own: "faster than B (under 1.6 ms)"."""


def _named_before(words: Sequence[str], at: int) -> list[str]:
    """The words before a bracket back to the last break, other brackets left out."""
    named: list[str] = []
    depth = 0
    for word in reversed(words[max(0, at - 16) : at]):
        depth += (word == ")") - (word == "(")
        if depth == 0 and word in _SPENDS:  # "comparable to B and runs in real time | (30 ms)"
            break
        if depth == 0 and word != "(":
            stops = word in _STOPS and word not in MARKERS and word not in _JOINTS and word != "to"
            if stops or (word == "," and not named):
                break
            if word == "," and _ASIDE_MARKERS.isdisjoint(named) and len(named) > 3:
                break
            named.append(word)
    return named


_JOINTS = frozenset(("and", "or", "(", ")"))
_ASIDE_MARKERS = MARKERS | RIVALRY | {"as", "close", "comparable", "similar"}


def setting_of(marks: Marks, line: Line, frame: Frame) -> str | None:
    """Where a number was measured: the name behind "on" or "in", behind the number or at the sentence's head."""
    words, at = line.words, frame.at
    for first, end in ((at + 1, min(clause_end(line, at), at + 16)), (0, min(3, at))):
        if _WHERE.isdisjoint(words[first:end]):
            continue
        for place in range(first, end):
            if (
                words[place] in _WHERE
                and words[place - 1] != "than"
                and words[place + 1 : place + 3] != ["terms", "of"]
            ):
                phrase = phrase_at(marks, line, place + 1)
                if phrase and is_named(text := phrase.of(marks, line)) and not _is_resource(line, phrase):
                    return text
    return None


_WHERE = words("on in across")


def _is_resource(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase is only what was measured: "a reduction in FLOPs"."""
    return any(t.kind == "resource" and t.first <= phrase.first and phrase.end <= t.last + 1 for t in line.terms)


def rival_of(marks: Marks, line: Line, frame: Frame, names: Sequence[str]) -> str | None:
    """The name of somebody else's work that reported a number: "Alder reports", "Earlier, Alder achieved"."""
    if not names or _REPORTS.isdisjoint(line.said):
        return None
    start = clause_start(line, frame.at)
    match = _REPORTED.match(marks.text, line.starts[start], line.starts[frame.at])
    if match is None or not (match["earlier"] or match["verb"].startswith(("report", "claim"))):
        return None
    name = match["name"]
    own = any(own in name or name in own for own in names)
    return None if own or name.lower() in _NO_NAMES else name


_REPORTS = words("earlier previously prior previous reports reported claims claimed")
_REPORTED = re.compile(
    r"(?P<earlier>(?:[Ee]arlier|[Pp]reviously|(?:[Tt]he )?(?:[Pp]rior|[Pp]revious|[Ee]arlier) "
    r"(?:\w+ )?(?:work|method|system|approach|model)),?\s+)?(?:[Tt]he\s)?"
    r"(?P<name>[A-Z][\w+-]*(?:\s[A-Z\d][\w+-]*){0,2})(?:\s\([^()]*\)|\set al\.?)?,?\s+"
    r"(?P<verb>(?:report|claim|achiev|reach|attain|obtain|reduc|deliver|improv)(?:ed|es|s)|needed|took)\b"
)
_NO_NAMES = words("it this that these those we our ours they he she results experiments evaluations training inference")
