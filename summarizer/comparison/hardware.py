"""Hardware: the devices that a setting names, told from the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.comparison.aliases import Aliases
from summarizer.folding import folded
from summarizer.reading.words.vocabulary import words

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"(?:\d+|{'|'.join(_NUMBERS)}|single|multiple|several)"
_MEMORY = r"\(?\d+(?:\.\d+)?[\s-]?gi?b\)?(?:[\s-](?:of[\s-])?(?:memory|v?ram|hbm))?"
_BEFORE = (
    rf"(?:(?:{_COUNT}(?:\s?x(?=\s|[a-z]))?|{_MEMORY}|cores?|mobile|edge|embedded|desktop|server|consumer(?:-grade)?|commodity)[\s-]*"
    r"(?<=[\s-])|\d+x\s?)"
)
_AFTER = (
    rf"[\s-]*(?:{_MEMORY}|[gct]pus?|accelerators?|processors?|chips?|cores?|cards?|nodes?|devices?|servers?|ti|super"
    r"|max|pro|ultra|mini|boards?|modules?|kits?|phones?|pcie|sxm\d?|nvlink|laptops?|x\s?\d+)(?!\w)"
)
_NUMBER = r"[a-z]{0,2}\d[\w.]*"
_WORD = re.compile(r"\d+(?:\.\d+)*[^\W_]*|[^\W_]+")
_SIZE = re.compile(r"(\d(?:[\d.]*\d)?)[\s-]?gi?b\b")
_TIMES = re.compile(r"\b(\d+)\s?x\s?(?=[a-z])|(?<=\d)x(\d+)\b|(?<=\s)x\s?(\d+)\b")
_VERSION = re.compile(r"\b(tpu)[\s-]?v(?=\d)")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=\d)")
_KINDS = words("gpu gpus accelerator accelerators card cards chip chips processor processors")
_CPU = words("cpu cpus processor processors chip chips")
_IDLE = words("1 one single of memory ram vram hbm with nvlink device devices board boards module modules kit kits")


class Devices:
    """Finds the devices of a setting, as the aliases have them."""

    def __init__(self, aliases: Aliases) -> None:
        self._vendors = frozenset(word for vendor in aliases.vendors for word in folded(vendor).split())
        self._gpus, self._cpus = _any_of(aliases.gpus), _any_of(aliases.cpus)
        self._words = frozenset(word for name in (*aliases.gpus, *aliases.others) for word in _split(name))
        vendors = "|".join(sorted(map(re.escape, self._vendors), key=len, reverse=True))
        device = "|".join(_forms((*aliases.gpus, *aliases.cpus, *aliases.others)))
        self._device = re.compile(
            rf"(?<![\w.])(?<!without\s)(?<!no\s)(?:{_BEFORE}|(?:{vendors})[\s-]+){{0,5}}(?:(?:{device})s?(?!\w))(?:{_AFTER}){{0,6}}",
            re.IGNORECASE,
        )

    def taken_from(self, text: str) -> tuple[list[str], str]:
        """The devices of a setting in lower case, each in one form, and the setting without them."""
        devices: list[str] = []

        def take(match: re.Match[str]) -> str:
            devices.append(self._key(match.group()))
            return " , "

        return devices, self._device.sub(take, text)

    def _key(self, device: str) -> str:
        """What tells a device from others: its name, its memory, and how many there are."""
        text = _VERSION.sub(r"\1 v", _SIZE.sub(r"\1gb", device))
        text = _TIMES.sub(lambda m: f" {m.group(m.lastindex or 0)} ", text)
        text = _GLUED.sub(" ", text)
        idle = _IDLE | self._vendors
        idle |= _KINDS if self._gpus.search(device) else _CPU if self._cpus.search(device) else frozenset()
        named = (_count(word) for word in _WORD.findall(text) if word not in idle)
        return " ".join(sorted(self._one(word) for word in named)) or device.strip()

    def _one(self, word: str) -> str:
        """A word without its plural's s; that of an L40S is none."""
        return word if word in self._words else word.removesuffix("s")


def _count(word: str) -> str:
    return str(_NUMBERS.index(word) + 1) if word in _NUMBERS else word


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(_forms(names))})s?(?!\w)", re.IGNORECASE)


def _forms(names: Iterable[str]) -> list[str]:
    """Expressions for device names, longest first; # is a number, and a hyphen, a space or nothing are the same."""
    return [_form(name) for name in sorted(names, key=len, reverse=True)]


def _split(name: str) -> list[str]:
    return re.split(r"[\s-]+", folded(name))


def _form(name: str) -> str:
    return r"[\s-]?".join(
        _NUMBER if word == "#" else re.escape(word).replace(r"\#", r"\d[\w.]*") for word in _split(name)
    )
