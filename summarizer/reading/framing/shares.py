"""Shares: a part of a resource: "15% of the entries", "half the storage"."""

from __future__ import annotations

from summarizer.quantities import Quantity
from summarizer.reading.framing.frames import (
    RIVALRY,
    STOP_TAIL,
    Frame,
    changes_in,
    compound_head,
    coordinated,
    frame_at,
    headed,
    is_head,
    left_of,
    object_after,
    phrase_end,
    subject_before,
    terms_in,
)
from summarizer.reading.framing.measures import is_few, linked
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import CLAUSE_BREAKS, NUMBER, Line
from summarizer.reading.words.vocabulary import ONLY, words

_USES = words(
    "with using uses use used utilizes utilizing requires requiring require required needs needing need needed keeping "
    "keeps keep retains retain retaining takes taking take has having consumes consuming consume costs accesses stores "
    "storing spending spends processing processes activates activating leveraging leverages employing possessing "
    "contains containing occupies given starting seeing is are was were being update updates updating updated tune "
    "tunes tuning tuned modifies modifying modify trains training train trained learns learning learn labels labeling "
    "labelling annotates annotating annotate equivalently poison poisons poisoning poisoned selects selecting "
    "select samples sampling"
)
"""What makes a share one that is spent, right before it."""
_TRAINS = words(
    "train trains trained training pretrained pre-trained pretraining pre-training finetuned fine-tuned finetuning "
    "fine-tuning fine-tune fine-tunes tuned tuning learn learns learned learning distilled distilling optimized "
    "adapted starting"
)
_LITTLE = words("only just merely mere solely less fewer little few under below")
"""What calls a share little, and so one that is spent."""
_OTHERS = words(
    "papers studies works users clients patients participants respondents cases people programs teams countries "
    "hospitals researchers annotators models methods tasks problems requests questions"
)


def _counts_others(line: Line, start: int, found: list[Term]) -> bool:
    """Whether a share is one of people or papers, not of a resource."""
    stop = found[0].first if found else phrase_end(line, start, 7)
    return not _OTHERS.isdisjoint(line.words[start:stop]) or bool(
        found and not _OTHERS.isdisjoint(line.words[found[0].first : found[0].last + 1])
    )


def _is_how_often(line: Line, found: list[Term]) -> bool:
    """Whether a share says how often, or what a time goes into: "90% of the time", "40% of its time on".

    "It runs in | 10% of the time" says how fast.
    """
    if not found or _is_done_in(line, found[0]):
        return False
    behind = line.words[found[0].last + 1 : found[0].last + 2]
    told = line.words[found[0].first - 1 : found[0].last + 1]
    return (told == ["the", "time"] and behind not in _TIMES_OF) or (told[1:] == ["time"] and behind == ["on"])


def _is_done_in(line: Line, time: Term) -> bool:
    """Whether something is done in a share of the time it takes else: "solves the task in | 10% of the time"."""
    at = next((i for i in reversed(line.quantity_at) if i < time.first), 0)
    left = left_of(line, at)
    return line.words[left] == "in" and not _DONE.isdisjoint(line.words[max(0, left - _DONE_REACH) : left])


_DONE_REACH = 5
_DONE = words(
    "run runs running ran finish finishes finishing finished complete completes completing completed execute executes "
    "executing train trains training trained converge converges converging solved solves solving done performed"
)


def _is_where(line: Line, at: int, found: list[Term]) -> bool:
    """Whether a share says in how many cases something happens: "is found in | 20% of the samples"."""
    return (
        bool(found)
        and (found[0].metric == "data" or (found[0].weak and found[0].metric in ("capacity", "cost")))
        and line.words[left_of(line, at)] == "in"
    )


_TIMES_OF = (["of"], ["needed"], ["required"], ["taken"], ["used"], ["spent"], ["that"], ["it"], ["budget"])
_MAKES_UP = words(
    "constitute constitutes constituting comprise comprises comprising "
    "account accounts accounting accounted contribute contributes contributing explain explains responsible"
)


_TAKES_UP = words("consume consumes consuming occupy occupies occupying take takes taking")
_HALF = 50


