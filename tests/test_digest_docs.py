"""The page on the morning digest: every block in it does what the text around it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_sites import FakeSite, Listed, arxiv_query, daily_papers
from fake_smtp import FakeSMTP, certificates
from processes import paper, wait_until

from summarizer.delivery.configuration import (
    DigestConfiguration,
    MailTable,
    SiteTable,
    WebhookTable,
    load_configuration,
)
from summarizer.profiles import load_profile
from summarizer.scheduling.health import Health
from summarizer.settings import load_settings
from summarizer.topics import load_topics

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "digest.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
PASSWORD = 'it\'s a "$pass" `word` \\'


def block(language: str, holding: str) -> str:
    """The one block of a language that holds a text."""
    (code,) = [code for kind, code in BLOCKS if kind == language and holding in code]
    return code


INSTALL = block("bash", "-m venv")
LOOK = block("bash", "digest hf-daily")
PROFILE = block("toml", "keywords =")
CONFIG = block("toml", "[mail]")
SECRET = block("bash", "umask")
SEND = block("bash", "digest --config digest.toml")
SYSTEMD = block("bash", "systemctl")
CRON = block("bash", "crontab")
ACTIONS = block("bash", ".github")
STAY = block("bash", "schedule run")
HEALTH = block("json", "settled_until")
MODEL = block("bash", "SUMMARIZER_BASE_URL")
OTHERS = block("toml", "[site]")


class Desk:
    """A newcomer's folder, in which the blocks are run; services and mail server are on this machine."""

    def __init__(self, folder: Path, site: FakeSite, arxiv: FakeSite, mail: FakeSMTP, ca_file: Path) -> None:
        self.folder = folder
        self.mail = mail
        self.called = folder / "called"
        self.bin = folder / "bin"
        self.bin.mkdir()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SUMMARIZER_", "OPENAI_"))}
        path = os.pathsep.join([str(self.bin), str(Path(sys.executable).parent), kept.get("PATH", "")])
        self.environment = {
            **kept,
            "PATH": path,
            "HOME": str(folder),
            "SUMMARIZER_CACHE_DIR": str(folder / "cache"),
            "SUMMARIZER_HF_URL": site.url,
            "SUMMARIZER_ARXIV_URL": arxiv.url,
            "SUMMARIZER_ARXIV_GAP": "0",
            "SUMMARIZER_ALLOW_PRIVATE": "1",
        }
        here = f'host = "127.0.0.1"\nport = {mail.port}\nca_file = "{ca_file}"'
        (folder / "digest.toml").write_text(CONFIG.replace('host = "smtp.example.org"', here))
        (folder / "me.toml").write_text(PROFILE)

    def run(self, code: str, *, typed: str = "", seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """Run a block, which ends well."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", code],
            cwd=self.folder,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=seconds,
        )
        assert done.returncode == 0, done.stderr
        return done

    def stand_in(self, program: str, script: str = "") -> None:
        """A program of the system's that keeps how it was called, and is not to be reached here."""
        made = self.bin / program
        made.write_text(f'#!/bin/sh\necho "{program} $*" >> "{self.called}"\n{script}\n')
        made.chmod(0o755)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "papers"
    folder.mkdir()
    today = str(datetime.now(UTC).date())
    papers = [Listed(f"2611.0000{n}", paper(n)["title"], paper(n)["abstract"]) for n in (1, 2)]
    trust = certificates(tmp_path)
    users = {"me@example.org": PASSWORD}
    with (
        FakeSite({"/api/daily_papers": daily_papers({today: papers})}) as site,
        FakeSite({"/api/query": arxiv_query([])}) as arxiv,
        FakeSMTP(tls="starttls", trust=trust, users=users) as mail,
    ):
        yield Desk(folder, site, arxiv, mail, trust.ca_file)


def test_every_block_is_run_by_a_test() -> None:
    """A new block needs a test of its own here."""
    known = [INSTALL, LOOK, PROFILE, CONFIG, SECRET, SEND, SYSTEMD, CRON, ACTIONS, STAY, HEALTH, MODEL, OTHERS]
    assert [code for _, code in BLOCKS] == known


def test_the_first_look_writes_a_page_and_remembers_nothing(desk: Desk) -> None:
    before = {path.name for path in desk.folder.iterdir()}
    desk.run(LOOK)
    assert "Ternaab" in (desk.folder / "out" / "index.html").read_text()
    assert {path.name for path in desk.folder.iterdir()} - before == {"out", "cache"}


def test_the_first_mail_arrives_and_the_second_run_sends_nothing(desk: Desk) -> None:
    """With the password as it was typed, over TLS, from the file that only its owner can read."""
    desk.run(SECRET, typed=f"{PASSWORD}\n")
    assert (desk.folder / "mail.password").stat().st_mode & 0o077 == 0
    said = desk.run(SEND).stderr
    assert "to me@example.org: sent" in said
    assert "is made already" in desk.run(SEND).stderr
    (letter,) = desk.mail.letters
    assert (letter.recipients, letter.encrypted, letter.user) == (("me@example.org",), True, "me@example.org")
    assert str(letter.message["Subject"]).startswith("Papers this morning")
    assert PASSWORD not in said


def test_the_profile_is_one_and_the_digest_has_it(desk: Desk) -> None:
    topics = load_topics(None)
    configuration = load_configuration(desk.folder / "digest.toml")
    assert configuration.profile is not None
    assert load_profile(configuration.profile, topics).topics == ("quantization", "efficient-attention")


def test_the_timer_is_written_where_systemd_looks_and_is_switched_on(desk: Desk) -> None:
    desk.stand_in("systemctl")
    desk.stand_in("loginctl")
    desk.run(SYSTEMD)
    written = sorted(path.name for path in (desk.folder / ".config" / "systemd" / "user").iterdir())
    assert written == ["summarizer-digest.service", "summarizer-digest.timer"]
    assert desk.called.read_text().splitlines() == [
        "systemctl --user daemon-reload",
        f"systemctl --user enable --now {written[1]}",
        "loginctl enable-linger",
    ]


@pytest.mark.parametrize("before", ["", "0 1 * * * true\n"], ids=["none", "others"])
def test_the_line_for_cron_is_added_to_what_is_there(desk: Desk, before: str) -> None:
    table = desk.folder / "table"
    table.write_text(before)
    listing = f'if [ "$1" = -l ]; then [ -s "{table}" ] && cat "{table}"; exit; fi'
    desk.stand_in("crontab", f'{listing}\ncat > "{table}.new" && mv "{table}.new" "{table}"')
    desk.run(CRON)
    assert table.read_text().startswith(before)
    assert f"cd {desk.folder} && " in table.read_text().splitlines()[-1]


def test_the_workflow_is_written_into_the_repository(desk: Desk) -> None:
    config = desk.folder / "digest.toml"
    config.write_text(re.sub("password_file.*\n", "", config.read_text()))  # as the page says
    desk.run(ACTIONS)
    text = (desk.folder / ".github" / "workflows" / "digest.yml").read_text()
    assert "summarizer digest --config digest.toml" in text
    assert "secrets.SUMMARIZER_SMTP_PASSWORD" in text


def test_it_stays_up_by_itself_until_it_is_asked_to_end(desk: Desk) -> None:
    log = desk.folder / "schedule.log"
    environment: Mapping[str, str] = desk.environment
    with subprocess.Popen(["bash", "-c", f"exec {STAY}"], cwd=desk.folder, env=environment) as process:
        assert wait_until(lambda: log.exists() and '"waiting"' in log.read_text())
        process.terminate()
        assert process.wait(10) == 143
    assert Health.model_validate_json((desk.folder / "digest.health.json").read_text()).state == "ended"


def test_the_health_file_as_shown_is_one() -> None:
    shown = Health.model_validate_json(HEALTH)
    assert shown.model_dump_json(indent=1) + "\n" == HEALTH
    assert shown.outcome == "done"


def test_the_lines_for_a_model_are_settings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in MODEL.splitlines():
        monkeypatch.setenv(*line.split("=", 1))
    settings = load_settings(folder=desk.folder)
    assert (settings.base_url, settings.model) == ("http://127.0.0.1:8080/v1", "my-model")


def test_the_other_ways_out_are_read(tmp_path: Path) -> None:
    (tmp_path / "digest.toml").write_text(OTHERS)
    configuration = load_configuration(tmp_path / "digest.toml")
    assert configuration.site is not None
    assert [hook.form for hook in configuration.webhook] == ["slack", "json"]


def test_every_key_is_in_the_table_and_no_other() -> None:
    rows = [row.split("|")[1:3] for row in PAGE.splitlines() if row.startswith("| `")]
    tables = {"": DigestConfiguration, "mail": MailTable, "site": SiteTable, "webhook": WebhookTable}
    for mark, table in tables.items():
        named = [told for told, _ in rows if (re.match(rf" `\[{mark}\]`", told) if mark else "[" not in told)]
        keys = {name for told in named for name in re.findall(r"`([a-z_]+)`", told)}
        assert keys == {field.alias or name for name, field in table.model_fields.items()} - set(tables), mark


def test_every_link_leads_somewhere() -> None:
    """Relative links name files beside the page, and headings in them."""
    for target, heading in re.findall(r"\]\((?!http)([^)#]+)#?([^)]*)", PAGE):
        text = (ROOT / "docs" / target).read_text(encoding="utf-8")
        assert heading in [
            re.sub(r"\W+", "-", line.strip("# ").lower()) for line in text.splitlines() if line[:1] == "#"
        ]


@pytest.mark.install
def test_the_first_block_installs_it_in_a_fresh_clone(desk: Desk, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns(".git", ".venv*", "out", "__pycache__", ".*_cache", ".hypothesis", "cache")
    shutil.copytree(ROOT, tmp_path / "clone", ignore=ignored)
    desk.folder = tmp_path / "clone"
    assert "summarizer, version" in desk.run(f"{INSTALL}\n.venv/bin/summarizer --version", seconds=400).stdout
