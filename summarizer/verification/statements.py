"""Statements: the directions that the words of a span say without a number."""

from __future__ import annotations

import re

from summarizer.lexicon import NEEDS, SAME
from summarizer.records import Direction, Metric
from summarizer.sentences import Span
from summarizer.verification.changes import Change, changes_in, is_least, is_negated, is_slight
from summarizer.verification.directions import direction_of
from summarizer.verification.governors import PHRASE_END
from summarizer.verification.nouns import nouns_in, worth_near
from summarizer.verification.resources import RESOURCES
from summarizer.verification.rivals import is_of_rival
from summarizer.verification.texts import Text

_NEEDS, _SAME = (re.compile(rf"\b(?:{words})") for words in (NEEDS, SAME))
_FEW = re.compile(
    r"\b(?:only|just|merely|mere)\s(?:an?\s)?(?:few|handful|fraction)\b"
    r"(?P<what>(?:\s(?:of|the|its|all))*(?:\s[\w-]+){0,2})"
)
_NOT_LEAST = re.compile(
    r"(?:\b(?:not(?!\s(?:only|just|merely))|never|cannot|hardly|no longer|neither|nor|fails? to)|n['’]t)"
    r"\s(?:[\w-]+\s){0,2}?(?:(?:the|its|their)\s)?(?:least|lowest|smallest|fewest)\s(?:[\w-]+\s){0,2}$"
)
_DESCRIBES = re.compile(
    r"\b(?:competitive|comparable|on par|match(?:es|ed|ing)?|rival(?:s|ing)?|outperform\w*|surpass\w*"
    r"|beat(?:s|ing)?|similar)\s(?:to\s|with\s)?(?:(?:models?|networks?|systems?|methods?|baselines?|ones)\s)?"
    r"(?:(?:with|to|the|much|far|significantly|considerably|substantially|even|many|several|times)\s){0,3}$"
)
_MILD = re.compile(
    r"\s(?:(?:an?|only|just|very|extremely|relatively|much|far|\w+ly)\s){0,3}"
    r"(?:low(?:er)?|less|fewer|reduced|small(?:er)?|minimal|modest|negligible|little|tiny|slight|marginal|no|zero)\b"
)
"""What takes the edge off a verb of adding: "incurs | a low cost"."""
_KEPT_LOW = re.compile(r"\s(?:\w+ly\s|very\s)?(?:low|small|minimal|bounded|manageable|in check|at bay)\b(?!\s[a-z])")
_DRAWBACK = re.compile(r"overhead|penalt|slow-?\s?down|additional|extra|added")
_SPARED = re.compile(
    r"\b(?:reduc|lower|cut|minimi[sz]|mitigat|alleviat|eliminat|avoid|bypass|remov|amorti[sz]|hid(?:es?|ing)\b|shr[iau]nk|decreas"
    r"|lessen|reliev|trim|slash|diminish|address|overcom|tackl|resolv|circumvent|obviat|dispens|spar(?:es?|ing)\b|sav(?:es?|ing)\b|fewer|less\b|limit(?:s|ing)\b)\w*\s"
    r"(?:(?!(?:but|while|with|at|by|yet|though|although|incur\w*|introduc\w*|add\w*|increas\w*|higher|more)\b)[^\s.;:]+\s){0,7}$"
)
"""What a drawback follows that gets less: "lowers latency and the compute | overhead"."""
_NONE = re.compile(
    r"\b(?:without|no|not(?!\s(?:only|just|merely))|n['’]t|never|zero|nor|free of|negligible|neglectable"
    r"|insignificant|trivial|minimal|little|low(?!-)"
    r"|small|modest|tiny|marginal|slight|limited|acceptable|minor|same|similar|comparable|equal|identical)\s"
    r"(?:(?!(?:but|while|with|at|by|yet)\b)[^\s.;:,]+\s){0,6}$"
)
"""What says of a drawback that there is none to speak of, or no more than elsewhere."""
_FAULTS = re.compile(
    r"\b(?:slow(?:ly)?(?!-)|expensive|costly|time-consuming|prohibitive(?:ly)?|unaffordable|inefficient(?:ly)?|infeasible|intractable"
    r"|burdens?|bottlenecks?|(?:resource|memory|compute|data|labou?r)-(?:intensive|hungry)|demanding|suffers?"
    r"|(?:high|large|huge|heavy|substantial|significant|considerable|excessive|massive|great)\s(?:(?!and\b)[\w-]+\s){0,2}?"
    r"(?:costs?|time|memory|latency|overheads?|footprint|complexity|consumption|usage|demands?|requirements?|delays?))\b"
    r"(?!\s(?:(?:usage|consumption|footprint|cost)\s)?(?:efficien|reduc|sav|improv|decreas|gain|optimi))"
)
"""Words that say worse without a change."""
_FAULTLESS = re.compile(
    r"(?:\b(?:without|no|not|never|avoid\w*|eliminat\w*|replac\w*|reduc\w*|lower\w*|bypass\w*|remov\w*|mitigat\w*|alleviat\w*|spar\w*|sav\w*"
    r"|low|small|little|minimal|reduced|light|outperform\w*|surpass\w*|beat\w*|compared (?:to|with)|over"
    r"|eas(?:es|ed|ing)|reliev\w*|lighten\w*|lessen\w*|curtail\w*|curb\w*"
    r"|need for|than|instead of|rather than|unlike|overcom\w*|address\w*|obviat\w*|circumvent\w*|minimi[sz]\w*)"
    r"|n['’]t)\s"
    r"(?:[^\s.;:]+\s){0,6}$"
)
_ATTRIBUTE = re.compile(
    r"\s(?:(?:the|its|their|an?|our)\s)?(?!(?:than|by|to|from|with|and|or|as|in|on|when|for|at|if|while|but|up|down|over|under|due"
    r"|because|per|across|compared|linearly|quadratically|significantly|it|them|that|which|this|we)\b)[a-z]"
)
"""What begins what there is more of: "increases | the accuracy", "higher | recall"."""
_RUNS_MORE = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:[\w-]+ing|inference|training)\sand\s(?:[\w-]+\s){1,2}?(?:speeds?|throughputs?|efficienc\w+|rates?)\b"
)
"""What there is more of that is good, told of two at once: "higher | tuning and serving speed"."""
_THAN = re.compile(r"\sthan\b")
_MORE_EFFICIENT = re.compile(
    r"\s(?:[\w-]+-?,?\s(?:and\s|or\s|yet\s)?){0,3}?(?:[\w-]*efficient|economical|scalable|affordable|[\w-]*effective)\w*\b"
)
_UNTRAINED = re.compile(
    r"\b(?:without|no)\s(?:(?!(?:loss|drop|degradation|sacrific\w*|compromis\w*)\b)[\w-]+\s){0,3}?"
    r"(?:(?:re|pre)-?train|fine-?tun|train|label|annotat|supervis)"
)
"""What is done without, and so spared: "without any | retraining"."""
_GROWS = re.compile(r"increase|growth|rise")
_NO_LESS = re.compile(r"\b(?:small|marginal|slight|modest|minor|limited)\b")
"""How much there is more of something that is yet more of it: "a minor increase"."""
_IS_LOW = re.compile(
    r"\s(?:[\w-]+\s){1,3}(?:is|are|was|were|remains?|stays?)\s(?:\w+ly\s|very\s)?"
    r"(?:low|small|minimal|negligible|tiny|modest)\b"
)
"""What takes the edge off what is added: "the added | compute is low"."""
_SIZED = re.compile(r"larg|big|deep|wid|heav|long")
_SIZED_ONES = re.compile(
    r"\s(?:[\w-]+\s){0,2}?"
    r"(?:models?|networks?|(?:en|de)coders?|backbones?|transformers?|[lv]?lms?|ones?|teachers?)\b"
)
_JOINED = re.compile(r"(?:\band|\bor|,)\s(?:the\s|its\s)?$")
_JOINED_REACH = 60
_REACH = 72
_OPPOSITE: dict[Direction, Direction] = {"better": "worse", "worse": "better"}
_LARGER = re.compile(r"larger|bigger|heavier|slower|costlier|longer|more")


