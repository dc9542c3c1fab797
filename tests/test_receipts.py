"""Receipts: what a run came to and what it took, added up over the runs that did not finish."""

import json

import pytest

from summarizer.clients.spending import Spending, SpendingLimits
from summarizer.errors import InputWarning
from summarizer.papers import make_paper
from summarizer.prices import Price
from summarizer.receipts import (
    Account,
    Expense,
    Reader,
    Receipt,
    ReceiptWarning,
    expense,
    is_receipt,
    read_receipt,
    receipt_path,
)
from summarizer.records import Claim, ErrorInfo, Provenance, Record, Usage

PRICE = Price(2.0, 0.5, 8.0)
USAGE = Usage(input=1000, cached_input=100, output=50)
COST = (900 * 2.0 + 100 * 0.5 + 50 * 8.0) / 1e6


def ok(number=1, *, cached=False, cost=None, verdicts=("verified", "wrong_number")):
    made = Provenance(cached=cached, attempts=0 if cached else 2, usage=USAGE, cost_usd=cost)
    claims = tuple(Claim(id=f"c{n}", verdict=verdict) for n, verdict in enumerate(verdicts))
    return Record(paper=make_paper(f"Tern {number}", "Fast."), claims=claims, provenance=made)


def failed(kind="stopped", number=2):
    error = ErrorInfo(kind=kind, message="no", attempts=1)
    return Record(paper=make_paper(f"Wren {number}", "Slow."), status="failed", error=error)


def spending(*usages, price=PRICE):
    """What a client has counted that got these answers."""
    counted = Spending(SpendingLimits(), price)
    for usage in usages:
        counted.after(counted.before(1000, 2000), usage, billed=True)
    return counted


def reading(counted=None):
    spent = (lambda: counted.spent) if counted else (lambda: None)
    return Reader("openai", "tiny", "127.0.0.1:1", counted.price if counted else None, spent)


def run(path, *records, total=None, counted=None, state="finished", output="out.jsonl", **options):
    account = Account(path, output, reading(counted), **options)
    account.total = len(records) if total is None else total
    for record in records:
        account.add(record)
    return account.close(state)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run.json"


def test_a_receipt_says_what_a_run_came_to_and_what_it_took(path):
    records = [ok(1), ok(2, cached=True), failed("timeout", 3), failed("refused", 4)]
    run(path, *records, counted=spending(USAGE, USAGE))
    written = json.loads(path.read_text())
    assert written["papers"] == {"total": 4, "ok": 2, "cached": 1, "failed": {"timeout": 1, "refused": 1}}
    assert (written["claims"], written["verified"]) == (4, 2)
    assert (written["backend"], written["model"], written["base_url_host"]) == ("openai", "tiny", "127.0.0.1:1")
    assert written["run"]["requests"] == 2
    assert written["run"]["tokens"] == {"input": 2000, "cached_input": 200, "output": 100}
    assert written["run"]["cost_usd"] == pytest.approx(2 * COST)
    assert written["run"]["wall_seconds"] >= 0
    assert written["price"]["input"] == 2.0
    assert written["started"] <= written["ended"]
    assert written["by_paper"] is None
    assert read_receipt(path) == Receipt.model_validate(written)


def test_an_answer_that_does_not_say_what_it_took_makes_the_money_unknown_and_never_nothing(path):
    receipt = run(path, ok(), counted=spending(USAGE, Usage()))
    assert receipt.run.cost_usd is None
    assert receipt.run.unknown_usage == 1
    assert receipt.run.cost_at_most_usd == pytest.approx(COST + (1000 * 2.0 + 2000 * 8.0) / 1e6)


def test_without_a_price_the_money_is_unknown_save_where_nothing_was_asked(path):
    assert run(path, ok(), counted=spending(USAGE, price=None)).run.cost_usd is None
    assert run(path, ok(), counted=spending(price=None)).run.cost_usd == 0.0
    assert run(path, ok()).run.cost_usd == 0.0


def test_three_runs_that_were_stopped_and_the_one_that_finished_cost_what_they_cost_together(path):
    """Each hands its sums on; what comes after a finished run begins at nothing."""
    for state, last in (("interrupted", ok()), ("incomplete", failed()), ("running", ok()), ("failed", ok())):
        run(path, last, total=3, counted=spending(USAGE), state=state)
    receipt = run(path, ok(), counted=spending(USAGE, USAGE))
    assert (receipt.state, receipt.runs) == ("finished", 5)
    assert receipt.total.requests == 6
    assert receipt.total.tokens == Usage(input=6000, cached_input=600, output=300)
    assert receipt.total.cost_usd == pytest.approx(6 * COST)
    assert receipt.run.cost_usd == pytest.approx(2 * COST)
    after = run(path, ok(), counted=spending(USAGE))
    assert (after.runs, after.total) == (1, after.run)


def test_the_sums_of_another_output_are_not_added(path):
    run(path, failed(), counted=spending(USAGE), output="other.jsonl")
    assert run(path, ok(), counted=spending(USAGE)).runs == 1


