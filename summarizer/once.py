"""Once: an attribute that is worked out when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Found = TypeVar("Found")
keep = object.__setattr__
"""Keeps an attribute, also of what is frozen; what is never asked for its `__dict__` is faster to look into."""


class once(Generic[Found]):  # noqa: N801  # a decorator
    """`functools.cached_property` without its lock, which costs more than most of what is worked out.

    Two threads that ask at one time both work it out, and the later one's is kept: for values of frozen things only.
    """

    def __init__(self, find_out: Callable[[Any], Found]) -> None:
        self._find_out = find_out
        self.__doc__ = find_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[Found]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Found: ...

    def __get__(self, instance: object | None, owner: type) -> once[Found] | Found:
        if instance is None:
            return self
        found = self._find_out(instance)
        keep(instance, self._name, found)
        return found
