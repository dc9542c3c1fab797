"""The embedded reader and the verifier, on one core."""

from __future__ import annotations

import json

from measure import Row, fastest, papers, quickest, row


def reading() -> list[Row]:
    from summarizer.clients.extractive import ExtractiveClient
    from summarizer.conversation import Setup
    from summarizer.engine import Engine, summarize
    from summarizer.marks import mark
    from summarizer.reading import read
    from summarizer.records import Record, read_record, record_json
    from summarizer.topics import load_topics
    from summarizer.verification import verify

    todo, topics = papers(320), load_topics()
    engine = Engine(ExtractiveClient(topics), Setup(topics))
    records = list(summarize(todo, engine))
    written = [json.loads(record_json(record)) for record in records]
    text = "splitting the text into words"
    words = fastest(lambda: [paper.full_text.lower().split() for paper in todo]), text
    each_split = quickest(lambda paper: paper.full_text.lower().split(), todo), text
    load = fastest(lambda: [Record.model_validate(data) for data in written]), "pydantic validating the record"
    each = {"unit": "papers", "count": len(todo)}
    return [
        row("embedded reader: paper to answer", quickest(lambda p: read(mark(p), topics), todo), *each_split, **each),
        row("… the quickest whole pass", fastest(lambda: [read(mark(p), topics) for p in todo]), *words, **each),
        row("embedded reader: paper to verified record", fastest(lambda: [*summarize(todo, engine)]), *words, **each),
        row("verify a record", fastest(lambda: [verify(r) for r in records]), *load, **each),
        row("read a record tolerantly", fastest(lambda: [read_record(d) for d in written]), *load, **each),
    ]