def makes_up(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a share only says what a whole is made of: "layers account for | 60% of the parameters".

    What takes up more than half is a part of the whole, too: "decoding consumes | 80% of the time".
    """
    before = line.words[max(0, at - 5) : at]
    if not _LITTLE.isdisjoint(before):
        return False
    most = quantity.family == "percent" and (quantity.value or 0) > _HALF
    return not _MAKES_UP.isdisjoint(before) or (most and not _TAKES_UP.isdisjoint(before[-4:]))


def _acts(line: Line, term: Term, start: int) -> bool:
    """Whether a share is what a sentence speaks of, not what is used: "5% of the samples | are blurred"."""
    acts = term.kind == "resource" and not _ACTING.isdisjoint(line.words[term.last + 1 : term.last + 2])
    behind = line.words[term.last + 2 : term.last + 4]
    spared = not _EMPLOYED.isdisjoint(behind) and not ONLY.isdisjoint(line.words[max(0, start - 4) : start])
    needed = spared or not _SUFFICES.isdisjoint(behind)
    return acts and not needed and not _removed_after(line, start)


_SUFFICES = words("needed required necessary sufficient enough suffice suffices sufficed")
_EMPLOYED = words("used employed utilized utilised available provided given labeled labelled annotated kept retained")
_ACTING = words("are were fall account have")
_LOSES = words("costs loses degrades hurts harms worsens")


def _is_ablation(line: Line, start: int) -> bool:
    """Whether a share is what something was tried with, told by its loss: "training on half of the data costs 2%"."""
    ahead = line.words[start : start + 5]
    if _LOSES.isdisjoint(ahead):
        return False
    return any(w in _LOSES and NUMBER in line.words[start + i + 1 : start + i + 4] for i, w in enumerate(ahead))


def _is_of_all(whole: Term) -> bool:
    """Whether a share of something may be spoken of for much else than its being spent: of data, of steps, of calls."""
    return whole.weak or whole.metric == "data" or (whole.metric == "capacity" and whole.gain)


def _is_used(line: Line, at: int, quantity: Quantity, found: Term) -> bool:
    """Whether a share of something is spent: used, called little, cut off, or what something is brought down to."""
    ahead = line.words[found.last + 1 : found.last + 4]
    if _removed_after(line, at + 1) or not _SUFFICES.isdisjoint(ahead):
        return True
    before = left_of(line, at)
    while before > 0 and line.words[before - 1 : before + 1] == [NUMBER, "/"]:
        before = left_of(line, before - 1)  # "with | 1%/10% of the labels"
    before = left_of(line, before) if before >= 0 and line.words[before] in _ORDINALS else before
    if _labels(line, before) or _removal(line, before) or (line.words[before] == "(" and is_few(line, before)):
        return True
    if line.words[before] in _SUCCEEDS or (before == 0 and bool(line.changes) and line.changes[0].first == 0):
        return False  # "recognizes 8% of the frames"; "Pruning half of the heads brings ..."
    if line.words[before] == "and":
        earlier = next((i for i in reversed(line.quantity_at) if at - _LISTED <= i < at), None)
        spared = earlier is not None and any(c.sense == "less" for c in changes_in(line, earlier - 4, earlier))
        if earlier is not None and not spared and "of" in line.words[earlier + 1 : earlier + 3]:
            return _is_used(line, earlier, quantity, found)  # "trains with 1/9 of the compute and | 1/5 of the data"
    cuts = [c for c in changes_in(line, at - 3, at) if c.form != "comparative"]
    cut = any(line.words[c.first] not in RIVALRY for c in cuts)
    told = line.words[max(0, before) : at] + line.text[quantity.begin : quantity.start].lower().split()
    little = not _LITTLE.isdisjoint(told) and "of" not in line.words[before + 1 : at]  # not "an error of only 3% of"
    return cut or little or _is_spent(line, before, at, found) or _uses(line, before)


def _is_spent(line: Line, left: int, at: int, whole: Term) -> bool:
    """Whether a share follows a verb of use, or what is trained on or done in: "trained on | 20% of the scans"."""
    degree = set(line.words[left + 1 : at])
    if ("to" in degree and "up" not in degree) or ("at" in degree and not degree & {"least", "most"}):
        return True  # "down to 5% of", "at 5% of"
    if left < 0:
        return False
    word, before = line.words[left], line.words[max(0, left - _TRAINED_NEAR) : left]
    if word in ("on", "from", "over"):
        return not _TRAINS.isdisjoint(before)
    if word == "(":
        return not _USES.isdisjoint(before)
    done = word == "in" and whole.metric != "data"
    return done or not _USES.isdisjoint(line.words[max(0, left - 1) : left + 1])


_TRAINED_NEAR = 5
_ORDINALS = words("first last initial final top second")


def _is_state(line: Line, left: int, found: list[Term]) -> bool:
    """Whether `with` tells what a share of something is like: "with 30% of the samples | drawn from lakes"."""
    end = found[-1].last + 1 + (not is_head(line, found[-1]))
    behind = line.words[end : end + 1]
    return (
        left >= 0 and line.words[left] == "with" and bool(behind) and behind[0][-2:] == "ed" and behind[0] not in _HAD
    )


_HAD = words(
    "labeled labelled annotated used required needed sampled selected retained provided compared based tuned "
    "fine-tuned finetuned trained updated activated"
)


def is_near(line: Line, quantity: Quantity) -> bool:
    """Whether a percentage says how near something comes: "within | 6% of the latency of B"."""
    return quantity.family == "percent" and line.text.startswith("within", quantity.begin)


def _is_no_share(line: Line, at: int, quantity: Quantity, found: list[Term], start: int) -> bool:
    """Whether a part is none that is spent: one of others, of cases, of what is left out; `start`: what it is of."""
    return bool(
        _counts_others(line, start, found)
        or (quantity.family == "percent" and (_is_how_often(line, found) or _is_where(line, at, found)))
        or _is_ablation(line, start)
        or (found and line.words[found[0].last : found[0].last + 2] == ["parameter", "space"])
        or (
            found
            and _is_of_all(found[0])
            and (not _is_used(line, at, quantity, found[0]) or _acts(line, found[0], start))
        )
        or (found and _is_state(line, left_of(line, at), found) and not _removed_after(line, start))
        or makes_up(line, at, quantity)
        or (found and found[0].kind == "resource" and is_near(line, quantity))
    )


_LISTED = 9
_SUCCEEDS = words(
    "identify identifies identifying detect detects detecting recognize recognizes recognizing recognise recognises "
    "classify classifies classifying solve solves solving answer answers answering localize localizes localizing "
    "predict predicts predicting track tracks tracking find finds finding "
    "register registers registering correctly successfully accurately"
)
"""What is done to a share of something well or badly, and so is no use of it: "identifies | 73% of the frames"."""
_IS = words("is are was were")
_ADDED = words("additional extra added")
_ADDS = words("add adds adding")
_DRAWBACKS = words("overhead overheads")
_POINTING = words("that what those original baseline full dense")


def share_of(line: Line, at: int, quantity: Quantity) -> Frame | None:
    """15% of the entries; half the storage; a third of the parameters; saves 30% of the MACs."""
    words = line.words
    behind = at + 1 + (words[at + 2 : at + 3] == ["of"] and words[at + 1] in _PORTIONS)
    follows = words[behind] if behind < len(words) else ""
    fraction = quantity.relation == "fraction_of"
    if follows in _CUT_ENDS:
        return _cut_to(line, at) if fraction or quantity.family == "percent" else None
    if not (follows == "of" or (fraction and follows in _WHOLE) or _is_whole(line, behind, follows)):
        return None
    if (quantity.family == "factor" and not fraction) or words[behind : behind + 2] == ["as", "long"]:
        return None
    erring = linked(line, at) if follows == "of" and words[left_of(line, at)] != "with" else None
    if erring is not None and erring.kind == "quality" and not (erring.weak or erring.gain):
        return None  # "an error of | 8% of its length"
    start = behind + (follows == "of") + 2 * (follows == "as")
    if follows == "of" and (noun := _noun_of_change(line, start)):
        terms = terms_in(line, start, noun.first)[-1:] or object_after(line, noun.last + 1)
        return frame_at("tail change", line, at, terms, noun, from_right=True)
    found = headed(line, terms_in(line, start, phrase_end(line, start, 7)))
    if [t.kind for t in found[:2]] == ["resource", "quality"] and found[1].first == found[0].last + 1:
        found = found[1:]  # "of the full cache | performance"
    elif found and found[0].weak:
        found = found[found.index(compound_head(found)) :]  # "of the convergence | time"
    opened = next((i for i in range(at - 1, max(0, at - 5), -1) if words[i] == "("), 0)
    parted = _before_bracket(line, opened) if opened and not found else []
    if parted and "other" in words[start : start + 2]:
        return frame_at("share of", line, at, parted, None, relation="fraction_of", from_right=True)
    if _is_no_share(line, at, quantity, found, start):
        return None
    left = left_of(line, at)
    led = left_of(line, left - 1) if words[left] == "and" and words[left - 1] == NUMBER else left
    if left > 0 and (words[led] == "by" or words[left - 1 : left + 1] == ["margin", ","]):
        return None  # "cuts the cost by 30% of the original", "by a large margin, 8% of accuracy"
    change = next((c for c in changes_in(line, max(opened, left - 2, 0), left + 1) if c.last >= left - 1), None)
    if _is_brought_to(line, left, at):
        return _reduced_to(line, at, found)
    terms = found[1:2] if _leads(found) else _whole(line, found)
    if terms and words[start] in _ADDED:
        more = Term("change", sense="more", form="comparative", first=start, last=start)
        return frame_at("share added", line, at, terms, more, relation="increased_by", from_right=True)
    if words[left] in _IS and not any(t.kind == "resource" and t.metric != "capacity" for t in found):
        told = [t for t in subject_before(line, left) if t.kind == "resource" and not t.weak]
        terms = (told[-1:] if told and words[told[-1].first - 1] in ("its", "their") else told) or terms
    if parted:
        return frame_at("share of", line, at, parted, None, relation="fraction_of", from_right=True)
    if not found and not _POINTING.isdisjoint(words[start : start + 3]):
        terms = [t for t in subject_before(line, at) if is_head(line, t)]
    change = None if change and change.form == "noun" and _uses(line, left) else change
    change = change or _removed_after(line, start) or _verb_of_list(line, left) or _removal(line, left)
    if change is not None and words[change.first] in _ADDS and not (terms and words[terms[0].last] in _DRAWBACKS):
        return frame_at("share added", line, at, terms, change, relation="increased_by", from_right=True)
    if change is not None and change.sense == "less":
        return frame_at("saves a share of", line, at, terms, change, relation="reduced_by", from_right=True)
    whose = bool(terms) and terms[0].kind == "resource" and terms[0].gain and terms[0].weak
    terms = [] if whose and quantity.family == "percent" else terms  # "4% of the users", "of the base model"
    if not terms or (terms[0].kind == "quality" and terms[0].weak):
        terms = _consumed(line, left, start) or terms
    return frame_at("share of", line, at, terms, None, relation="fraction_of", from_right=True)


def _noun_of_change(line: Line, start: int) -> Term | None:
    """The change that a percentage is how much of: "84% of | acceleration", not "84% of | the reduction"."""
    noun = next((c for c in line.changes if start <= c.first <= start + 2), None)
    if noun is None or noun.form != "noun" or noun.sense not in ("fast", "less"):
        return None
    return noun if STOP_TAIL.isdisjoint(line.words[start : noun.first]) and line.words[start] not in _THESE else None


_THESE = words("the this that these its their all")


def _is_whole(line: Line, at: int, follows: str) -> bool:
    """Whether the cost of something else follows a percentage: "24% | the size of B"."""
    if follows != "the" or line.words[at + 2 : at + 3] != ["of"]:
        return False
    return any(t.first == t.last == at + 1 and t.kind == "resource" and not t.gain for t in line.terms)


def _whole(line: Line, found: list[Term]) -> list[Term]:
    """What a share is of, and what `and` joins to it: "9% of the | time and memory", not "of the time and a | cost"."""
    of = [t for t in found if line.words[t.first - 1] not in ("a", "an")]
    return coordinated(line, found[0], of) if found and found[0].kind == "resource" else found[:1]


def _before_bracket(line: Line, opened: int) -> list[Term]:
    """What stands before the bracket of a share of another's: "few parameters (half of B's)", "smaller (9% of B)"."""
    named = [t for t in line.resources if t.last == opened - 1]
    small = line.words[opened - 1] == "smaller"
    return [Term("resource", "model_size", first=opened - 1, last=opened - 1)] if small else named


