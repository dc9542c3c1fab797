"""Settings: argument before environment before file before default, and clear errors."""

import pytest

from summarizer.errors import SettingsError
from summarizer.settings import Settings, choose_backend, load_settings
from summarizer.topics import load_topics


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in (
        "BACKEND",
        "MODEL",
        "BASE_URL",
        "CACHE_DIR",
        "WORKERS",
        "DEADLINE",
        "OFFLINE",
        "TOPICS",
        "THOROUGH",
        "RETRY_FAILED",
        "MAX_COST",
        "MAX_TOTAL_TOKENS",
        "MAX_REQUESTS",
        "RPM",
        "TPM",
        "PRICES",
        "API_KEY",
    ):
        monkeypatch.delenv(f"SUMMARIZER_{name}", raising=False)
        monkeypatch.delenv(f"OPENAI_{name}", raising=False)


def test_defaults_need_nothing(tmp_path):
    """Without anything set there is a complete set of settings."""
    assert load_settings(folder=tmp_path) == Settings()


def test_argument_beats_environment_beats_file(tmp_path, monkeypatch):
    """The nearest place wins, value by value."""
    (tmp_path / "summarizer.toml").write_text('model = "filed"\nworkers = 3\nbase-url = "http://127.0.0.1:1/v1/"\n')
    monkeypatch.setenv("SUMMARIZER_WORKERS", "5")
    settings = load_settings({"model": "argued", "workers": None}, folder=tmp_path)
    assert (settings.model, settings.workers, settings.base_url) == ("argued", 5, "http://127.0.0.1:1/v1")


def test_limits_are_given_in_each_of_the_three_ways(tmp_path, monkeypatch):
    """A limit of a settings file holds, an environment variable moves it, an argument moves that."""
    (tmp_path / "summarizer.toml").write_text(
        'max-cost = 2.5\nmax_requests = 7\nmax-total-tokens = 0\nrpm = 60\nretry-failed = false\nprices = "p.toml"\n'
    )
    monkeypatch.setenv("SUMMARIZER_MAX_REQUESTS", "9")
    monkeypatch.setenv("SUMMARIZER_TPM", "1000")
    settings = load_settings({"rpm": 30}, folder=tmp_path)
    assert (settings.max_cost, settings.max_requests, settings.max_total_tokens) == (2.5, 9, 0)
    assert (settings.rpm, settings.tpm, settings.retry_failed) == (30, 1000, False)
    assert settings.prices is not None
    assert settings.prices.name == "p.toml"


def test_pyproject_table_counts(tmp_path):
    """A project keeps its settings in [tool.summarizer]."""
    (tmp_path / "pyproject.toml").write_text("[tool.summarizer]\nthorough = true\n")
    assert load_settings(folder=tmp_path).thorough is True


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('modle = "x"', "did you mean 'model'"),
        ("workers = 0", "workers: expected a whole number"),
        ("workers = inf", "workers: expected a whole number"),
        ("workers = true", "workers: expected a whole number"),
        ('workers = "many"', "workers: expected a whole number from 1 to 1024, found 'many'"),
        ('rpm = "x"', "rpm: expected a whole number above 0, found 'x'"),
        ('deadline = "soon"', "deadline: expected seconds"),
        ("deadline = -1", "deadline: expected seconds"),
        ('backend = "gpt"', "backend: expected one of"),
        ('base_url = "ftp://x"', "base_url: expected an address"),
        ('offline = "maybe"', "offline: expected true or false"),
        ("model = ", "not a TOML file"),
        ("model = 3", "model: expected a text"),
        ("max_cost = -0.01", "max_cost: expected USD"),
        ("max_cost = nan", "max_cost: expected USD"),
        ("max_cost = true", "max_cost: expected USD"),
        ('max_cost = "a lot"', "max_cost: expected USD"),
        ("max_requests = -1", "max_requests: expected a whole number, 0 or more"),
        ("max_total_tokens = 1.5", "max_total_tokens: expected a whole number, 0 or more"),
        ("rpm = 0", "rpm: expected a whole number above 0"),
        ("tpm = false", "tpm: expected a whole number"),
        ('retry-failed = "perhaps"', "retry_failed: expected true or false"),
    ],
)
def test_a_wrong_setting_names_the_file_and_what_was_expected(tmp_path, text, words):
    """The message says where the value was given and what would have been right."""
    (tmp_path / "summarizer.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"summarizer\.toml") as caught:
        load_settings(folder=tmp_path)
    assert words in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("settings", "key", "backend", "words"),
    [
        (Settings(), None, "extractive", "no base URL"),
        (Settings(), "sk-1", "extractive", "no model"),
        (Settings(model="m"), "sk-1", "openai", "key and a model"),
        (Settings(model="m"), None, "extractive", "no base URL"),
        (Settings(base_url="http://127.0.0.1:9/v1"), None, "openai", "127.0.0.1"),
        (Settings(backend="extractive", base_url="http://h/v1"), "sk-1", "extractive", "asked"),
    ],
)
def test_auto_takes_an_endpoint_only_where_one_is_set(monkeypatch, settings, key, backend, words):
    """`auto` is `openai` with a base URL, or a key together with a model, and says why; it never shows the key."""
    if key:
        monkeypatch.setenv("SUMMARIZER_API_KEY", key)
    chosen, why = choose_backend(settings)
    assert chosen == backend
    assert words in why
    assert "sk-1" not in why


def test_an_argument_that_can_not_be_right_is_named_once():
    with pytest.raises(SettingsError, match=r"^argument max_cost: expected USD, 0 or more, found -1\.0$"):
        load_settings({"max_cost": -1.0})


def test_a_file_of_topics_that_is_not_there_is_said_in_plain_words(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml: topics can't be read: No such file or directory$"):
        load_topics(tmp_path / "none.toml")
