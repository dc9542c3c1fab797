"""What a `digest.toml` may say, and what is said of one that can't be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.delivery.configuration import DigestConfiguration, load_configuration
from summarizer.errors import SettingsError

MAIL = '[mail]\nhost = "smtp.example.org"\nfrom = "me@example.org"\nto = ["ada@example.org"]\n'
LEAST = 'sources = ["hf-daily"]\n'


def load(folder: Path, text: str) -> DigestConfiguration:
    path = folder / "morning.toml"
    path.write_text(text, encoding="utf-8")
    return load_configuration(path)


def test_a_whole_configuration_is_read_with_its_paths_seen_from_its_folder(tmp_path: Path) -> None:
    read = load(
        tmp_path,
        'title = "Small models"\nsources = ["hf-daily", "arxiv:cat=cs.CL", "hf-daily"]\ntimezone = "Europe/Berlin"\n'
        'profile = "me.toml"\ntop = 10\nmost = 50\nempty = "silent"\nnew_versions = true\nstdout = true\n'
        'state = "/var/lib/digest.db"\n' + MAIL + 'user = "me"\nca_file = "ca.pem"\n[site]\nfolder = "public"\n'
        'url = "https://papers.example"\n[[webhook]]\nname = "team"\nurl_env = "HOOK"\nform = "slack"\n'
        '[[webhook]]\nname = "other"\nurl_file = "hook.txt"\n',
    )
    assert read.sources == ("hf-daily", "arxiv:cat=cs.CL")
    assert read.profile == tmp_path / "me.toml"
    assert read.state == Path("/var/lib/digest.db")
    assert read.mail is not None
    assert (read.mail.tls, read.mail.port, read.mail.ca_file) == ("starttls", None, tmp_path / "ca.pem")
    assert read.site is not None
    assert (read.site.folder, read.site.url) == (tmp_path / "public", "https://papers.example/")
    assert [hook.url_file for hook in read.webhook] == [None, tmp_path / "hook.txt"]


def test_the_state_is_beside_the_file_and_named_after_it(tmp_path: Path) -> None:
    assert load(tmp_path, LEAST + MAIL).state == tmp_path / "morning.db"


def test_the_keys_may_stand_in_a_table_of_their_own(tmp_path: Path) -> None:
    text = "[digest]\n" + LEAST + MAIL.replace("[mail]", "[digest.mail]")
    assert load(tmp_path, text).sources == ("hf-daily",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('source = ["hf-daily"]\n' + MAIL, "unknown key 'source'; did you mean 'sources'?"),
        (LEAST + MAIL + 'prot = 25\n', "unknown key 'mail.prot'; did you mean 'port'?"),
        (LEAST + MAIL + 'nothing_like_it = 1\n', "unknown key 'mail.nothing_like_it'; there are: host, port, from, to"),
        (LEAST + MAIL + 'password = "canary"\n', "a secret does not stand in this file: use password_env or password_"),
        (LEAST + '[webhook]\nname = "x"\nurl = "https://canary"\n', "use url_env or url_file"),
        (LEAST + '[webhook]\nname = "x"\n', "expected url_env or url_file"),
        (LEAST + MAIL + 'tls = "none"\n', 'tls = "none" sends everything in clear; allow_plain = true'),
        (LEAST + MAIL + 'tls = "none"\nallow_plain = true\nuser = "me"\n', "no password is sent in clear"),
        (LEAST + MAIL + 'tls = "ssl"\n', "mail.tls"),
        (LEAST + MAIL + 'port = 0\n', "mail.port"),
        (LEAST + MAIL + 'port = "587"\n', "mail.port"),
        (LEAST + MAIL.replace("ada@example.org", "Ada <ada@example.org>"), "expected one plain address"),
        (LEAST + MAIL.replace("ada@example.org", "ada@example.org, eve@example.org"), "expected one plain address"),
        (LEAST + MAIL.replace("ada@example.org", "ada@example.org\\r\\nBcc: eve@example.org"), "expected one plain"),
        (LEAST + MAIL.replace("me@example.org", "me"), "mail.from: expected one plain address"),
        (LEAST + MAIL.replace('["ada@example.org"]', "[]"), "mail.to"),
        (LEAST + MAIL.replace('host = "smtp.example.org"\n', ""), "mail.host is missing"),
        (LEAST, "the digest goes nowhere: add [mail], [site], [webhook] or stdout = true"),
        (MAIL, "sources is missing"),
        ("sources = []\n" + MAIL, "sources"),
        ('sources = ["page.txt"]\n' + MAIL, "'page.txt' is no source; sources are: hf-daily"),
        ('sources = ["hf-daily:2026-13"]\n' + MAIL, "sources"),
        (LEAST + 'timezone = "Europe/Bärlin"\n' + MAIL, "no time zone 'Europe/Bärlin'"),
        (LEAST + 'timezone = "../../etc/passwd"\n' + MAIL, "no time zone"),
        (LEAST + 'title = "a\\r\\nb"\n' + MAIL, "title: expected one line of text"),
        (LEAST + 'top = 0\n' + MAIL, "top"),
        (LEAST + 'empty = "maybe"\n' + MAIL, "empty"),
        (LEAST + '[site]\nfolder = "x"\nurl = "javascript:alert(1)"\n', "site.url: expected an address"),
        (LEAST + '[[webhook]]\nname = "x"\nurl_env = "A"\n[[webhook]]\nname = "x"\nurl_env = "B"\n', "the same name"),
        ("sources = [\n", "not a TOML file"),
    ],
)  # fmt: skip
def test_what_can_not_be_right_is_named_with_what_was_expected(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        load(tmp_path, text)
    assert said in str(raised.value)
    assert str(raised.value).startswith(str(tmp_path / "morning.toml"))
    assert "canary" not in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read: No such file"):
        load_configuration(tmp_path / "none.toml")