def _is_brought_to(line: Line, left: int, at: int) -> bool:
    """Whether a share is what something comes to, not "up to ~ | 9%"."""
    return any(line.words[i] == "to" and line.words[i - 1] != "up" for i in range(max(0, left), at))


def _cut_to(line: Line, at: int) -> Frame | None:
    """Storage is cut | to one quarter; a fraction that the resource is brought down to, of itself."""
    left = left_of(line, at - (line.words[at - 1] == "its"))
    if not _is_brought_to(line, left, at):
        return None
    verbs = [c for c in changes_in(line, left - _OBJECT, at) if c.sense == "less" and c.form == "verb"]
    moved = terms_in(line, verbs[-1].last + 1, at)[-1:] if verbs else []
    moved = moved or [t for t in subject_before(line, verbs[-1].first) if not t.weak] if verbs else []
    terms = [t for t in moved if t.kind == "resource"]
    if not terms or terms[0].gain or "from" in line.words[verbs[-1].last : at]:
        return None
    return frame_at("reduced to a share of", line, at, terms, None, relation="fraction_of", from_right=True)


_OBJECT = 6
_CUT_ENDS = words(", and at without while compared") | {""}
_WHOLE = words("the as its their number")
_COMPUTES = words("compute computes computing execute executes executing")
_CONSUMES = words(
    "use uses using require requires requiring need needs needing utilize utilizes utilizing utilise utilises "
    "utilising process processes processing read reads reading see sees seeing sample samples sampling annotate "
    "annotating download downloads downloading transmit transmits transmitting consume consumes consuming observe "
    "observes observing watch watches watching"
)
_CONSUMES_OR_COMPUTES = _CONSUMES | _COMPUTES


