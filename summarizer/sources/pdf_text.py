"""The text of a PDF as lines with their places, read by a process of its own that can do no harm.

This file is run as a script, never imported: a PDF comes in as standard input, JSON goes out, a page a line. It limits
itself before it looks at a byte: processor time, memory, what it writes. It imports nothing of this package.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

MEMORY = 384 * 2**20
"""Bytes of address space; of the papers tried, figures and all, none needed half of it."""
PROCESSOR_SECONDS = 20
"""A long paper takes one or two."""
PAGES = 200
"""Pages that are read; a paper of more is a book."""
CHARACTERS = 2_000_000
"""Characters that are read: a page has about 4,000, a bomb more."""
OUTPUT = 32 * 2**20
"""Bytes that are written."""
_BOLD = ("bold", "black", "heavy", "demi", "cmbx", "sfbx", "ecbx")
_TIMES_BOLD = "-medi"
"""What TeX's Times calls its bold letters; a "medium" of another family is none."""
_GAP = 1.2
"""Between two columns is more room than this many times the size of the letters; between two words is less."""
_SMALLEST = 2.0
"""Points; smaller letters are not for readers."""
_BROKEN = 2
"""What the library gives for the hyphen of a word that goes on in the next line, which it appends at times."""
_UNSEEN = 3
"""The rendering mode of letters that are not drawn."""


def main() -> None:
    """Read the PDF on standard input; say what is wrong with it in one JSON object where it can't be read."""
    _limit()
    import pypdfium2  # type: ignore[import-untyped, unused-ignore]

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        password = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        _say({"error": "password" if password else "broken", "reason": str(error)})
        return
    _say({"pages": pages, "metadata": document.get_metadata_dict(skip_empty=True)})
    left = CHARACTERS
    for number in range(min(pages, PAGES)):
        try:
            lines = list(_lines(document, number, left))
        except pypdfium2.PdfiumError as error:
            _say({"page": number + 1, "error": str(error)})
            continue
        left -= sum(len(line["text"]) for line in lines)
        width, height = document.get_page_size(number)
        _say({"page": number + 1, "width": width, "height": height, "lines": lines})
        if left <= 0:
            break


def _limit() -> None:
    try:
        import resource
        import signal
    except ImportError:  # a platform without such limits; whoever started this one keeps the time
        return
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that writing too much is an error, not a death
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (lowest, lowest))
        except (OSError, ValueError):  # macOS has no limit of address space
            continue


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(document: Any, number: int, most: int) -> Iterator[dict[str, Any]]:
    """A page's lines: their text, the box round them from the page's top left, the letters' size, and how they look."""
    page = document[number]
    text = page.get_textpage()
    try:
        left, top = page.get_bbox()[0], page.get_bbox()[3]
        for characters in _runs(text.raw, min(text.count_chars(), most)):
            yield _line(text.raw, characters, left, top)
    finally:
        text.close()
        page.close()


def _runs(text: Any, count: int) -> Iterator[list[tuple[int, str, float, float, float, float]]]:
    """Characters of one line after another, each with its index and its box; a wide gap ends a line, too."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped, unused-ignore]

    box = [ctypes.c_double() for _ in range(4)]
    run: list[tuple[int, str, float, float, float, float]] = []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            if run:
                yield run
            run = []
            continue
        raw.FPDFText_GetCharBox(text, index, *box)  # left, right, bottom, top
        x0, x1, y0, y1 = (value.value for value in box)
        if code == 0 or not math.isfinite(x0 + x1 + y0 + y1):
            continue
        if run and x1 > x0 and (before := next((c for c in reversed(run) if c[3] > c[2]), None)):
            size = max(raw.FPDFText_GetFontSize(text, index), y1 - y0)
            if x0 - before[3] > _GAP * size or x0 < before[2] - 3 * size:
                yield run
                run = []
        run.append((index, _character(code), x0, x1, y0, y1))
        if code == _BROKEN:
            yield run
            run = []
    if run:
        yield run


def _character(code: int) -> str:
    """A character; half of a pair, which some fonts map to, is none."""
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _line(text: Any, run: list[tuple[int, str, float, float, float, float]], left: float, top: float) -> dict[str, Any]:
    import pypdfium2.raw as raw  # type: ignore[import-untyped, unused-ignore]

    seen = [c for c in run if c[3] > c[2] and not c[1].isspace()] or run
    sample = [c[0] for c in seen[:: max(1, len(seen) // 8)]]
    sizes = Counter(round(_size(text, index), 1) for index in sample)
    looks = Counter(_look(text, index) for index in sample)
    (font, hidden), size = looks.most_common(1)[0][0], sizes.most_common(1)[0][0]
    height = max(c[5] - c[4] for c in seen)
    return {
        "text": "".join(c[1] for c in run),
        "box": [
            round(v, 1)
            for v in (
                min(c[2] for c in seen) - left,
                top - max(c[5] for c in seen),
                max(c[3] for c in seen) - left,
                top - min(c[4] for c in seen),
            )
        ],
        "size": size,
        "font": font,
        "bold": any(mark in font for mark in _BOLD) or font.endswith(_TIMES_BOLD),
        "turned": abs(math.sin(raw.FPDFText_GetCharAngle(text, seen[0][0]))) > 0.1,
        "hidden": hidden or max(size, height) < _SMALLEST,
    }


def _size(text: Any, index: int) -> float:
    """The size of a letter as it is drawn: a font of one point may be drawn ten times as large."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped, unused-ignore]

    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(text, index))
    if raw.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
    return size if math.isfinite(size) else 0.0


def _look(text: Any, index: int) -> tuple[str, bool]:
    """A letter's font, and whether it is hidden: not drawn, or drawn in white."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped, unused-ignore]

    flags, name = ctypes.c_int(), ctypes.create_string_buffer(64)
    raw.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    font = name.value.decode("utf-8", "replace").lower().rpartition("+")[2]
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *colour)
    white = all(part.value >= 250 for part in colour[:3]) or colour[3].value == 0
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, index))
    return font, white or mode == _UNSEEN


if __name__ == "__main__":
    main()
