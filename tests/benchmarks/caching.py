"""Second runs: everything is cached, nothing is asked."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from measure import Row, fastest, papers, row, serving


def caching() -> list[Row]:
    from scripted import answer

    from summarizer.answers import parse_answer
    from summarizer.backends import open_backend
    from summarizer.clients.cache import ResponseCache, cache_key
    from summarizer.clients.replies import read_reply
    from summarizer.engine import summarize
    from summarizer.records import Record, record_json
    from summarizer.settings import Settings

    todo = papers(500)
    with tempfile.TemporaryDirectory() as folder, serving(json.dumps(answer()), delay=0) as url:
        settings = Settings(base_url=url, model="fake-1", cache_dir=Path(folder), workers=16)
        engine = open_backend(settings).engine
        first = list(summarize(todo, engine, workers=16))
        records = [json.loads(record_json(record)) for record in first]
        floor = fastest(lambda: [Record.model_validate(data) for data in records]), "pydantic validating the record"
        again = fastest(lambda: [record_json(record) for record in summarize(todo, engine, workers=1)])
        cache = ResponseCache(Path(folder))

        def lookups() -> float:
            requests = [engine.setup.request(paper) for paper in todo]  # new ones: their hashes are not known yet

            def look_up(key: str) -> None:
                row = cache.get(key)
                assert row, "a cached answer is not there"
                parse_answer(read_reply(row["reply"]).text)

            return fastest(lambda: [look_up(cache_key(request, url)) for request in requests], 1)

        return [
            row("cached: request to key to row to validated answer", min(lookups() for _ in range(5)), *floor,
                unit="answers", count=len(todo)),
            row("cached: paper to written record", again, *floor, unit="records", count=len(todo)),
        ]  # fmt: skip
