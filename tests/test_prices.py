"""Prices: what tokens cost, where that is known, and what a user's own file changes."""

import tomllib
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SettingsError
from summarizer.prices import Price, Prices, load_prices
from summarizer.records import Usage

PRICE = Price(2.0, 0.5, 8.0, batch_discount=0.5)
OPENAI = "https://api.openai.com/v1"
COUNTS = st.integers(0, 10**7)


def written(tmp_path, text):
    path = tmp_path / "prices.toml"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("usage", "cost"),
    [
        (Usage(input=1_000_000, cached_input=0, output=0), 2.0),
        (Usage(input=0, cached_input=0, output=1_000_000), 8.0),
        (Usage(input=1_000_000, cached_input=400_000, output=0), 0.6 * 2.0 + 0.4 * 0.5),
        (Usage(input=1_000_000, cached_input=None, output=0), 2.0),
        (Usage(input=10, cached_input=10**9, output=0), 10 * 0.5 / 1e6),
        (Usage(input=None, cached_input=0, output=5), None),
        (Usage(input=5, cached_input=0, output=None), None),
        (Usage(), None),
    ],
)
def test_cached_tokens_are_part_of_the_input_and_unknown_numbers_cost_nobody_knows_what(usage, cost):
    assert PRICE.cost(usage) == (None if cost is None else pytest.approx(cost))


def test_where_cached_tokens_have_no_price_of_their_own_they_cost_what_others_do():
    usage = Usage(input=1_000_000, cached_input=900_000, output=0)
    assert Price(2.0, None, 8.0).cost(usage) == pytest.approx(2.0)


@given(COUNTS, COUNTS, COUNTS)
def test_two_answers_together_cost_what_they_cost_apart(tokens_in, cached, out):
    one = Usage(input=tokens_in, cached_input=min(cached, tokens_in), output=out)
    two = Usage(input=2 * tokens_in, cached_input=2 * min(cached, tokens_in), output=2 * out)
    assert PRICE.cost(two) == pytest.approx(2 * PRICE.cost(one))


def test_the_batch_price_takes_the_discount_off_everything_and_is_unknown_without_one():
    assert PRICE.in_batch() == Price(1.0, 0.25, 4.0, batch_discount=0.5)
    assert Price(2.0, None, 8.0).in_batch() is None


@pytest.mark.parametrize(
    ("model", "base_url", "known"),
    [
        ("gpt-4.1-mini", OPENAI, True),
        ("gpt-4.1-mini", "https://API.OpenAI.com:443/v1/", True),
        ("gpt-4.1-mini-2025-04-14", OPENAI, True),
        ("gpt-4.1-mini-turbo", OPENAI, False),
        ("gpt-4o-2024-08-06", OPENAI, True),
        ("gpt-4o-2024-05-13", OPENAI, False),
        ("no-such-model", OPENAI, False),
        ("gpt-4.1-mini", "http://127.0.0.1:8080/v1", False),
        ("gpt-4.1-mini", "https://openai.example.com/v1", False),
        ("gpt-4.1-mini", "https://api.openai.com.example.com/v1", False),
    ],
)
def test_a_price_is_known_for_the_very_model_at_the_very_host_and_dated_names_where_the_file_says_so(
    model, base_url, known
):
    assert (load_prices().of(model, base_url) is not None) is known


def test_every_price_that_comes_with_the_toolkit_has_a_date_and_a_source():
    prices = [price for host in load_prices().hosts.values() for price in host.models.values()]
    assert len(prices) > 10
    for price in prices:
        assert price.as_of is not None
        assert price.as_of < date.today()
        assert price.source.startswith("https://")
        assert price.cached_input is None or price.cached_input < price.input <= price.output


def test_every_dated_name_that_comes_with_the_toolkit_has_a_price():
    table = tomllib.loads(resources.files("summarizer").joinpath("prices.toml").read_text())
    for host in table["hosts"].values():
        assert set(host.get("dated_names", ())) <= set(host["models"])


