"""Results: each check of a quality number against its place in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from summarizer.folding import folded
from summarizer.quantities import Quantity
from summarizer.records import METRICS, Result
from summarizer.sentences import Span
from summarizer.verification import governors, numbers, pairs, worded
from summarizer.verification.changes import Change
from summarizer.verification.metrics import GRADES
from summarizer.verification.names import missing_names, name_like
from summarizer.verification.nouns import nouns_in
from summarizer.verification.places import Finding, furthest
from summarizer.verification.resources import RESOURCES
from summarizer.verification.rivals import OUTDOES, is_left_behind, is_others
from summarizer.verification.roles import role_at
from summarizer.verification.scores import no_score
from summarizer.verification.texts import Text

_POINTS = frozenset(("points", "point", "pp", "p.p.", "percentage points", "percentage point", "% points", "pts", "pt"))
_ERRORS = re.compile(
    r"error|loss|perplexity|\bppl\b|\b\w?er\b|\bfid\b|\bf?ma[pe]?e\b|\br?mse\b|\bece\b|\bnll\b|distance|divergence|eer|hallucinat|violation|regret|toxic",
    re.I,
)
_BAD = re.compile(
    r"collision|conflict|drift|jitter|\bnoise\b|\b[cd]er\b|\blpips\b|chamfer|hausdorff|\bkl\b|inconsisten|unsafe|vulnerab"
    r"|instabil|degradation|disparit|inequal|overfit|\bbias|\bcosts?\b|complexity|fail|\brisk|false|miss|varianc|deviation|uncertaint|residual|artifact"
    r"|forgetting|discrepanc|\bgap\b|attack success|leak|refusal|bits per|\bbp[cbd]\b|delay|overshoot|ghosting|flicker",
    re.I,
)
_GOOD = re.compile(
    r"accura|precision|recall|f1|score|succe|quality|performance|psnr|ssim|iou\b|\bm?ap\b|\bauc|roc|bleu|rouge|cider"
    r"|meteor|ndcg|\bspl\b|reward|return|correlat|consisten|similar|fidelity|robust|\br2|pass|\bwin|\bem\b|complet|cover"
    r"|detect|hit|throughput|speed|dice|coheren|divers|result|benefit|profit|yield|strength|safety|comfort",
    re.I,
)
"""Measures of which more is better, whatever a verb does to them."""
_LESSENED = re.compile(
    r"reduc\w*|lower(?:s|ed|ing)?|fewer|less|cut(?:s|ting)?|decreas(?:es|ing)|minimi[sz]\w*|shrink\w*"
)
"""What authors say they do to what is bad: "reduces falls by 12%" tells a gain of 12%."""
_DEGREES, _MICRO = re.compile(r"\^?\s?\{?\\circ\}?|(?<=\d)\sdegrees?\b"), re.compile(r"\\(?:text)?mu\b")
_TEX = re.compile(r"[\s\\{}$~,]|(?:text|math)(?:rm)?")
_TESTED = (
    r"(?!\s(?:an?\s|the\s)?(?:same|similar|comparable|equal|identical|equivalent|fixed|limited|different|various)\b)"
    r"(?!\s(?:[\w/\\%-]+\s){0,4}?(?:conditions?|settings?|shifts?|perturbations?|corruptions?|noise|attacks?|load"
    r"|constraints?|budgets?|protocols?|regimes?|scenarios?|supervision|weather|sparsity|(?:\w+ )?ratios?|pruning)\b)"
)
"""What "under" leads to where it says in which case something was tested: "12% under | heavy noise"."""
_BEHIND = re.compile(
    r"(?:\s?\\?%)?(?:\s(?:percentage\s)?(?:points?|pp|[a-z]+@\d+))?\s"
    rf"(?:below|behind|short of|beneath|under{_TESTED})\b"
    r"|(?:\s?\\?%)?(?:\s[\w@-]+){0,2}?\s(?:cost|loss|deficit|shortfall)\b"
)
_VERBS = re.compile(
    r"\b(?:(?P<loss>costs?(?=\s(?:(?:only|just|about|up|less|at|no|an?|around|roughly|merely|more|us)\b|[~$]?\d))"
    r"|los(?:es?|ing|t)|harm(?:s|ed|ing)?|hurt(?:s|ing)?|forfeit(?:s|ed|ing)?|giv(?:es?|ing) up|subtract(?:s|ed|ing)?)"
    r"|help(?:s|ed|ing)?|lift(?:s|ed|ing)?|climb(?:s|ed|ing)?|add(?:s|ed|ing)?|win(?:s|ning)?|gain(?:s|ed|ing)?)\b"
)
_OF_A_HUNDRED = re.compile(
    r"\b(?:accurac|f1|f-?scores?|recall|precision|m?iou|(?:m|mi)?ap\d*\b|auc\b|auroc|dice\b|top-?\d|pass@|exact match"
    r"|(?:error|success|win|pass|hit|solve|detection|acceptance|refusal|completion|failure|positive|negative|recovery"
    r"|alarm|hallucination) rates?\b|em\b|sensitivity|specificity)",
    re.I,
)
_GENERIC = frozenset(("performance", "quality", "score", "scores", "improvement", "gain", "result", "results"))
_ASSUMED = frozenset(("accuracy", "success", "rate"))
_REACHED = re.compile(
    r"\b(?:(?:achiev|reach|attain|obtain|scor|averag|solv|answer|identif|detect|recogni[sz]|recover|succeed"
    r"|clear|tackl|execut|explain|extract|predict|fulfil|grasp|complet|classif|resolv|retriev|prevent|mitigat)\w*"
    r"|state[\s-]of[\s-]the[\s-]art of|sota of)\s(?:(?!over\b|by\b|with\b|using\b|in\b)[\w'’-]+\s){0,4}?"
    r"(?:\d[\d.]*\s?\\?%?\s(?:[\w-]+\s){0,5}?and\s)?[$~(]?$"
)
"""What leads to a number that tells how well something does: "answers | 57% of the questions"."""
_ON_SET = re.compile(
    r"(?:sota|state[\s-]of[\s-]the[\s-]art|best|strong|record|results?|performance|outperform\w*|surpass\w*)\b[^.;:]*?"
    r"\son\s(?:\w+\s)?[^\s.;:]*(?:\s\(\d[\d.]*\s?\\?%\)(?:,|\sand|,\sand)\s[^\s.;:]*)*\s\($"
)
"""What leads to the level on a data set in brackets."""
_ON_ANOTHER = re.compile(r"\son\s[^.;:()]{1,60}?(?:,|\sand|,\sand)\s[~$]?")
_KEPT = re.compile(
    r"\b(?:retain|preserv|keep|maintain|recover|achiev|reach|attain|enabl|obtain)\w*\s(?:[a-z-]+\s){0,3}?[$~(]?$"
)
_OF_WHOLE = re.compile(r"[\s\\%$]{0,4}of\s(?:[\w'’-]+\s){0,5}?(?:performance|quality|capabilit|abilit|accura|success)")
_OF_CASES = re.compile(
    r"[\s\\%$]{0,4}of (?:[\w'’-]+\s){0,3}?(?:cases|trials|tests|tasks|questions|problems|episodes|attempts|runs"
    r"|scenarios|situations|instances|failures|users|participants|respondents|optimum|optimal)\b"
    r"|[\s\\%$]{0,4}of the time\b"
)
_ACRONYM = re.compile(r"[\w@-]*[A-Z][\w@-]*[A-Z][\w@-]*")
_MEASURE_OF = re.compile(rf"{_ACRONYM.pattern}\s(?:score\s|rate\s)?of\s[$~]?$")
_LIST = re.compile(r"(?:[\s\\%,$()]|\d[\d.]*|percent\b|and\b|absolute\b|relative\b)*")
"""What goes on with a list of numbers: "7%|, 8% and 9% | XYZ"."""
_SPENT = re.compile(r"\b(?:us|requir|need|train|consum|tak|only|just|cost)\w*\s(?:[a-z-]+\s){0,2}[$~(]?$")
_QUALITY = re.compile(
    r"out(?:perform|do|scor|rank|class)|beat|surpass|exceed|superior|improv|better|gain|worse|drop|degrad"
)
_LEAD = re.compile(r"\s(?:lead|margin|advantage|lift|jump)\b")
_PLAIN = re.compile(r"performance|gains?|drops?")  # nouns of worth that are no cost of anything
_CLOSING = re.compile(r"[\s$})\\%]*")
_BESIDE = re.compile(r"(?:\s(?:is|are|was|were|gets?|by|of|use|usage))*\s")
_COSTS = [re.compile(words) for metric, words in RESOURCES.items() if metric != "capacity"]
_WITHIN = re.compile(r"\bwithin\s(?:only\s|just\s|about\s)?(?:[~$]?\d[\d.]*\s?\\?%\s(?:and|or)\s)?[~$]?$")
"""What leads to a difference that may be above or below."""
_ENDINGS = re.compile(r"(?:ances?|ences?|ity|ities|ness|ions?|ing|acy|acies|ates?|s)$")
_CLAUSE_AFTER = re.compile(r",\s(?:our|we|it|the proposed)\s")
"""What begins the clause that a number is in: "at reduced cost, | our net gains 3%"."""
_MULTIPLIED = re.compile(r"(?P<less>halv|quartere)|doubl|tripl|trebl|quadrupl|quintupl", re.IGNORECASE)
"""Numbers that are verbs: "halves the error"."""
_WORD = re.compile(r"[^\W_]{2,}")
_FILLERS = "score scores rate value the of on average mean overall relative absolute test"
_FILLER = frozenset(_FILLERS.split())


@dataclass(frozen=True)
class Place:
    """One result at one place of its evidence, held against one number."""

    text: Text
    result: Result
    span: Span
    quantity: Quantity

    @property
    def sentence(self) -> Span:
        """The sentence of the evidence."""
        return self.text.sentence(self.span)


def check(result: Result, text: Text, span: Span) -> Finding:
    """Hold a result against one place of its evidence; where several numbers could be meant, the best fit counts."""
    value = result.value
    if value is None:
        return Finding("wrong_number", "a result needs a number; none is said")
    quantities = [*text.quantities(span), *worded.powers_of_ten(text, span)]
    fitting = [q for q in quantities if any(numbers.same_value(abs(value), q, abs(v)) for v in _ends(q))]
    if not fitting and not quantities:
        fitting = [q for q in worded.numbers_in_words(text, span) if q.value == abs(value)]
    if not fitting:
        found = ", ".join(q.text for q in quantities) or "no number"
        return Finding("wrong_number", f"expected {value:g}; the evidence has {found}")
    return furthest(_first_wrong(Place(text, result, span, q)) for q in fitting)


def _ends(quantity: Quantity) -> tuple[float, ...]:
    return tuple(v for v in (quantity.value, quantity.value_max) if v is not None)


def _first_wrong(place: Place) -> Finding:
    checks: tuple[Callable[[Place], Finding | None], ...] = (_unit, _sign, _metric, _name, _dataset, _role)
    found = next((finding for one in checks if (finding := one(place))), None)
    return found or Finding("verified", "")


def _unit(place: Place) -> Finding | None:
    said, quantity = place.result.unit, place.quantity
    if not said or quantity.family == "growth":
        return None
    wanted = "points" if folded(said) in _POINTS else folded(said)
    wanted = {"percent": "%", "per cent": "%", "times": "x", "fold": "x"}.get(wanted, wanted)
    have = folded(quantity.unit or "")
    if wanted == have or (wanted == "points" and _is_in_points(place, have)):
        return None
    if wanted == "%" and ((have == "" and _is_percentage(place)) or (have == "points" and _gains_percents(place))):
        return None
    if have == "%" and wanted.startswith("% of ") and all(w in place.text.lower for w in _WORD.findall(wanted)):
        return None
    named = wanted not in ("%", "x", "points") and have not in ("%", "x", "points")
    written = place.text.full[quantity.start : quantity.end + 24]
    if named and (wanted in folded(written) or wanted in _without_tex(written)):
        return None
    if named and numbers.shares_unit(said, quantity, place.text):
        return None
    if named and numbers.told_as(said, quantity, place.text):
        return None
    return Finding("wrong_unit", f"expected {place.result.value:g} {said}; the evidence has {quantity.text}")


def _is_percentage(place: Place) -> bool:
    """Whether a bare number is told on the scale of a measure that is one of percent: "an accuracy of 84.1"."""
    plain = place.quantity.family == "number" and 1 < abs(place.result.value or 0.0) <= 100
    return plain and _OF_A_HUNDRED.search(place.result.metric or "") is not None


def _gains_percents(place: Place) -> bool:
    """Whether points that a measure of percent gains can be told as such: "16 percentage points" of precision."""
    return place.result.is_delta and "percent" in place.quantity.text


def _without_tex(written: str) -> str:
    """A number and its unit without TeX: "0.5 ^\\circ" is 0.5°."""
    return _TEX.sub("", folded(_DEGREES.sub("°", _MICRO.sub("µ", written))))


def _is_in_points(place: Place, have: str) -> bool:
    """Whether a difference is told in points by other words: "2.3% absolute", or bare, on the metric's own scale."""
    begin, end = place.quantity.begin, place.quantity.end
    around = place.text.lower[max(0, begin - 16) : begin] + " " + place.text.lower[end : end + 16]
    if have == "":
        return True
    return place.result.is_delta and have == "%" and re.search(r"\babsolute(?:ly)?\b", around) is not None


