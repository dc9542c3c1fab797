"""Keys: an API key, and how it is kept out of what servers say of it, and out of what is said of them."""

from __future__ import annotations

import re

from summarizer.clients.replies import one_line
from summarizer.errors import SettingsError

SHORTEST_SECRET = 8
"""Characters; a shorter key (`x`, `none`, `test`, for servers that want any) is no secret, but a word of answers."""

_UNPRINTABLE = re.compile(r"[^\x21-\x7e]")
_HIDDEN = "[key]"


class ApiKey:
    """A key, or none; raises `SettingsError` for what can be no key."""

    def __init__(self, given: str | None) -> None:
        self.value = (given or "").strip()
        if _UNPRINTABLE.search(self.value):
            raise SettingsError("the API key holds characters that no key has (white space, or outside ASCII)")
        self._secret = self.value if len(self.value) >= SHORTEST_SECRET else ""

    def __repr__(self) -> str:
        return f"ApiKey({_HIDDEN if self else ''})"

    def __bool__(self) -> bool:
        return bool(self.value)

    def hide(self, content: bytes) -> bytes:
        """Give what came from a server without the key."""
        return content.replace(self._secret.encode(), _HIDDEN.encode()) if self._secret else content

    def clean(self, text: str) -> str:
        """Make somebody else's words fit for an error: one line, short, without the key."""
        return one_line(text.replace(self._secret, _HIDDEN) if self._secret else text)

    def headers(self) -> dict[str, str]:
        """Give the headers that carry it; without a key, none."""
        return {"Authorization": f"Bearer {self.value}"} if self else {}

    def refusal(self, host: str, base_url: str, status: int) -> str:
        """Say that a server does not take the key; what it says itself of a key often holds parts of it."""
        wrong = "refuses the API key" if self else "wants an API key"
        return f"{host} {wrong} ({status}): set SUMMARIZER_API_KEY to one for {base_url}"
