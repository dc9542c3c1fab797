"""Loads: how much something can handle: the longest input, the largest graph, the largest model on one card."""

from __future__ import annotations

from summarizer.quantities import Quantity, base_unit
from summarizer.reading.costs.claims import HANDLES
from summarizer.reading.framing.frames import Frame, clause_start, left_of, tail_end
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words

_BELOW = ("under", "fewer", "less", "below", "within", "as few", "as little", "as low")
_COUNTS = ("K", "k", "M", "B", "G")
_HANDLES = HANDLES | words(
    "scale decode decodes decoding generalize generalizes generalizing generalise generalises extrapolate "
    "extrapolates take takes track tracks tracking fit fits solve solves solving capable simulate simulates "
    "simulating reconstruct reconstructs reconstructing coordinate coordinates coordinating manage manages managing "
    "plan plans planning control controls controlling memorize memorizes render renders rendering"
)
_REACH, _FAR = 9, 16
_LOADED = words(
    "points nodes edges token tokens frames context contexts gaussians particles agents users variables vertices atoms "
    "neurons length lengths rows records items entities cells states phrases splats edits views sequences faces "
    "triangles unknowns constraints constraint landmarks poses robots drones uavs vehicles objects obstacles targets "
    "images videos documents queries requests clients devices classes dimensions columns qubits residues bodies steps "
    "gpus labels pieces segments boats asvs vessels modules stops packages intersections locations servers hosts "
    "waypoints voxels pixels hyperedges relations triples electrons cameras threads processes stations assets"
)
"""What something is loaded with, as a number counts it."""
_PICTURES = words("image images video videos frames resolution")
_SCREENS = (2, 4, 8, 16)
"""The thousands of 2K and 4K pictures, which are their sizes."""
_NAMED = 3
"""Words behind a number within which what it counts is named."""
_OTHERS = words("increasingly now recent current existing modern today nowadays typical typically")
_SCALES = words(
    "scalable expand expands expanding scale scales scaling generalize generalizes generalizing generalise generalises "
    "extrapolate extrapolates extend extends extending"
)
_NEWLY = words("first successfully")
_STUDIED = words("when after of by as while through from with without if")
_AIMS_AT = 8
_TAKES_IN = words(
    "handle handles handling process processes processing support supports track tracks decode decodes accommodate "
    "accommodates"
)
_ABLE = words("can could able capable enable enables enabling allow allows allowing permit permits first possible only")
_MADE = words(
    "train trains training fine-tune fine-tunes fine-tuning finetune finetuning tuning edit editing run running runs "
    "deploy deploying deployment serve serving pre-train pre-training pretraining inference post-training"
)
_DEVICES = words("gpu gpus card phone smartphone laptop desktop device devices pc mac machine node a100 h100 rtx")
_ONE = words("single one mere consumer consumer-grade commodity mobile edge smartphone laptop phone")


