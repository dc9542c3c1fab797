"""Messages: an edition in the forms that webhooks take, in which no word of a paper calls anybody or is markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from summarizer.delivery.contents import Content
from summarizer.render.edition import news_of, remarks
from summarizer.render.items import Item

SLACK_CHARACTERS = 3900
"""Slack cuts messages of more than 4,000 in pieces."""
DISCORD_CHARACTERS = 2000
"""Discord takes no more."""
_MARKS = re.compile(r"([\\*_~`|>#\[\]()<@:+.-])")
_SUPPRESS_EMBEDS = 4


def as_json(content: Content) -> dict[str, Any]:
    """For programs: every paper with its address, summary, reasons and claims."""
    edition = content.edition
    return {
        "title": edition.heading,
        "day": str(edition.day or edition.now.date()),
        "link": edition.link,
        "papers": [_paper(item) for item in edition.items],
        "unread": [{"title": paper.title, "why": paper.why} for paper in edition.unread],
        "news": list(news_of(edition)),
        "remarks": list(remarks(edition)),
    }


def as_slack(content: Content) -> dict[str, Any]:
    """For an incoming webhook of Slack's, or of who takes the same."""
    head = [f"*{_slack(_heading(content))}*", *map(_slack, remarks(content.edition))]
    papers = (f"• <{_slack(item.link.url)}|{_label(item.title)}>{_said(item, _slack)}" for item in _shown(content))
    return {"text": _cut(content, head, papers, SLACK_CHARACTERS), "unfurl_links": False, "unfurl_media": False}


def as_discord(content: Content) -> dict[str, Any]:
    """For a webhook of Discord's."""
    head = [f"**{_discord(_heading(content))}**", *map(_discord, remarks(content.edition))]
    papers = (f"**{_discord(item.title)}**\n<{item.link.url}>{_said(item, _discord)}" for item in _shown(content))
    return {
        "content": _cut(content, head, papers, DISCORD_CHARACTERS),
        "allowed_mentions": {"parse": []},
        "flags": _SUPPRESS_EMBEDS,
    }


def warning(content: Content, form: Literal["json", "slack", "discord"]) -> dict[str, Any]:
    """An edition's remarks alone, in one of the forms."""
    told = [content.subject, *remarks(content.edition)]
    if form == "slack":
        return {"text": "\n".join(map(_slack, told))[:SLACK_CHARACTERS]}
    if form == "discord":
        return {"content": "\n".join(map(_discord, told))[:DISCORD_CHARACTERS], "allowed_mentions": {"parse": []}}
    return {"title": content.subject, "papers": [], "remarks": told[1:]}


FORMS: Mapping[str, Callable[[Content], dict[str, Any]]] = {"json": as_json, "slack": as_slack, "discord": as_discord}


def _paper(item: Item) -> dict[str, Any]:
    return {
        "id": item.paper_id,
        "title": item.title,
        "url": item.link.url,
        "summary": item.summary,
        "reasons": list(item.reasons),
        "claims": [": ".join(filter(None, (f"{c.figure} {c.about}", c.where))) for c in item.claims],
    }


def _heading(content: Content) -> str:
    edition = content.edition
    return f"{edition.heading}, {edition.date}: {edition.extent}"


def _shown(content: Content) -> tuple[Item, ...]:
    return content.edition.items[: content.edition.full]


def _said(item: Item, escape: Callable[[str], str]) -> str:
    told = item.summary or "; ".join(item.reasons)
    return f"\n{escape(told)}" if told else ""


def _cut(content: Content, head: Iterable[str], papers: Iterable[str], most: int) -> str:
    """As many whole papers as there is room for, and where the rest is."""
    edition = content.edition
    where = f" {edition.link}" if edition.link else ""
    room, text, shown = most - len(where) - 40, "\n".join(head), 0
    if len(text) > room:
        text = text[:room].rpartition("\n")[0] or text[:room]
    for paper in papers:
        if len(text) + len(paper) + 2 > room:
            break
        text, shown = f"{text}\n\n{paper}", shown + 1
    left = len(edition.items) - shown
    return text + (f"\n\n… {left:,} more papers:{where}" if left else f"\n\n{where.strip()}" if where else "")


def _slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _label(text: str) -> str:
    return _slack(text).replace("|", "¦")


def _discord(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
