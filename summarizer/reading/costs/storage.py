"""Storage: bytes that something takes up, in memory or at rest, not those that a device has or a budget grants."""

from __future__ import annotations

from summarizer.reading.framing.frames import STOP_TAIL, left_of
from summarizer.reading.words.tokens import NUMBER, Line
from summarizer.reading.words.vocabulary import words
from summarizer.records import Metric

_MEMORY = words("memory cache ram vram gpu")
_FILES = words("file artifact asset binary checkpoint download")
_STORED = _FILES | words("storage disk size index flash weighs weigh weighing weighed weights")
_NEAR = _STORED | words(
    "memory vram ram footprint cache takes take occupies requires require needs need uses using consumes within fit "
    "fits under model occupy occupying occupied fill fills consume use adds adding"
)
_BESIDES = words("next besides addition atop")
HARDWARE = words("gpu gpus a100 h100 v100 card cards machine device devices phone cpu rtx")
_BOARD = 6
_BOARDS = words("microcontroller microcontrollers mcu mcus core board boards arduino arduinos raspberry microprocessor")
_USES = words(
    "only just merely than within under below fits fit requires requiring require needs needing uses using consumes "
    "consuming takes taking occupies occupying achieves footprint of"
)
"""What stands before what is used of a board, not before what it has: "a board with | 128 KB RAM"."""
_GRANTS = words("limit budget constraint card cards")
_GATHERED = words("dataset datasets corpus text texts image images video videos message messages")
_CODES = ("quanti", "compress", "encod", "binar", "stor", "shrink", "prun")
"""Beginnings of words by which something is made smaller."""
_SENT = words(
    "communication transmission transmissions transmit transmits transmitting transmitted send sends sending transfer "
    "transfers transferring transferred upload uploads uploading uploaded exchange exchanges exchanging payload "
    "payloads traffic"
)
_NETWORKS = words(
    "model network encoder decoder backbone vlm transformer student generator detector tracker classifier net cnn llm "
    "architecture engine app application runtime system"
)
_SMALL = words("compact small tiny light lightweight light-weight ultra-lightweight ultra-light")
_SCORES = words("achieves achieve reaches reach attains attain obtains retains delivers scores gives")


def is_occupied(line: Line, at: int) -> bool:
    """Whether bytes are taken up by something: "needs | 3 GB of memory", "quantizes to | 90 MB", "an | 81 MB file"."""
    after = line.words[at + 1 : at + 4]
    if not _GATHERED.isdisjoint(after[:1]) or (line.words[at - 1] == "(" and line.words[at - 2] in _GATHERED):
        return False  # "a 3 GB dataset", "a corpus (3 GB)"
    if not _BESIDES.isdisjoint(line.words[max(0, at - 3) : at]) or not _GRANTS.isdisjoint(after):
        return False  # "next to the 140 GB of the model", "a 3 GB budget"
    if (after[:1] and after[0] in _FILES) or is_coded(line, at) or _is_of_network(line, at) or _is_sent(line, at):
        return True
    owned = after[:1] and after[0] in HARDWARE and after[1:2] != ["memory"]
    given = owned or not HARDWARE.isdisjoint(line.words[max(0, at - 2) : at])
    near = line.words[max(0, at - _BOARD) : at]
    given |= not _BOARDS.isdisjoint(near) and _USES.isdisjoint(near)
    return not given and not _NEAR.isdisjoint(line.words[max(0, at - 9) : at + 5])


def is_coded(line: Line, at: int) -> bool:
    """Whether an amount is what something is encoded into: "quantized to | 4 bits", "compresses B to | 2 MB"."""
    before = line.words[max(0, at - 8) : at]
    into = before[-1:] in (["to"], ["in"], ["into"], ["at"])
    return into and any(w.startswith(_CODES) and not w.endswith("ation") for w in before)


def _is_of_network(line: Line, at: int) -> bool:
    """Whether bytes are all that a network has: "the net is only | 4 MB", "a small encoder ( | 2 MB"."""
    left = left_of(line, at)
    if left < 1 or line.words[at + 1 : at + 2] == ["of"]:
        return False
    first = left
    while first > 0 and line.words[first - 1] not in STOP_TAIL:
        first -= 1
    held = line.words[first:left]
    if line.words[left] == "is":
        return not _NETWORKS.isdisjoint(line.words[max(0, left - _OWNED) : left])
    small = NUMBER not in held and not _SMALL.isdisjoint(held) and _GATHERED.isdisjoint(held)
    return small and line.words[left] in ("(", "with")


_OWNED = 7
"""Words within which what is of a size is named."""


def _is_sent(line: Line, at: int) -> bool:
    """Whether bytes are sent: "a total communication of just | 9 MB", "transmits | 20 KB per frame"."""
    left = left_of(line, at)
    return not _SENT.isdisjoint((*line.words[max(0, left - 2) : left + 1], *line.words[at + 1 : at + 5]))


def metric_of_bytes(line: Line, at: int) -> Metric:
    """Whether bytes are those of a memory, those of what is stored, or those of what is sent."""
    if _is_sent(line, at):
        return "cost"
    called = not _NETWORKS.isdisjoint(line.words[at + 1 : at + 2])  # "a | 3 MB model"
    if (called or _is_of_network(line, at)) and _MEMORY.isdisjoint(line.words[at + 1 : at + 4]):
        return "model_size"
    around = set(line.words[max(0, at - 8) : at + 5])
    stored = not _STORED.isdisjoint(around) or is_coded(line, at)
    if stored or not _SCORES.isdisjoint(around):
        return "memory" if not _MEMORY.isdisjoint(around) else "model_size"
    return "memory"
