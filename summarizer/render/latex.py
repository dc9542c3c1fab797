r"""LaTeX: claims and comparisons as booktabs tables to be put into a paper.

Every character that LaTeX would obey is escaped, so a title can neither break a table nor run a command. What comes out
is a fragment; it needs `\usepackage{booktabs,tabularx}`, and LuaLaTeX or XeLaTeX for scripts other than Latin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from summarizer.records import Record
from summarizer.render.catalogue import Catalogue
from summarizer.render.lines import ChainLine, DisagreementLine, GroupLine, chain_lines, disagreement_lines, group_lines
from summarizer.render.text import one_line
from summarizer.render.words import (
    NOTHING_COMPARABLE,
    asked_for,
    count,
    figure,
    group_heading,
    heading,
    left_out,
    verdict_name,
)
from summarizer.views import Comparison, Group

ROWS_OF_A_TABLE = 40
"""Rows after which a table is cut in two, so that each fits a page."""
_HEAD = "% needs \\usepackage{booktabs,tabularx}; LuaLaTeX or XeLaTeX for scripts other than Latin\n"
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",
    "`": r"\textasciigrave{}",
    "--": "-{}-{}",
    "[": "{[}",
    "*": "{*}",
    "–": "--",
    "—": "---",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "…": r"\ldots{}",
    "×": r"$\times$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "≈": r"$\approx$",
    "−": r"$-$",
    "±": r"$\pm$",
    "→": r"$\rightarrow$",
    "·": r"$\cdot$",
    "√": r"$\surd$",
    "∞": r"$\infty$",
    "★": r"$\star$",
    "°": r"\textdegree{}",
    "µ": r"$\mu$",
}
_GREEK = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
_SPECIAL = re.compile("|".join(map(re.escape, _COMMANDS)) + f"|[{_GREEK}]")


def escape(text: str) -> str:
    """Make a text stand in LaTeX as it reads, on one line: no command, no group, no maths and no comment of its own."""
    return _SPECIAL.sub(_command, one_line(text))


def claims_latex(records: Sequence[Record]) -> str:
    """Write a table of all claims, whatever their verdict."""
    columns = ["Figure", "Metric", "Subject", "Baseline", "Setting", "Verdict", "Paper"]
    rows = [
        [figure(c), heading(c.metric, c.phase), c.subject or "", c.baseline or "", c.setting or "",
         verdict_name(c.verdict), record.paper.title]
        for record in records
        for c in record.claims
    ]  # fmt: skip
    return _HEAD + "\n".join(_tables(columns, rows, caption="Efficiency claims", label="tab:claims"))


def comparison_latex(comparison: Comparison, records: Sequence[Record], *, arithmetic: bool = False) -> str:
    """Write a table a group, best first, then disagreements, chains, and what was left out."""
    catalogue = Catalogue.of(records)
    parts: list[str] = [] if comparison.groups else [escape(NOTHING_COMPARABLE) + "\n"]
    for place, group in enumerate(comparison.groups, 1):
        parts += _group(group, group_lines(group, catalogue), place, arithmetic)
    parts += _disagreements(disagreement_lines(comparison, catalogue))
    parts += _chains(chain_lines(comparison, catalogue))
    parts += _footer(comparison)
    return _HEAD + "\n".join(parts)


def _group(group: Group, lines: Sequence[GroupLine], place: int, arithmetic: bool) -> Iterator[str]:
    columns = [("#", [line.rank for line in lines]), ("Figure", [_starred(line) for line in lines])]
    columns += [("Method", [line.subject for line in lines]), ("Against", [line.baseline for line in lines])]
    columns += [("Setting", [line.setting for line in lines]), ("Quality", [line.quality for line in lines])]
    columns += [("Verdict", [line.doubt for line in lines]), ("Unlike the best", [line.differs for line in lines])]
    columns += [("Arithmetic", [line.row.arithmetic for line in lines])] if arithmetic else []
    columns += [("Paper", [line.title for line in lines])]
    kept = [(name, cells) for name, cells in columns if any(cells)]
    caption = group_heading(group.key)
    caption += ". ★ none of these beats it in both figure and quality" if group.front else ""
    rows = list(zip(*(cells for _, cells in kept), strict=True))
    yield from _tables([name for name, _ in kept], rows, caption=caption, label=f"tab:comparison-{place}")
    for sentence in group.prose:
        yield f"{escape(sentence.text)}\n"


def _disagreements(found: Sequence[DisagreementLine]) -> Iterator[str]:
    rows = [
        [line.thing, line.about, line.spread, side.figure, f"“{side.evidence}”", side.title]
        for line in found
        for side in line.sides
    ]
    columns = ["Of", "Metric", "Spread", "Figure", "As written", "Paper"]
    yield from _tables(columns, rows, caption="Different numbers for the same thing", label="tab:disagreements")


def _chains(found: Sequence[ChainLine]) -> Iterator[str]:
    rows = [
        [line.figure, line.about, line.chain.subject, line.chain.baseline, line.chain.arithmetic, line.doubts]
        for line in found
    ]
    columns = ["Figure", "Metric", "Method", "Against", "Worked out", "In doubt"]
    yield from _tables(columns, rows, caption="Chains, claimed by no paper", label="tab:chains")


def _footer(comparison: Comparison) -> Iterator[str]:
    if comparison.more_chains:
        yield "There are more chains than these.\n"
    if comparison.unplaced:
        yield f"{count(len(comparison.unplaced), 'claim stands', 'claims stand')} in no table.\n"
    if asked := asked_for(comparison):
        yield f"{escape(asked)}\n"
    if excluded := left_out(comparison):
        yield f"{escape(excluded)}\n"


def _tables(columns: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str, label: str) -> Iterator[str]:
    for start in range(0, len(rows), ROWS_OF_A_TABLE):
        more = {"caption": f"{caption}, continued", "label": f"{label}-{start}"} if start else {}
        yield _table(columns, rows[start : start + ROWS_OF_A_TABLE], **{"caption": caption, "label": label} | more)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str, label: str) -> str:
    """One table; numbers stand to the right, words wrap in columns of equal width."""
    form = "".join("r" if name in ("#", "Figure") else ">{\\raggedright\\arraybackslash}X" for name in columns)
    body = [" & ".join(escape(cell) for cell in row) + r" \\" for row in rows]
    return "\n".join(
        [
            r"\begin{table}",
            r"\footnotesize",
            rf"\caption{{{escape(caption)}}}\label{{{label}}}",
            rf"\begin{{tabularx}}{{\textwidth}}{{@{{}}{form}@{{}}}}",
            r"\toprule",
            " & ".join(map(escape, columns)) + r" \\",
            r"\midrule",
            *body,
            r"\bottomrule",
            r"\end{tabularx}",
            r"\end{table}",
            "",
        ]
    )


def _starred(line: GroupLine) -> str:
    return f"{line.figure} ★" if line.front else line.figure


def _command(match: re.Match[str]) -> str:
    return _COMMANDS.get(match.group()) or _letter(match.group())


def _letter(greek: str) -> str:
    name = unicodedata.name(greek).split()[-1].lower().replace("lamda", "lambda")
    return f"$\\{name.capitalize() if greek.isupper() else name}$"