def test_a_users_file_adds_hosts_and_replaces_models_and_leaves_the_others(tmp_path):
    path = written(
        tmp_path,
        """
        [hosts."api.openai.com".models]
        "gpt-4.1-mini" = { input = 1, output = 2 }
        [hosts."localhost:8080".models]
        "*" = { input = 0, output = 0 }
        [hosts."localhost".models]
        "tiny" = { input = 3, output = 4 }
        """,
    )
    prices = load_prices(path)
    assert prices.of("gpt-4.1-mini", OPENAI) == Price(1.0, None, 2.0)
    assert prices.of("gpt-4.1-mini-2025-04-14", OPENAI) == Price(1.0, None, 2.0)
    assert prices.of("gpt-4.1", OPENAI) == load_prices().of("gpt-4.1", OPENAI)
    assert prices.of("anything", "http://localhost:8080/v1") == Price(0.0, None, 0.0)
    assert prices.of("tiny", "http://localhost:9/v1") == Price(3.0, None, 4.0)
    assert prices.of("anything", "http://localhost:9/v1") is None


def test_what_a_host_says_counts_for_its_models_unless_they_say_otherwise(tmp_path):
    path = written(
        tmp_path,
        """
        [hosts."h.example"]
        as_of = 2026-01-31
        source = "https://h.example/pricing"
        batch_discount = 0.25
        dated_names = ["a"]
        [hosts."h.example".models]
        a = { input = 1, cached_input = 0.5, output = 2 }
        b = { input = 1, output = 2, batch_discount = 0, as_of = 2026-02-01 }
        """,
    )
    prices = load_prices(path)
    a = Price(1.0, 0.5, 2.0, batch_discount=0.25, as_of=date(2026, 1, 31), source="https://h.example/pricing")
    assert prices.of("a", "https://h.example/v1") == prices.of("a-2026-05-01", "https://h.example/v1") == a
    b = prices.of("b", "https://h.example/v1")
    assert b is not None
    assert (b.batch_discount, b.as_of) == (0.0, date(2026, 2, 1))
    assert prices.of("b-2026-05-01", "https://h.example/v1") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hosts = 3", "expected"),
        ("", "[hosts]"),
        ("[host.x.models]", "[hosts]"),
        ("[hosts.x]\nmodels = 1", "models"),
        ("[hosts.x]\nprice = 1\n[hosts.x.models]", "unknown key 'price'"),
        ("[hosts.x.models]\na = 1", "expected"),
        ("[hosts.x.models]\na = { input = 1 }", "output is missing"),
        ("[hosts.x.models]\na = { input = -1, output = 1 }", "0 or more, found -1"),
        ("[hosts.x.models]\na = { input = nan, output = 1 }", "0 or more, found nan"),
        ('[hosts.x.models]\na = { input = "1", output = 1 }', "0 or more, found '1'"),
        ("[hosts.x.models]\na = { input = true, output = 1 }", "0 or more, found True"),
        ("[hosts.x.models]\na = { input = 1, output = 1, batch_discount = 50 }", "share from 0 to 1"),
        ('[hosts.x.models]\na = { input = 1, output = 1, as_of = "May" }', "date"),
        ("[hosts.x.models]\na = { input = 1, output = 1, in = 1 }", "unknown key 'in'"),
        ("[hosts.x]\ndated_names = true\n[hosts.x.models]", "dated_names"),
        ("[", "not a TOML file"),
    ],
)
def test_a_file_that_is_none_of_prices_is_named_with_what_was_expected(tmp_path, text, words):
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_prices(path)
    assert str(path) in str(caught.value)
    assert words in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load_prices(tmp_path / "nowhere.toml")


def test_where_no_prices_are_none_is_known():
    assert Prices().of("a", "https://h.example/v1") is None


def test_a_file_that_is_not_there_and_an_address_in_place_of_a_host_are_said_in_plain_words(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml: prices can't be read: No such file or directory$"):
        load_prices(tmp_path / "none.toml")
    address = '[hosts."http://127.0.0.1:1/v1".models]\n"m" = { input = 1, output = 2 }'
    with pytest.raises(SettingsError, match="expected a host, with its port if it has one, and no address"):
        load_prices(written(tmp_path, address))