def _sign(place: Place) -> Finding | None:
    value, written = place.result.value or 0.0, place.quantity.value or 0.0
    if not place.result.is_delta:
        wrong = (value < 0) != (written < 0)
        return (
            Finding("wrong_direction", f"expected {value:g}; the evidence has {place.quantity.text}") if wrong else None
        )
    down, word = _moves(place)
    falls = written < 0 if written < 0 or down is None else down
    if (value < 0) == falls:
        return None
    either = bool(_ERRORS.search(f"{place.result.metric} {place.text.full[slice(*place.span)]}"))
    either = either or bool(_BAD.search(place.result.metric or ""))
    begin = place.quantity.begin
    close = _WITHIN.search(place.text.lower, max(0, begin - 32), place.quantity.start) is not None
    if place.result.is_delta and value > 0 and _LESSENED.fullmatch(word.lower()):
        either = either or _GOOD.search(place.result.metric or "") is None
    if either or close:  # less of an error is told as a gain or as a drop
        return None
    return Finding("wrong_direction", f"expected {'a drop' if value < 0 else 'a gain'}; the text says “{word}”")


def _moves(place: Place) -> tuple[bool | None, str]:
    """Whether the words with a number say a drop, and these words; None where they say nothing."""
    text, quantity = place.text, place.quantity
    if itself := _MULTIPLIED.match(quantity.text):
        return itself["less"] is not None, quantity.text
    phrase = governors.phrase_after(text, quantity)
    if behind := _BEHIND.match(text.lower, quantity.end):
        return True, behind.group().strip()
    change = governors.governing(text, quantity)
    if change and change.start >= phrase[0]:
        return change.effect in ("down", "worse"), text.full[change.start : change.end]
    begin = _clause_start(text, place.sentence, quantity)
    end = quantity.begin
    verbs = [verb for verb in _VERBS.finditer(text.lower, begin, quantity.end) if verb.end() <= end]
    if verbs and (change is None or change.start < verbs[-1].start()):
        return verbs[-1]["loss"] is not None, verbs[-1].group()
    if change is None or change.start < begin or _CLAUSE_AFTER.search(text.lower, change.end, end):
        return None, quantity.text
    return change.effect in ("down", "worse"), text.full[change.start : change.end]