def is_handled(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether an amount is how much can be handled: "scales to more than | 100 layers"."""
    _, unit = base_unit(quantity.value or 1.0, quantity.unit or "")
    if unit == "samples" and quantity.text.split()[-1].lower() not in _LOADED:
        return False
    if line.text[quantity.begin : quantity.start].startswith(_BELOW) or _is_picture(line, at, quantity):
        return False
    left = left_of(line, at)
    part = left >= 0 and line.words[left] in ("with", "exceeding", "containing", "and")  # "maps with up to | 3M nodes"
    before = line.words[max(0, at - (_FAR if part else _REACH)) : at]
    if line.words[left] == "(" and _LOADED.isdisjoint(before[-2:-1]):
        return False
    if quantity.bound == "at_least" and (line.words[left] == "for" or unit == "rounds"):
        return False  # "tracking that looks for over | 9K gulls", "a process of over | four rounds"
    if "(" in before[:-1] or not _OTHERS.isdisjoint(line.words[:at]):
        return False
    bounded = quantity.bound in ("up_to", "at_least")
    if bounded and (not _HANDLES.isdisjoint(before) or ("applied" in before and not _NEWLY.isdisjoint(line.words))):
        return True
    return _is_scaled_to(line, at) or _is_taken_in(line, at, quantity)


def is_more_at_once(line: Line, frame: Frame) -> bool:
    """Whether a number tells how much more is done in a time: "visits | 12% more ports in the same time"."""
    change, words = frame.change, line.words
    if change is None or change.first != frame.at + 1 or words[change.first] != "more":
        return False
    same = next((i for i in range(frame.at + 3, len(words)) if words[i] in _SAME), None)
    if same is None or words[same - 2] not in _WITHIN or NUMBER in words[change.first : same]:
        return False
    return "time" in words[same + 1 : same + 3] and frame.relation is None


_SAME = words("same given equal fixed")
_WITHIN = words("in with within under for given at")


def counts_load(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number counts what something is loaded with: "up to | 90K points", "scales to | 300 robots"."""
    unit = quantity.unit or ""
    if unit == "GPUs":
        scaled = not _SCALES.isdisjoint(line.words[max(0, at - _NAMED - 1) : at])
        return _is_scaled_to(line, at) or (quantity.bound == "up_to" and scaled)
    if unit and unit not in _COUNTS and not unit.endswith(" nodes"):
        return False
    if _is_of_length(line, at):
        return is_handled(line, at, quantity)
    if unit in _COUNTS:
        named = not _LOADED.isdisjoint(line.words[at + 1 : tail_end(line, at)])
    else:
        named = bool(unit) or not _LOADED.isdisjoint(line.words[at + 1 : min(at + 1 + _NAMED, tail_end(line, at))])
    return named and is_handled(line, at, quantity)


def _is_of_length(line: Line, at: int) -> bool:
    """Whether a bare number is the length or size of what is taken in: "a context length of | 2M"."""
    left = left_of(line, at)
    sized = line.words[left] in ("length", "lengths", "window", "windows", "size", "sizes")
    if not sized or line.words[left - 1] not in _SIZED or line.words[at + 1 : at + 2] == ["and"]:
        return False
    return "of" in line.words[left + 1 : at] or line.text.endswith("up to ", 0, line.starts[at])


_SIZED = words("context sequence input batch mini-batch minibatch prompt")


def _is_picture(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a number of thousands is how large a picture is: "| 4K images", "| 2K resolution"."""
    shown = {*quantity.text.lower().split()[1:], *line.words[at + 1 : at + 1 + _NAMED]}
    return quantity.value in _SCREENS and (quantity.unit or "")[:1] in ("K", "k") and not _PICTURES.isdisjoint(shown)


def is_most_on_one(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether a model or a context is the largest that fits a small machine.

    "Enables tuning of a | 30B model on a single card", "allows running Harrow with a | 64K context on one GPU".
    """
    amount, unit = base_unit(quantity.value or 0.0, quantity.unit or "")
    read = unit in ("", "tokens") and amount >= _LONG and not _CONTEXTS.isdisjoint(line.words[at - 2 : at + 2])
    if not read and (unit not in ("params", "") or amount < _LARGE):
        return False
    start = max(clause_start(line, at), at - _REACH)
    before = line.words[start:at]
    if _MADE.isdisjoint(before) or _ABLE.isdisjoint(line.words[max(0, start - _AIMS_AT) : at]):
        return False
    behind = line.words[at + 1 : at + 16]
    on = next((i for i, w in enumerate(behind) if w in ("on", "within")), None)
    if on is None:
        return False
    if line.text.startswith(("one gpu", "1 gpu"), line.starts[min(at + on + 2, len(line.starts) - 1)]):
        return True
    where = behind[on + 1 : on + 7]
    return not _ONE.isdisjoint(where) and not _DEVICES.isdisjoint(where)


_CONTEXTS = words("context contexts sequence sequences")
_LONG = 1e4
"""Tokens from which on a context is long."""
_LARGE = 1e9
"""From here on a model is one that a small machine does not hold by itself."""


def _is_scaled_to(line: Line, at: int) -> bool:
    """Whether something scales to an amount: "scales to | 64K contexts", not "when scaled to", not "from 1B to"."""
    to = next((i for i in range(at - 1, max(0, at - _AIMS_AT), -1) if line.words[i] == "to"), 0)
    start = max(clause_start(line, at), to - _AIMS_AT)
    place = next((i for i in range(to - 1, start - 1, -1) if line.words[i] in _SCALES), -1)
    if place < 0 or line.words[max(0, place - 1)] in _STUDIED or "," in line.words[to:at]:
        return False
    between = line.words[place:at]
    grown = between[0].startswith("expand") and _LONG_THINGS.isdisjoint(between)  # "expands the corpus to | 3M tokens"
    return not grown and NUMBER not in between and "from" not in between


_LONG_THINGS = words("context contexts window windows length lengths horizon input inputs sequence sequences")


def _is_taken_in(line: Line, at: int, quantity: Quantity) -> bool:
    """Whether something can take in an amount: "allows it to track | 30K points", "handles clips of | 9,000 frames"."""
    verb = left_of(line, at)
    if line.words[verb] == "with" or "of" in line.words[verb + 1 : at]:
        verb = next((i for i in range(verb, max(-1, verb - 2 * _NAMED), -1) if line.words[i] in _TAKES_IN), 0)
    if verb <= 0 or line.words[verb] not in _TAKES_IN or line.words[at + 1 : at + 3] == ["in", NUMBER]:
        return False  # "processes 9,000 frames in 2 s" is a speed
    many = base_unit(quantity.value or 0.0, quantity.unit or "")[0] >= _MANY and line.words[verb][-1] == "s"
    return many or not _ABLE.isdisjoint(line.words[max(0, verb - 6) : verb])


_MANY = 1e3
"""So many are told since they can be taken in."""
