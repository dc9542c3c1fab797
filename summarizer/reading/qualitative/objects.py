"""Objects: how far what a verb of change is said of reaches, and whose it is: "cuts the memory of | the depot"."""

from __future__ import annotations

from summarizer.reading.framing.frames import STOP_TAIL, is_head
from summarizer.reading.qualitative.staying import ADDED
from summarizer.reading.words.terms import Term
from summarizer.reading.words.tokens import Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric


def goes_on(words: list[str], change: Term) -> bool:
    """Whether a sentence goes on with another verb of change: "adds a head and | reduces memory"."""
    return change.form == "verb" and words[change.first - 1] in ("and", ",") and words[change.first].endswith("s")


def is_of_another(ahead: list[str]) -> bool:
    """Whether what a verb moves is a thing of a resource, not the resource: "avoids a memorization of | the data"."""
    while "in" in ahead:
        ahead = ahead[ahead.index("in") + 1 :]
    return "of" in ahead[1:] and ahead[ahead.index("of") - 1] not in _OF_AMOUNTS


_OF_AMOUNTS = words(
    "number numbers amount amounts size scale use usage consumption demand level volume burden cost costs count sum "
    "total speed terms requirement requirements need quantity overhead order lot lots complexity efficiency waste "
    "share length fraction portion percentage majority latency time expense rate footprint thousands hundreds "
    "millions dimension growth"
)
"""What stands before "of" and a resource that is itself what changes: "cuts the number of | tokens"."""
_OBJECT_ENDS = words(
    "; : ( ) while which that but whereas by through via with when than without to using compared for from on "
    "between across at under about against"
)


def object_end(words: list[str], at: int, limit: int) -> int:
    """Where the object ends that begins at a token, at the latest at another one or at the end of the words."""
    opened = False
    for end, word in enumerate(words[at:limit], at):
        if opened or (word == "(" and _is_short_aside(words, end)):  # "the computation (FLOPs) and | the memory"
            opened = word != ")"
            continue
        if word in _OBJECT_ENDS and words[end - 1] not in ("need", "needs", "demand", "requirement"):
            return end
        if word == "," and words[end + 1 : end + 2] == ["we"]:
            return end  # "by minimizing the loss | , we learn"
        if word == "," and end > at + 3 and "and" not in words[end + 1 : end + 6]:
            return end
    return min(limit, len(words))


def _is_short_aside(words: list[str], at: int) -> bool:
    """Whether a bracket that opens only spells out a resource in the midst of some."""
    return words[at + 2 : at + 4] in ([")", "and"], [")", ","])


_STORED = words(
    "model models network networks net nets llm llms cnn cnns dnn dnns transformer transformers backbone encoder "
    "encoders decoder decoders classifier detector ensemble checkpoint checkpoints weights adapter adapters index "
    "indices table tables embedding embeddings codebook"
)
_CACHED = words("cache caches kv-cache kv-caches")
_SIZE_OF = 6


def size_of(line: Line, term: Term) -> Metric | None:
    """What a plain size is of, where that is stored or kept: "the size | of the embedding tables", "of the cache"."""
    if term.first < term.last or line.words[term.last : term.last + 2] != ["size", "of"]:
        return None
    behind = line.words[term.last + 2 : term.last + 2 + _SIZE_OF]
    owner = behind[: next((i for i, word in enumerate(behind) if word in _OBJECT_ENDS or word in _ITEMS), len(behind))]
    if not _CACHED.isdisjoint(owner[-2:]):
        return "memory"
    return "model_size" if owner and owner[-1] in _STORED else None


_ITEMS = words(", and or of in by is are was were")


def paid_for(line: Line, term: Term) -> Metric | None:
    """The metric of what a bare burden is of: "the burden | of active parameters"."""
    first = term.last + 2
    if term.first < term.last or line.words[term.last : term.last + 2] not in _BURDENS:
        return None
    found = next((t for t in line.resources if first <= t.first <= first + _SORTS), None)
    told = found is not None and not (found.weak or found.gain) and is_head(line, found)
    return found.metric if found and told and STOP_TAIL.isdisjoint(line.words[first : found.first]) else None


_BURDENS = (["burden", "of"], ["overhead", "of"], ["overheads", "of"])
_SORTS = 2
"""How many words may tell what sort of thing is paid for."""


def is_of_data(line: Line, term: Term) -> bool:
    """Whether a size is that of what is learnt from: "reduces the size | of the training set"."""
    words, first = line.words, term.last + 2
    if words[term.last] != "size":
        return False
    spent = next((t for t in line.resources if t.metric == "data" and first <= t.first <= first + 3), None)
    return words[first - 1 : first] == ["of"] and spent is not None and STOP_TAIL.isdisjoint(words[first : spent.first])


def shares_head(line: Line, term: Term) -> bool:
    """Whether a plain cost is one by the noun that another shares with it: "| communication and memory costs"."""
    behind = next((t for t in line.resources if t.first == term.last + 2), None)
    joined = line.words[term.last + 1 : term.last + 2] in (["and"], ["or"])
    return joined and behind is not None and term.metric == "cost" and line.words[behind.last] in ADDED


def is_number_of(words: list[str], term: Term, *, far: bool) -> bool:
    """Whether a resource is counted: "the number of | samples", "the number of training | runs"."""
    before = words[max(0, term.first - _COUNTED_FROM) : term.first]
    if "of" not in before:
        return False
    place = len(before) - 1 - before[::-1].index("of")
    near = place == len(before) - 1
    if near and before[place - 1].startswith("amount"):
        return True
    return before[place - 1] == "number" and (near or (far and STOP_TAIL.isdisjoint(before[place + 1 :])))


_COUNTED_FROM = 6
"""How far before a resource "number of" may stand."""