def _clause_start(text: Text, sentence: Span, quantity: Quantity) -> int:
    """Where the part of a sentence begins that a number is in: behind a semicolon."""
    return max(sentence[0], text.lower.rfind("; ", sentence[0], quantity.start) + 1)


def _metric(place: Place) -> Finding | None:
    metric = place.result.metric
    if not metric:
        return Finding("wrong_metric", "a result needs a metric; none is said")
    if metric in METRICS:
        return Finding("wrong_metric", f"expected a measure of quality; “{metric}” is a cost")
    words = [w for w in _WORD.findall(folded(metric)) if w not in _FILLER] or _WORD.findall(folded(metric))
    stems = [_stem(word) for word in words]
    lower = place.text.lower
    said = any(stem in lower or stem in place.text.folded.text for stem in stems)
    if stems and not said and not _otherwise(place, metric):
        return Finding("wrong_metric", f"expected “{metric}”; the text does not have it")
    if other := no_score(place.result, place.text, place.quantity, stems):
        return Finding("wrong_metric", f"expected a measure of quality; {other}")
    if other := _other_measure(place, words):
        return Finding("wrong_metric", f"expected “{metric}”; the number stands with “{other}”")
    return None


def _otherwise(place: Place, metric: str) -> bool:
    """Whether a text has a metric's short form or its long one: "acc.", "mean average precision" for mAP.

    A number of quality that no measure stands with is one of performance, and its accuracy where no other is told.
    """
    plain = set(_WORD.findall(folded(metric)))
    if plain <= _GENERIC and _is_of_quality(place):
        return True
    if plain <= _ASSUMED and GRADES.search(place.text.lower) is None and _is_of_quality(place):
        return True
    if plain <= _GENERIC:
        return False
    return (metric.lower() == "accuracy" and re.search(r"\bacc\b", place.text.lower) is not None) or (
        bool(name_like(metric)) and " " not in metric and not missing_names(metric.upper(), place.text)
    )