def said(text: Text, span: Span, metric: Metric | None) -> set[Direction]:
    """Every direction that the words of a span say, negated ones left out; `same` where a word of sameness stands."""
    found: set[Direction] = set()
    for change in _changes(text, span):
        found |= _told_by(text, change, span, metric)
    if (few := _FEW.search(text.lower, *span)) and _is_little(few["what"], metric, alone=not found):
        found.add("better")
    if _SAME.search(text.lower, *span):
        found.add("same")
        if _UNTRAINED.search(text.lower, *span):
            found.add("better")
    return found


def _told_by(text: Text, change: Change, span: Span, metric: Metric | None) -> set[Direction]:
    """The directions that one word of change says."""
    if _is_drawback(text, change) and (spared := _spared(text, change)):
        return spared
    if change.effect == "up":
        if _is_of_something_else(text, change, span, metric):
            return {"better"} if _MORE_EFFICIENT.match(text.lower, change.end, span[1]) else set()
        if any(mild.match(text.lower, change.end, span[1]) for mild in (_MILD, _IS_LOW)):
            return {"same", "better"}
    if change.effect == "worse" and _KEPT_LOW.match(text.lower, change.end, span[1]):
        return {"better"}
    if is_least(text, change, span[0]):
        return {"worse" if _NOT_LEAST.search(text.lower, span[0], change.start) else "better"}
    if change.effect == "up" and _RUNS_MORE.match(text.lower, change.end, span[1]):
        return {"better"}
    if is_negated(text, change, span[0]) or _of_rival(text, change, span):
        return set()
    whole = (min(span[0], change.start), span[1])
    if not is_slight(text, change, whole[0]):
        return {_direction(text, change, whole, metric)}
    grows = _GROWS.match(text.lower, change.start) and _NO_LESS.search(text.lower, whole[0], change.start)
    return {"same", "worse"} if grows else {"same"}


