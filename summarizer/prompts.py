"""Prompts: templates that are files, strict on both sides.

A template is a TOML head between `+++` lines (name, version, description, schema, variables) and one section a message
(`=== system ===`, `=== user ===`). A variable that is missing, unknown or not named in the head is an error. Whatever
is the same for every paper stands first, so that providers' prompt caches work.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.answers import Answer, ClaimAnswer, ResultAnswer, answer_schema
from summarizer.clients import Message, Request, sha256
from summarizer.errors import TemplateError
from summarizer.injections import INVISIBLE, JOINERS, TURNS
from summarizer.marks import Marks
from summarizer.topics import Topics

if TYPE_CHECKING:
    import jinja2

_HEAD = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
_SECTION = re.compile(r"^=== (system|user|assistant) ===\n", re.MULTILINE)
_HEAD_KEYS = {"name": str, "version": int, "description": str, "schema": str, "variables": list}
SUFFIX = ".md"


@dataclass(frozen=True)
class Template:
    """One prompt: what its head says, and its messages as written."""

    name: str
    version: int
    description: str
    schema: str
    """Which schema the reply must fit: `answer`, or `prose`."""
    variables: tuple[str, ...]
    messages: tuple[Message, ...]
    sha256: str
    """Hash of the file's bytes."""
    path: Path

    @property
    def label(self) -> str:
        """`name@version`, as records show it."""
        return f"{self.name}@{self.version}"

    def render(self, **values: Any) -> tuple[Message, ...]:
        """Fill the messages in; raises `TemplateError` naming what is missing or unknown."""
        missing, unknown = set(self.variables) - set(values), set(values) - set(self.variables)
        if missing or unknown:
            said = [f"missing: {', '.join(sorted(missing))}"] * bool(missing)
            said += [f"unknown: {', '.join(sorted(unknown))}"] * bool(unknown)
            raise TemplateError(f"{self.path.name}: variables {'; '.join(said)}")
        from jinja2 import TemplateError as BrokenError

        try:
            texts = [text(*(values[name] for name in names)) for names, text in self._compiled]
        except BrokenError as error:
            raise TemplateError(f"{self.path.name}: {error.message or type(error).__name__}") from error
        return tuple(Message(message.role, text) for message, text in zip(self.messages, texts, strict=True))

    @cached_property
    def _compiled(self) -> tuple[tuple[tuple[str, ...], Callable[..., str]], ...]:
        """Each message's variables and its rendering, which remembers the last one: most are alike for all papers."""
        return tuple(_renderer(message.content) for message in self.messages)


def prompts_folder() -> Path:
    """Where the templates are: `prompts/` of a checkout or an editable install, else the wheel's copy."""
    package = Path(__file__).resolve().parent
    checkout = package.parent / "prompts"
    if (package.parent / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    return package / "_data" / "prompts"


def list_templates(folder: Path | None = None) -> list[Template]:
    """All templates, by name."""
    return [_load(path) for path in sorted((folder or prompts_folder()).glob(f"*{SUFFIX}"))]


def load_template(name: str, folder: Path | None = None) -> Template:
    """Load one template by name; raises `TemplateError` that lists the ones there are."""
    home = folder or prompts_folder()
    path = home / f"{name}{SUFFIX}"
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        names = ", ".join(sorted(p.stem for p in home.glob(f"*{SUFFIX}"))) or "none"
        raise TemplateError(f"no prompt named {name!r}; there are: {names}")
    return _load(path)


@lru_cache(maxsize=64)
def _load_bytes(path: Path, content: bytes) -> Template:
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path.name}: expected UTF-8 text: {error}") from error
    head = _head(path, text)
    body = _HEAD.sub("", text, count=1)
    parts = _SECTION.split(body)
    if parts[0].strip() or len(parts) < 3:
        raise TemplateError(f"{path.name}: expected sections that begin with === system === or === user ===")
    messages = tuple(Message(role, content) for role, content in zip(parts[1::2], parts[2::2], strict=True))  # type: ignore[arg-type]
    template = Template(
        name=head["name"],
        version=head["version"],
        description=head["description"],
        schema=head["schema"],
        variables=tuple(head["variables"]),
        messages=messages,
        sha256=sha256(content),
        path=path,
    )
    _check_variables(template)
    return template


def _load(path: Path) -> Template:
    try:
        return _load_bytes(path, path.read_bytes())
    except OSError as error:
        raise TemplateError(f"{path.name}: {error.strerror}") from error


def _head(path: Path, text: str) -> dict[str, Any]:
    match = _HEAD.match(text)
    if match is None:
        raise TemplateError(f"{path.name}:1: expected a TOML head between two lines of +++")
    try:
        head = tomllib.loads(match.group(1))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"{path.name}: the head is not TOML: {error}") from error
    wrong = [k for k, kind in _HEAD_KEYS.items() if not isinstance(head.get(k), kind)] + sorted(
        set(head) - set(_HEAD_KEYS)
    )
    if wrong:
        raise TemplateError(f"{path.name}: the head needs exactly {', '.join(_HEAD_KEYS)}; look at {', '.join(wrong)}")
    return head


def _check_variables(template: Template) -> None:
    from jinja2 import TemplateSyntaxError

    try:
        used = set().union(*(_variables(message.content) for message in template.messages))
    except TemplateSyntaxError as error:
        raise TemplateError(f"{template.path.name}: {error.message} (line {error.lineno} of a section)") from error
    if used != set(template.variables):
        difference = ", ".join(sorted(used ^ set(template.variables)))
        raise TemplateError(f"{template.path.name}: head and text name different variables: {difference}")