def _is_of_quality(place: Place) -> bool:
    """Whether a number tells how much better something is, and not one of its costs: "outperforms Alder by 3%"."""
    text, quantity, begin = place.text, place.quantity, place.quantity.begin
    change = _change_of_list(place)
    if not place.result.is_delta and (_is_reached(place) or _is_on_set(place)):
        return True
    if place.result.is_delta and _WITHIN.search(text.lower, max(0, begin - 16), quantity.start):
        return text.lower.startswith(" of", quantity.end) and not _names_cost(place)
    if place.result.is_delta and quantity.text.startswith("+"):
        alone = text.full[begin - 1] == "(" and text.full.startswith(")", quantity.end)
        if change is None or alone:
            around = max(place.sentence[0], begin - _BESIDE_IT), min(place.sentence[1], quantity.end + _BESIDE_IT)
            return not _names_cost(place) and GRADES.search(text.lower, *around) is None
    if change is None or quantity.unit == "points":  # a cost is never told in points
        return change is not None or (quantity.unit == "points" and _LEAD.match(text.lower, quantity.end) is not None)
    if place.result.is_delta and not _QUALITY.match(text.lower, change.start):
        return False
    if _names_cost(place):
        return False
    nouns = [n for n in nouns_in(text, (place.sentence[0], begin)) if not _PLAIN.match(text.lower, n[0])]
    rival = OUTDOES.match(text.lower, change.start)  # whose costs may stand between: "outperforms larger models by 3%"
    between = not rival and any(change.end <= noun[0] for noun in nouns)
    return not between and not any(
        _BESIDE.fullmatch(text.lower, end, edge) for edge in (begin, change.start) for _, end, _ in nouns if end < edge
    )