def is_faulty(text: Text, span: Span) -> bool:
    """Whether words that need no change say worse: "is slow", "needs a large memory"; not "avoids costly tuning"."""
    start, _ = text.sentence(span)
    faults = _FAULTS.finditer(text.lower, *span)
    return any(not _FAULTLESS.search(text.lower, max(start, m.start() - _REACH), m.start()) for m in faults)


def _is_drawback(text: Text, change: Change) -> bool:
    return change.effect in ("up", "worse") and _DRAWBACK.match(text.lower, change.start) is not None


def _spared(text: Text, change: Change) -> set[Direction]:
    """What is said of a drawback that gets less or that is none to speak of; nothing where it stands as it is."""
    start = max(text.sentence((change.start, change.end))[0], change.start - _REACH)
    if is_least(text, change, start):
        return set()
    if _NONE.search(text.lower, start, change.start):
        return {"same"}
    return {"better"} if _SPARED.search(text.lower, start, change.start) else set()


def _is_of_something_else(text: Text, change: Change, span: Span, metric: Metric | None) -> bool:
    """Whether there is more of what is no resource: "higher | recall", "increases | the accuracy"."""
    if metric in ("capacity", "throughput") or metric is None:
        return False
    if _THAN.match(text.lower, change.end, span[1]):  # "1.2% higher than Alder"
        return not nouns_in(text, (span[0], change.start)) and not _SIZED.match(text.lower, change.start)
    if not _ATTRIBUTE.match(text.lower, change.end, span[1]):
        return False
    if _RUNS_MORE.match(text.lower, change.end, span[1]):  # "higher training and inference speeds"
        return False
    if text.lower.startswith("extended", change.start):
        return True
    stop = PHRASE_END.search(text.lower, change.end, span[1])
    phrase = change.end, stop.start() if stop else span[1]
    if nouns_in(text, phrase) or re.search(RESOURCES[metric], text.lower[slice(*phrase)]):
        return False
    sized = _SIZED.match(text.lower, change.start)
    return sized is None or _SIZED_ONES.match(text.lower, change.end, span[1]) is None


def _changes(text: Text, span: Span) -> list[Change]:
    """The words of change of a span; what ends a list is moved by the verb before: "cuts memory and | overhead"."""
    changes = list(changes_in(text, span))
    if len(changes) != 1 or not text.lower.startswith("overhead", changes[0].start):
        return changes
    start = max(text.sentence(span)[0], span[0] - _JOINED_REACH)
    if _JOINED.search(text.lower, start, span[0]) is None or _spared(text, changes[0]):
        return changes
    return [change for change in changes_in(text, (start, span[0])) if change.effect != "worse"] or changes


def _direction(text: Text, change: Change, span: Span, metric: Metric | None) -> Direction:
    """What a word of change says; of a rival it says the opposite: "rivals models that are | larger"."""
    noun = worth_near(text, span, (change.start, change.end), metric)
    direction = direction_of(change.effect, noun, metric, text.lower[span[0] : span[1]])
    larger = _LARGER.fullmatch(text.lower, change.start, change.end)
    return _OPPOSITE.get(direction, direction) if larger and is_of_rival(text, change.start) else direction


def _is_little(what: str, metric: Metric | None, *, alone: bool) -> bool:
    """Whether "only a few" says little of what a metric spends: "only a few | steps", but not "only a few | users"."""
    if metric in ("throughput", "capacity"):  # of what is handled, few are no gain
        return _NEEDS.search(what) is not None
    return alone or (metric is not None and re.search(RESOURCES[metric], what) is not None)


def _of_rival(text: Text, change: Change, span: Span) -> bool:
    """Whether a comparative only describes what is matched: "competitive with the much | larger Alder"."""
    described = _DESCRIBES.search(text.lower, max(span[0], change.start - 48), change.start)
    return described is not None and _LARGER.fullmatch(text.lower, change.start, change.end) is not None