def _variables(content: str) -> set[str]:
    from jinja2 import meta

    return meta.find_undeclared_variables(_environment().parse(content))


def _renderer(content: str) -> tuple[tuple[str, ...], Callable[..., str]]:
    names, template = tuple(sorted(_variables(content))), _environment().from_string(content)

    last: list[tuple[tuple[Any, ...], str]] = []

    def render(*values: Any) -> str:
        for known, text in last:
            if all(map(is_, known, values)):  # to compare, or hash, all topics would take longer than to render them
                return text
        text = template.render(dict(zip(names, values, strict=True))).strip()
        last[:] = [(values, text)]
        return text

    return names, render


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Prompts are plain text for a model: nothing is escaped, and nothing of a paper is ever evaluated.
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


# --- the requests ----------------------------------------------------------------------------------------------------


def summarize_request(
    marks: Marks, draft: Answer, template: Template, *, topics: Topics, model: str, sampling: Mapping[str, Any]
) -> Request:
    """The one request of a paper: summary, claims, results and topics together.

    `draft`, what the embedded reader found, stands below the sentences, to be checked.
    """
    shown = show(marks)
    return Request(
        messages=template.render(
            topics=topics.topics, fence=fence(template, shown), paper=shown, draft=show_draft(draft)
        ),
        schema=answer_schema(topics),
        model=model,
        sampling=sampling,
        marks=marks,
        draft=draft,
        prompt=template.label,
        prompt_sha256=template.sha256,
    )


def reask_request(request: Request, reply: str, template: Template, reasons: Sequence[str]) -> Request:
    """Ask once more, with the first reply and everything that was wrong with it."""
    again = (Message("assistant", reply), *template.render(reasons=tuple(reasons)))
    return Request(
        messages=(*request.messages, *again),
        schema=request.schema,
        model=request.model,
        sampling=request.sampling,
        marks=request.marks,
        draft=request.draft,
        prompt=template.label,
        prompt_sha256=template.sha256,
    )


def fence(template: Template, shown: str) -> str:
    """The mark round a paper's text: a hash of the template's version and the text, which no text can contain."""
    return sha256(f"{template.label}\n{shown}".encode("utf-8", "surrogatepass"))[:16]


_LOOKALIKE_FENCE = re.compile(r"<(?=\s*/?\s*paper\b)", re.IGNORECASE)
_LOOKALIKE_MARK = re.compile(r"\b([SQ])(?=\d+\s?[\]|])|(?<=\[)([SQ])(?=\d)")
_UNSEEN = re.compile(f"[{INVISIBLE}{JOINERS}{TURNS}\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"\s+")
_MARKLIKE = re.compile(r"[SQ]\d")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def show(marks: Marks) -> str:
    """The paper as the model sees it: a sentence a line (`S2| …`), each quantity with its mark (`13 times [Q1]`).

    Look-alike fences and marks in the text are broken up, characters that can't be seen are left out.
    """
    plain = _plain if _to_mend(marks.paper.title) or _to_mend(marks.paper.body) else str
    numbered = [(q, n) for n, q in enumerate(marks.quantities, 1) if q.family != "size"]
    lines, position = [], 0
    for n, (start, end) in enumerate(marks.sentences, 1):
        pieces, at = [f"S{n}| "], start
        while position < len(numbered) and numbered[position][0].start < end:
            quantity, number = numbered[position]
            position += 1
            if quantity.start >= start:
                pieces += [plain(marks.text[at : quantity.end]), f" [Q{number}]"]
                at = quantity.end
        lines.append("".join([*pieces, plain(marks.text[at:end])]))
    return "\n".join(lines)


def _to_mend(text: str) -> bool:
    """Whether `_plain` changes anything in a text: asking this first costs a tenth of doing it."""
    if not text.isprintable() or "<" in text or "  " in text or _MARKLIKE.search(text):
        return True
    return not text.isascii() and bool(_UNSEEN.search("".join(_NOT_ASCII.findall(text))))


def show_draft(draft: Answer) -> str:
    """The embedded reader's claims and results as a model sees them, a line each; names are the paper's own words."""
    lines = []
    for claim in draft.claims:
        told = filter(None, (claim.kind, claim.metric, claim.phase, claim.relation, claim.direction))
        lines.append(_draft_line(claim, f"claim {' '.join(told)}"))
    for result in draft.results:
        level = (" delta" if result.is_delta else "") + (" negative" if result.negative else "")
        lines.append(_draft_line(result, f'result "{_named(result.metric)}"{level}'))
    return "\n".join(lines) or "nothing found"


def _draft_line(item: ClaimAnswer | ResultAnswer, said: str) -> str:
    to = getattr(item, "quantity_to", None)
    where = f"{item.quantity} to {to}" if to else item.quantity or item.sentence
    names = (("subject", item.subject), ("baseline", item.baseline))
    told = [f'{field} "{_named(name)}"' for field, name in names if name]
    return ", ".join([f"{where} {said}", *told, item.role])


def _named(name: str) -> str:
    return (_plain(name) if _to_mend(name) else name).replace('"', "'")


def _plain(piece: str) -> str:
    seen = _SPACES.sub(" ", _UNSEEN.sub("", piece.replace("\n", " ")))
    broken_up = _LOOKALIKE_MARK.sub(lambda m: f"{m.group()} ", _LOOKALIKE_FENCE.sub("< ", seen))
    return broken_up.encode("utf-8", "replace").decode()