_BESIDE_IT = 60
"""How far from a gain a measure may stand that would be its own."""


def _change_of_list(place: Place) -> Change | None:
    """The word of change that a number belongs to, or the next one of its list: "4% and | 8% absolute gains"."""
    text, quantity = place.text, place.quantity
    change = governors.governing(text, quantity)
    if change is not None or not place.result.is_delta:
        return change
    following = text.quantities((quantity.end, place.sentence[1]))[:1]
    listed = following and _LIST.fullmatch(text.lower, quantity.end, following[0].begin)
    return governors.governing(text, following[0]) if listed else None


def _is_on_set(place: Place) -> bool:
    """Whether a bracket gives the level on a data set: "the best results on Alder (71.2%)", "… and Larch (63.4%)"."""
    text, quantity = place.text.lower, place.quantity
    before = max(place.sentence[0], quantity.begin - 120), quantity.begin
    closed = text.startswith((")", "%)", "\\%)"), quantity.end)
    return closed and quantity.unit in (None, "%") and _ON_SET.search(text, *before) is not None


def _names_cost(place: Place) -> bool:
    """Whether what stands with a number behind it is a cost."""
    phrase = governors.phrase_after(place.text, place.quantity)
    closed = _CLOSING.match(place.text.lower, *phrase)
    begin = closed.end() if closed else phrase[0]  # the dollar sign of a formula is no price
    return any(words.search(place.text.lower, begin, phrase[1]) for words in _COSTS)


def _is_reached(place: Place) -> bool:
    """Whether a number tells how well something does: "solves 88% of them", "in 97% of the trials"."""
    text, quantity = place.text.lower, place.quantity
    before = max(place.sentence[0], quantity.begin - 80), quantity.start
    if quantity.unit not in (None, "%") or _SPENT.search(text, *before):
        return False
    if _OF_CASES.match(text, quantity.end) or (_OF_WHOLE.match(text, quantity.end) and _KEPT.search(text, *before)):
        return True
    if (told := _level_before(place)) is not None:
        return _is_reached(told)
    reached = None if _is_measured(place) else _REACHED.search(text, *before)
    if reached is None or _names_cost(place) or governors.behind(place.text, quantity, (quantity.end, quantity.end)):
        return False
    return not any(words.search(text, *reached.span()) for words in _COSTS)


