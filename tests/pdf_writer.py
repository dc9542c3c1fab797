"""PDF files for tests, written by hand: pages of text at given places, and files that mean harm."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 612, 792
FONTS = {"roman": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}
LEFT, RIGHT, COLUMN = 54, 318, 240
"""Where the two columns begin, and how wide they are."""


@dataclass(frozen=True)
class Text:
    """A line of text, its base line so many points below the page's top."""

    text: str
    x: float
    y: float
    size: float = 10
    font: str = "roman"
    turned: bool = False
    colour: str = "0 g"
    mode: int = 0

    def drawn(self) -> bytes:
        matrix = f"0 1 -1 0 {self.x} {HEIGHT - self.y}" if self.turned else f"1 0 0 1 {self.x} {HEIGHT - self.y}"
        shown = self.text.encode("mac_roman").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        before = f"BT {self.colour} {self.mode} Tr /{self.font} {self.size} Tf {matrix} Tm (".encode()
        return before + shown + b") Tj ET\n"


def write_pdf(pages: Sequence[Sequence[Text]], *, title: str = "", author: str = "") -> bytes:
    """A PDF of pages; its metadata where they are given."""
    contents = [b"".join(text.drawn() for text in page) for page in pages]
    return assemble([(b"", content) for content in contents], info=info(title, author))


def info(title: str = "", author: str = "") -> bytes:
    return f"<< /Title ({title}) /Author ({author}) >>".encode("cp1252")


def assemble(
    contents: Sequence[tuple[bytes, bytes]], *, info: bytes = b"<< >>", trailer: bytes = b"", more: Sequence[bytes] = ()
) -> bytes:
    """A PDF of content streams, each with what its dictionary says besides, of a trailer's entries, and of objects."""
    fonts = b" ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /MacRomanEncoding >>".encode()
        for name, base in FONTS.items()
    )
    first = 5  # after the catalogue, the tree of pages, the metadata and the resources
    kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(contents)))
    after = first + 2 * len(contents)
    extra = b" ".join(b"/X%d %d 0 R" % (i, after + i) for i in range(len(more)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        info,
        b"<< /Font << %s >> /XObject << %s >> >>" % (fonts, extra),
    ]
    for i, (entries, content) in enumerate(contents):
        box = b"/MediaBox [0 0 %d %d]" % (WIDTH, HEIGHT)
        drawn = b"/Resources 4 0 R /Contents %d 0 R" % (first + 2 * i + 1)
        objects.append(b"<< /Type /Page /Parent 2 0 R %s %s >>" % (box, drawn))
        objects.append(stream(entries, content))
    return with_table([*objects, *more], trailer)


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def with_table(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of objects, numbered from 1: the catalogue first, the metadata third."""
    data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    begin = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R %s >>\n" % (size, trailer.replace(b"@", b"%d" % begin))
    return data + b"startxref\n%d\n%%%%EOF\n" % begin


# --- papers ----------------------------------------------------------------------------------------------------------


def column(lines: Sequence[str], x: float, y: float, *, size: float = 10, font: str = "roman") -> list[Text]:
    """Lines under one another."""
    return [Text(line, x, y + 1.2 * size * i, size, font) for i, line in enumerate(lines)]


def wrapped(text: str, width: int = 46) -> list[str]:
    """A text as lines; `~` marks where a word is broken with a hyphen at the line's end."""
    lines = [""]
    for word in text.split():
        head, mark, tail = word.partition("~")
        if mark:
            lines[-1] += f" {head}-" if lines[-1] else f"{head}-"
            lines.append(tail)
        elif len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}" if lines[-1] else word
        else:
            lines.append(word)
    return lines


def in_columns(blocks: Sequence[tuple[str, str]], top: float = 60) -> list[list[Text]]:
    """Pages of two columns, filled with headings and paragraphs by turns; the first page begins at `top`."""
    pages: list[list[Text]] = [[]]
    x, y = LEFT, top
    for heading, body in blocks:
        lines = [(heading, "bold", 12.0)] + [(line, "roman", 10.0) for line in wrapped(body)]
        for text, font, size in lines if heading else lines[1:]:
            if y > HEIGHT - 80:
                pages += [[]] if x == RIGHT else []
                x, y = (LEFT, 60) if x == RIGHT else (RIGHT, top if len(pages) == 1 else 60)
            y += 6 if font == "bold" else 0
            pages[-1].append(Text(text, x, y, size, font))
            y += 12 if font == "roman" else 18
        y += 10
    return pages


# --- files that mean harm --------------------------------------------------------------------------------------------


def flate_bomb(size: int = 100 * 2**20) -> bytes:
    """One page whose content unpacks to so many bytes."""
    return assemble([(b"/Filter /FlateDecode", zlib.compress(b" " * size, 9))])


def letters_bomb(letters: int = 6_000_000) -> bytes:
    """One page that draws so many letters."""
    content = b"BT /roman 10 Tf (" + b"many words " * (letters // 11) + b") Tj ET"
    return assemble([(b"/Filter /FlateDecode", zlib.compress(content, 9))])


def ring_of_forms() -> bytes:
    """A form that draws itself, twice, so that each level doubles the work."""
    body = b"/X0 Do /X0 Do"
    resources = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 4 0 R"
    return assemble([(b"", b"/X0 Do")], more=[stream(resources, body)])


def ring_of_tables() -> bytes:
    """A file whose table of objects says that the one before it is itself."""
    return assemble([(b"", b"")], trailer=b"/Prev @")


def many_pages(number: int = 1_000_000) -> bytes:
    """So many pages, all of them the same one."""
    kids = b"5 0 R " * number
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources 4 0 R >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, number)
    return with_table([b"<< /Type /Catalog /Pages 2 0 R >>", tree, b"<< >>", b"<< >>", page])


def encrypted() -> bytes:
    """A file that only a password opens."""
    keys = b"/Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s>" % (b"41" * 32, b"42" * 32)
    return assemble([(b"", b"")], trailer=b"/Encrypt << %s >> /ID [<41> <41>]" % keys)