def test_one_run_of_unknown_money_makes_the_sum_unknown(path):
    run(path, failed(), counted=spending(Usage()))
    receipt = run(path, ok(), counted=spending(USAGE))
    assert receipt.total.cost_usd is None
    assert receipt.run.cost_usd == pytest.approx(COST)


@pytest.mark.parametrize(
    ("records", "total", "state", "left"),
    [
        ([ok()], 1, "finished", 0),
        ([ok(), failed("stopped")], 2, "incomplete", 1),
        ([ok(), failed("timeout"), failed("transport")], 3, "incomplete", 2),
        ([ok(), failed("refused"), failed("no_abstract")], 3, "finished", 0),
    ],
)
def test_a_run_has_finished_when_no_paper_is_left_that_the_same_command_would_read(path, records, total, state, left):
    receipt = run(path, *records, total=total)
    assert (receipt.state, receipt.left) == (state, left)
    assert json.loads(path.read_text())["state"] == state


def test_papers_that_an_interrupted_run_did_not_come_to_are_left(path):
    assert run(path, ok(), failed("stopped"), total=10, state="interrupted").left == 9


def test_while_a_run_goes_on_its_receipt_is_there_so_that_a_killed_one_hands_its_sums_on(path):
    account = Account(path, "out.jsonl", reading(spending(USAGE)), by_paper=True, every=0)
    account.add(ok())
    standing = read_receipt(path)
    assert standing is not None
    assert (standing.state, standing.papers.ok, standing.by_paper) == ("running", 1, None)
    assert run(path, ok(), counted=spending(USAGE)).total.requests == 2


def test_a_run_that_failed_before_it_asked_anything_leaves_what_stands_there(path):
    run(path, failed(), counted=spending(USAGE))
    before = path.read_bytes()
    run(path, counted=spending(), state="failed")
    assert path.read_bytes() == before


def test_each_paper_is_named_only_where_that_was_asked_for(path):
    first, second = run(path, ok(1, cost=0.25), failed("timeout"), by_paper=True).by_paper
    assert (first.id, first.status, first.kind, first.attempts) == ("tern-1", "ok", None, 2)
    assert (first.tokens, first.cost_usd, first.cached) == (USAGE, 0.25, False)
    assert (second.status, second.kind) == ("failed", "timeout")


def test_no_path_no_receipt(tmp_path):
    run(None, ok())
    assert list(tmp_path.iterdir()) == []


def test_a_receipt_stands_beside_its_file_or_in_its_folder_and_nowhere_for_a_device(tmp_path):
    assert receipt_path(tmp_path / "a" / "out.jsonl", folder=False) == tmp_path / "a" / "run.json"
    assert receipt_path(tmp_path / "out", folder=True) == tmp_path / "out" / "run.json"
    assert receipt_path(tmp_path.__class__("/dev/null"), folder=False) is None


@pytest.mark.parametrize("content", ['{"title": "A paper"}', "[]", "no JSON", '{"receipt": 1}', ""])
def test_a_file_of_that_name_that_is_somebody_elses_is_left_alone(path, content):
    path.write_text(content)
    with pytest.warns(InputWarning, match="no receipt of ours"):
        assert receipt_path(path.parent / "out.jsonl", folder=False) is None
    assert not is_receipt(path)


def test_a_receipt_of_a_later_version_is_not_taken_for_one_of_ours(path):
    run(path, ok())
    assert is_receipt(path)
    path.write_text(path.read_text().replace('"receipt": 1', '"receipt": 2'))
    assert not is_receipt(path)


def test_money_adds_up_without_the_dust_of_fractions():
    parts = [Expense(requests=1, cost_usd=0.1) for _ in range(10)]
    assert sum(parts, Expense()).cost_usd == 1.0


def test_retries_and_what_is_perhaps_billed_are_told_apart():
    counted = Spending(SpendingLimits(), PRICE)
    counted.after(counted.before(1000, 2000), None, billed=None)
    counted.after(counted.before(1000, 2000, retry=True), USAGE, billed=True)
    told = expense(counted.spent, 1.5)
    assert (told.requests, told.retries, told.possibly_billed, told.unknown_usage) == (2, 1, 1, 0)
    assert told.cost_usd == pytest.approx(COST)
    assert told.cost_at_most_usd > COST


def test_a_receipt_that_can_not_be_written_is_said_once_and_ends_no_run(tmp_path):
    """What was read is worth more than its receipt."""
    (tmp_path / "file").write_text("not a folder")
    account = Account(tmp_path / "file" / "run.json", "out.jsonl", Reader("extractive"), every=0)
    with pytest.warns(ReceiptWarning, match="no receipt could be written"):
        account.add(Record(paper=make_paper("One", "Text.")))
    account.add(Record(paper=make_paper("Two", "Text.")))  # a second warning would be an error here
    assert account.close("finished").papers.ok == 2