def _uses(line: Line, left: int) -> bool:
    return left >= 0 and line.words[left] in _CONSUMES_OR_COMPUTES


def _trains(line: Line, left: int) -> bool:
    """Whether what follows is trained on: "trained | on", "fine-tuned | with", "training Fenwick | with"."""
    if left < 2 or line.words[left] not in ("on", "with", "using"):
        return False
    return line.words[left - 1] in _TRAINS or line.words[left - 2] in ("training", "fine-tuning", "pre-training")


def _labels(line: Line, left: int) -> bool:
    """Whether what follows is labelled: "with labels for | only 9% of the frames"."""
    marked = left > 0 and line.words[left] in ("for", "on", "of") and line.words[left - 1] in _LABELS
    return marked and not _SPENT.isdisjoint(line.words[max(0, left - 1 - _SPENT_REACH) : left - 1])


_LABELS = words("labels labeling labelling annotations annotation supervision")
_SPENT = words("with using use uses requires require requiring needs need needing given from manual")
_SPENT_REACH = 3


def _leads(found: list[Term]) -> bool:
    """Whether the first of some measures only describes the second: "7% of the | rating data"."""
    return len(found) > 1 and found[0].kind == "quality" and found[1].first == found[0].last + 1


def _consumed(line: Line, left: int, start: int) -> list[Term]:
    """What a part is used of, whatever it is called: "using | 4% of the slices", "computing | half of the blocks"."""
    end = phrase_end(line, start, 6)
    if end == start or line.words[end - 1] in ("it", "them"):
        return []
    if not (_uses(line, left) or _trains(line, left) or _labels(line, left)):
        return []
    return [Term("resource", "compute" if line.words[left] in _COMPUTES else "data", first=end - 1, last=end - 1)]


