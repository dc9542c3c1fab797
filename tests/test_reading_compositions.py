"""Two things told in one sentence are read, and verified, as each is read alone."""

from __future__ import annotations

from functools import cache
from itertools import permutations

import pytest
from test_reading import TOPICS, said

from summarizer.clients.extractive import ExtractiveClient
from summarizer.conversation import Setup
from summarizer.engine import Engine, read_paper
from summarizer.papers import make_paper

ENGINE = Engine(ExtractiveClient(TOPICS), Setup(TOPICS))
CLAUSES = (
    ("cuts the inference latency by 37%", "cutting the inference latency by 37%"),
    ("reduces peak memory by up to 4x on three data sets", "reducing peak memory by up to 4x on three data sets"),
    ("needs 2.5 times fewer parameters than Maribel", "requiring 2.5 times fewer parameters than Maribel"),
    ("achieves a 60% reduction in energy use", "achieving a 60% reduction in energy use"),
    (
        "achieves a reduction of 18% in FLOPs compared to Maribel",
        "with a reduction of 18% in FLOPs compared to Maribel",
    ),
    ("delivers a 1.9x inference speedup in the best case", "delivering a 1.9x inference speedup in the best case"),
    ("raises throughput by 45% on average", "raising throughput by 45% on average"),
    ("trains 6 times faster", "training 6 times faster"),
    ("uses only 20% of the convergence time of Maribel", "using only 20% of the convergence time of Maribel"),
    ("runs at 120 frames per second on a laptop", "running at 120 frames per second on a laptop"),
    ("takes less than 80 ms per image", "taking less than 80 ms per image"),
    ("improves accuracy by 12.3% on average", "improving accuracy by 12.3% on average"),
    ("reaches an F1 score of 84.5%", "reaching an F1 score of 84.5%"),
    ("achieves 2.4 points higher recall over Maribel", "achieving 2.4 points higher recall over Maribel"),
    ("shows a mAP drop of only 0.7%", "with a mAP drop of only 0.7%"),
    ("doubles the throughput of Maribel", "doubling the throughput of Maribel"),
    ("halves memory consumption", "halving memory consumption"),
    ("saves 35% of the energy", "saving 35% of the energy"),
    ("is 3.2x faster at inference than Maribel", "being 3.2x faster at inference than Maribel"),
    ("consumes 40% less power", "consuming 40% less power"),
    ("lowers training time from 12 hours to 3 hours", "lowering training time from 12 hours to 3 hours"),
    ("has only 1.3M parameters", "with only 1.3M parameters"),
    ("outperforms Maribel by 3.3% in accuracy", "outperforming Maribel by 3.3% in accuracy"),
    ("achieves up to 7.5x higher throughput", "achieving up to 7.5x higher throughput"),
    ("reduces the KV cache by 70%", "reducing the KV cache by 70%"),
    ("achieves 91.2% top-1 accuracy on ImageNet", "achieving 91.2% top-1 accuracy on ImageNet"),
    ("cuts inference cost to one third", "cutting inference cost to one third"),
)
"""What Fenwick does, as a sentence says it and as one goes on."""


LEADS = ("Fenwick {}", "Fenwick outperforms all rivals, {}", "Compared to Maribel, our method {}")


@cache
def told(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    """Every number that is read, with what it measures, and the verdicts on them."""
    record = read_paper(make_paper("Fenwick: A Method", f"We present Fenwick, a new method. {sentence}."), ENGINE)
    numbers = frozenset(item for item in said(record) if item[-1].isdigit() or "=" in item)
    return numbers, frozenset(str(item.verdict) for item in (*record.claims, *record.results))


def test_each_thing_told_alone_is_read() -> None:
    assert [clause for clause, _ in CLAUSES if len(told(f"Fenwick {clause}")[0]) != 1] == []


@pytest.mark.parametrize("joint", [" and ", ", and ", " while "])
@pytest.mark.parametrize("lead", LEADS)
def test_two_things_told_together_are_read_and_verified_as_each_alone(lead: str, joint: str) -> None:
    begins, goes_on = lead.endswith(", {}"), lead.endswith(", {}") or joint == " while "
    wrong = []
    for first, second in permutations(CLAUSES, 2):
        opening = lead.format(first[begins])
        sentence = f"{opening}{joint}{second[goes_on]}"
        if told(sentence) != (told(opening)[0] | told(f"Fenwick {second[0]}")[0], {"verified"}):
            wrong.append((sentence, *told(sentence)))
    assert wrong == []