def _level_before(place: Place) -> Place | None:
    """The level on another data set that a level follows: "reaches 71% on Alder, and | 64% on Larch"."""
    text, quantity = place.text, place.quantity
    behind = [q for q in text.quantities(place.sentence) if q.end <= quantity.begin][-1:]
    if not behind or behind[0].unit != quantity.unit or not text.lower.startswith(" on ", quantity.end):
        return None
    listed = _ON_ANOTHER.fullmatch(text.lower, behind[0].end, quantity.begin)
    return replace(place, quantity=behind[0]) if listed else None


def _is_measured(place: Place) -> bool:
    """Whether a measure is named right before a number or behind the list that it is in: "an XYZ of 7%, 8% and 9%"."""
    text, quantity = place.text.full, place.quantity
    if _MEASURE_OF.search(text, max(place.sentence[0], quantity.begin - 40), quantity.begin):
        return True
    behind = _LIST.match(text, quantity.end, place.sentence[1])
    named = behind and (_ACRONYM.match(text, behind.end()) or GRADES.match(place.text.lower, behind.end()))
    return bool(named)


def _stem(word: str) -> str:
    plain = _ENDINGS.sub("", word)  # "accuracy" and "accurate" are one, so are "performance" and "performs"
    return min(word[: max(4, len(word) - 3)], plain if len(plain) >= 4 else word, key=len)


def _other_measure(place: Place, words: list[str]) -> str | None:
    """An acronym right behind the number that is no part of what the result says: the "mIoU" of "83.5% mIoU"."""
    phrase = place.text.full[slice(*governors.phrase_after(place.text, place.quantity))]
    plain = folded(phrase)
    if any(_stem(word) in plain for word in words):
        return None
    result = place.result
    known = folded(
        " ".join(filter(None, (result.metric, result.dataset, result.subject, result.baseline, result.unit)))
    )
    names = [
        n for n in name_like(phrase.strip().split(" ")[0]) if sum(c.isupper() for c in n) > 1 and folded(n) not in known
    ]
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", folded(result.metric or "")))
    return next((name for name in names if not _is_short_for(name, initials)), None)


def _is_short_for(name: str, initials: str) -> bool:
    """Whether the letters of an acronym are the first ones of a metric's words: "CoV" of a coefficient of variation."""
    return len(name) > 1 and initials.endswith(folded(name))


def _name(place: Place) -> Finding | None:
    for field, phrase in (("subject", place.result.subject), ("baseline", place.result.baseline)):
        if missing := missing_names(phrase, place.text):
            return Finding("wrong_name", f"the {field} names {', '.join(missing)}; the text does not")
        if phrase and pairs.paired_elsewhere(place.text, place.quantity, phrase):
            return Finding("wrong_name", f"the sentence pairs this number with another {field} than {phrase}")
    return None


def _dataset(place: Place) -> Finding | None:
    dataset = place.result.dataset
    if missing := missing_names(dataset, place.text):
        return Finding("wrong_setting", f"the data set names {', '.join(missing)}; the text does not")
    if not dataset:
        return None
    text, quantity = place.text, place.quantity
    if pairs.paired_elsewhere(text, quantity, dataset) or pairs.is_led_by_another(text, quantity, dataset):
        return Finding("wrong_setting", f"the sentence pairs this number with another data set than {dataset}")
    return None


def _role(place: Place) -> Finding | None:
    if place.result.role != "contribution":
        return None
    span = (place.quantity.start, place.quantity.end)
    if role_at(place.text, span) == "background":
        return Finding("wrong_role", "the sentence speaks of others' work or of the problem, not of the paper's own")
    if is_others(place.text, span, place.result.subject):
        return Finding("wrong_role", f"the number is given for {place.result.subject}, which is not the paper's own")
    if not place.result.is_delta and is_left_behind(place.text, place.quantity):
        return Finding("wrong_role", "the number is the one that the paper's own is set against")
    return None
