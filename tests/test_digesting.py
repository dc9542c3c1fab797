"""The digest command: whom it is for, what else it writes, and that no two runs write one folder."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import click
import pytest
from click.testing import CliRunner

from summarizer.cli import cli
from summarizer.cli.digesting import ALSO
from summarizer.digests import FORMS, alone_in
from summarizer.errors import InputError, SettingsError, SummarizerError

PAPERS = [
    {"title": "Tern: Quick Decoding", "abstract": "Attention is slow. Tern cuts latency by 62% over Gull-B."},
    {"title": "Wren: Small Models", "abstract": "Models are large. Wren needs 2.5x fewer parameters than Gull-B."},
    {"title": "Finch: Songs", "abstract": "We present Finch, which hums. Finch is 3x faster than Gull-B."},
    {"title": "Lost"},
]
FILES = {"index.html", "digest.md", "records.jsonl", "claims.csv", "comparison.json", "overview.json", "run.json"}


@pytest.fixture
def papers(tmp_path):
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS))
    return path


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "me.toml"
    path.write_text('keywords = ["parameters", "songs"]\n')
    return path


@pytest.fixture
def digest(tmp_path):
    """Run the command; gives its exit code, and raises what it raises."""

    def run(*arguments):
        environment = {"SUMMARIZER_CACHE_DIR": str(tmp_path / "cache"), "SUMMARIZER_BACKEND": "extractive"}
        done = CliRunner().invoke(cli, ["digest", *map(str, arguments)], standalone_mode=False, env=environment)
        if done.exception:
            raise done.exception
        return done.return_value

    return run


def test_a_profile_puts_its_papers_first_with_their_reasons(digest, papers, profile, tmp_path):
    assert digest(papers, "--profile", profile, "--top", 1, "--title", "Mine", "-o", tmp_path / "out") == 3
    text = (tmp_path / "out" / "digest.md").read_text("utf-8")
    assert text.startswith("# Mine\n")
    section = text.partition("## Papers")[2]
    places = [section.find(words) for words in ("Finch: Songs", "keyword: songs", "Wren: Small", "keyword: parameters")]
    assert places == sorted(places)
    assert -1 not in places
    assert "Finch, which hums" in section
    assert "Models are large" not in section  # the rest by their titles
    assert section.find("Tern:") > places[-1]


def test_a_plain_digest_is_what_it_was(digest, papers, tmp_path):
    assert digest(papers, "-o", tmp_path / "out") == 3
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    section = (tmp_path / "out" / "digest.md").read_text("utf-8").partition("## Papers")[2]
    assert section.find("Tern:") < section.find("Wren:") < section.find("Finch:")
    assert "keyword" not in section


def test_other_forms_are_written_when_asked_for(digest, papers, profile, tmp_path):
    also = [word for form in ALSO for word in ("--also", form)]
    digest(papers, "--profile", profile, *also, "-o", tmp_path / "out")
    out = tmp_path / "out"
    assert {path.name for path in out.iterdir()} == FILES | {name for name, _ in FORMS.values()}
    assert "Could not be read" in (out / "mail.html").read_text("utf-8")
    assert "It has no abstract to read." in (out / "digest.txt").read_text("utf-8")
    assert len(ET.fromstring((out / "feed.xml").read_bytes())) > 3
    assert json.loads((out / "feed.json").read_text())["items"][0]["title"] == "Finch: Songs"


def test_every_form_there_is_can_be_asked_for():
    assert set(ALSO) == set(FORMS)


def test_a_second_run_into_one_folder_is_refused_before_anything_is_read(digest, papers, tmp_path):
    with alone_in(tmp_path / "out"), pytest.raises(SummarizerError, match="another run is making a digest in it"):
        digest(papers, "-o", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "cache").exists()
    assert digest(papers, "-o", tmp_path / "out") == 3


def test_a_digest_s_own_folder_is_read_as_its_records(digest, papers, tmp_path):
    digest(papers, "-o", tmp_path / "out")
    digest(tmp_path / "out", "-o", tmp_path / "again")
    first, again = ((tmp_path / name / "records.jsonl").read_text("utf-8") for name in ("out", "again"))
    assert first == again


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--profile", "none.toml"], "the profile can't be read"),
        (["--top", "0"], "0 is not in the range"),
        (["--also", "fax"], "'fax' is not one of"),
        (["--config", "digest.toml"], "INPUT does not go with --config"),
    ],
)
def test_what_can_not_be_right_is_said_before_anything_is_made(digest, papers, tmp_path, arguments, said):
    with pytest.raises((SettingsError, InputError, click.UsageError), match=said):
        digest(papers, *arguments, "-o", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_a_configuration_says_is_not_said_beside_it(digest, tmp_path):
    with pytest.raises(click.UsageError, match=r"--top does not go with --config"):
        digest("--config", tmp_path / "digest.toml", "--top", 3)
    with pytest.raises(click.UsageError, match=r"INPUT.*or --config"):
        digest()