_PORTIONS = words("portion proportion fraction share subset")
SHARED = _CUT_ENDS | _WHOLE | _PORTIONS | {"of"}
"""The words right behind a number that may be a share; "" is the sentence's end."""
_REMOVED = words(
    "overlapped hidden evicted omitted spared removed pruned saved discarded skipped eliminated cut dropped avoided "
    "reduced bypassed"
)


def _removed_after(line: Line, at: int) -> Term | None:
    """The participle of "65% of the tokens can be removed"."""
    ahead = line.words[at : at + 9]
    if _REMOVED.isdisjoint(ahead):
        return None
    for place, word in enumerate(ahead):
        if word in CLAUSE_BREAKS or word in (",", NUMBER):
            return None
        told = ahead[place - 1] in ("be", "is", "are", "was", "were")
        if word in _REMOVED and (told or any(t.last == at + place - 1 for t in line.resources)):
            return Term("change", sense="less", form="verb", first=at + place, last=at + place)
    return None


def _verb_of_list(line: Line, left: int) -> Term | None:
    """The verb of "removes 50% of the heads and | 30% of the parameters", of "adds 2% and | 3% of the MACs"."""
    if left < 3 or line.words[left] != "and":
        return None
    verbs = [
        c
        for c in changes_in(line, left - 10, left)
        if (c.sense == "less" and c.form == "verb") or line.words[c.first] in _ADDS
    ]
    return verbs[-1] if verbs and NUMBER in line.words[verbs[-1].last + 1 : verbs[-1].last + 4] else None


def _removal(line: Line, at: int) -> Term | None:
    """The noun of "allows the removal of | 65% of the tokens"; `at`: the word before the number."""
    told = at >= 0 and line.words[at] in _REMOVALS and line.words[at + 1] == "of"
    return Term("change", sense="less", form="noun", first=at, last=at) if told else None


_REMOVALS = words("removal elimination omission exclusion pruning discarding dropping skipping")


def _reduced_to(line: Line, at: int, found: list[Term]) -> Frame:
    terms = (subject_before(line, at) if not found or found[0].weak else []) or found[:1]
    return frame_at("reduced to a share of", line, at, terms, None, relation="fraction_of", from_right=True)
