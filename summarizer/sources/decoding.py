"""Bytes to text: whatever encoding a page was saved in, and a plain word where it is no text at all."""

from __future__ import annotations

import codecs
import re

from summarizer.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip file",
    b"SQLite format 3": "an SQLite database",
    b"\x80\x04\x95": "a Python pickle",
}
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LEGACY = re.compile(
    r"cp\d+|iso8859-\d+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|mac-\w+|iso2022_\w+|tis-620|johab|hz"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 8192


def decode(data: bytes, name: str, *, html: bool = False) -> str:
    """Decode a saved page: by its byte-order mark, what its `meta` says (`html`), UTF-8, or else Windows-1252.

    Raises `InputError` naming the file where the bytes are no text.
    """
    if found := next((what for magic, what in _MAGIC.items() if data.startswith(magic)), None):
        raise InputError(f"{name}: expected text; found {found}")
    text = _text(data, html=html)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 50:
        raise InputError(f"{name}: expected text; found binary data")
    return text.lstrip("\ufeff")


def _text(data: bytes, *, html: bool) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked_utf16(data)
    if encoding is None and html and (declared := _META_CHARSET.search(data[:_SAMPLE])):
        encoding = _known(declared.group(1).decode("ascii"))
    if encoding is not None:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _western(data)


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(sample) >= 4 and zeros.count(0) > 0.7 * len(zeros):
            return encoding
    return None


def _known(declared: str) -> str | None:
    """A declared encoding where it is worth believing; UTF-8 is tried anyway."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    if name in ("iso8859-1", "ascii"):  # what browsers read under these names is Windows-1252
        return None
    return name if _LEGACY.fullmatch(name) else None


def _damaged_utf8(data: bytes) -> str | None:
    """Read UTF-8 with a few broken bytes as such: guessing another encoding would garble all the rest."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    return text if whole > broken else None


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
