"""The units for schedulers that are there already: what reads them takes them, and they do what the command does."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from fake_sites import FakeSite, Listed, daily_papers
from processes import paper

from summarizer.cli import cli
from summarizer.errors import SettingsError
from summarizer.scheduling.systemd import calendar
from summarizer.scheduling.timetable import make_timetable

CONFIG = """
sources = ["hf-daily"]
timezone = "Europe/Berlin"
state = "kept/papers.db"
[mail]
host = "smtp.example.org"
from = "me@example.org"
to = "me@example.org"
user = "me"
password_env = "MAIL_PASSWORD"
[site]
folder = "site"
[[webhook]]
name = "team"
url_env = "TEAM_HOOK"
"""
ODD = '50% of $HOME, it\'s "mine"'
"""A folder's name in which nothing is what it looks like."""

analyze = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(not analyze, reason="systemd-analyze comes with systemd")


@pytest.fixture(params=["papers", ODD], ids=["plain", "odd"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = tmp_path / request.param
    made.mkdir()
    (made / "digest.toml").write_text(CONFIG)
    return made


class Print:
    """`summarizer schedule`, and what it said on stderr each time."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, *arguments: str) -> str:
        """What it prints on stdout, which holds no secret."""
        done = CliRunner().invoke(cli, ["schedule", *arguments], standalone_mode=False)
        if done.exception:
            raise done.exception
        assert "canary" not in done.output
        self.said.append(done.stderr)
        return done.stdout


@pytest.fixture
def printed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Print:
    """`summarizer schedule` in the folder, with secrets in the environment."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MAIL_PASSWORD", "canary")
    monkeypatch.setenv("TEAM_HOOK", "https://canary.example.org")
    monkeypatch.setenv("SUMMARIZER_API_KEY", "canary")
    return Print()


# --- crontab ---------------------------------------------------------------------------------------------------------


def test_the_crontab_is_taken_by_what_reads_crontabs(printed: Print, tmp_path: Path) -> None:
    text = printed("cron", "--cron", "30 7-10 * * MON-FRI")
    fields = text.splitlines()[-1].split(None, 5)[:5]
    assert make_timetable(" ".join(fields), "Europe/Berlin").cron == "30 7-10 * * MON-FRI"
    assert "CRON_TZ=Europe/Berlin" in text.splitlines()
    (tmp_path / "crontab").write_text(text)
    program = shutil.which("crontab")
    if program is None:
        pytest.skip("no crontab program here: read by the library alone")
    told = subprocess.run([program, "--help"], capture_output=True, text=True).stderr
    check = "-T" if "-T" in told else "-n"  # cronie's and Debian's
    done = subprocess.run([program, check, str(tmp_path / "crontab")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_crontabs_line_makes_the_digest_with_the_secrets_of_the_file(
    printed: Print, folder: Path, tmp_path: Path
) -> None:
    """Run as cron does: by `sh`, in another folder, with next to no environment."""
    (folder / "digest.toml").write_text('sources = ["hf-daily"]\nstdout = true\n')
    line = printed("cron", "--", "--backend", "extractive").splitlines()[-1]
    command = re.sub(r"(?<!\\)%.*", "", line.split(None, 5)[5]).replace(r"\%", "%")
    today = str(datetime.now(UTC).date())
    listed = [Listed("2611.00001", paper(1)["title"], paper(1)["abstract"])]
    with FakeSite({"/api/daily_papers": daily_papers({today: listed})}) as site:
        secrets = f'SUMMARIZER_HF_URL={site.url}\nSUMMARIZER_ALLOW_PRIVATE="1"\nSUMMARIZER_CACHE_DIR=kept\n'
        (folder / "digest.env").write_text(secrets)
        environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LOGNAME": "me"}
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
    log = (folder / "digest.log").read_text()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), log
    assert "1 new paper" in log


# --- systemd ---------------------------------------------------------------------------------------------------------


@needs_systemd
def test_the_units_are_verified_by_systemd(printed: Print, folder: Path, tmp_path: Path) -> None:
    printed("systemd", "-o", "units", "--", "--model", 'a $5 "bill" 100%')
    units = sorted((folder / "units").iterdir())
    assert [unit.name for unit in units] == ["summarizer-digest.service", "summarizer-digest.timer"]
    for unit in units:  # systemd takes no odd names for the folders of units
        shutil.copy(unit, tmp_path)
    here = [str(tmp_path / unit.name) for unit in units]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    assert analyze
    done = subprocess.run([analyze, "verify", "--user", *here], env=environment, capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if "summarizer-digest" in line]
    assert (done.returncode, said) == (0, []), done.stderr


@needs_systemd
def test_a_broken_unit_is_not_verified(printed: Print, folder: Path, tmp_path: Path) -> None:
    """The check above can fail."""
    printed("systemd", "-o", "units")
    text = (folder / "units" / "summarizer-digest.service").read_text()
    broken = tmp_path / "summarizer-digest.service"
    broken.write_text(text.replace("ExecStart=", "ExecStart=nowhere/"))
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    assert analyze
    done = subprocess.run([analyze, "verify", "--user", str(broken)], env=environment, capture_output=True, text=True)
    assert "summarizer-digest" in done.stderr


@needs_systemd
@pytest.mark.parametrize(
    "cron",
    [
        "30 7 * * 1-5",
        "30 7-10 * * *",
        "*/15 6,18 * * SAT,7",
        "0 8 1,15 * *",
        "5 4 1-7 1-6/2 1",
        "0 9 */2 * 1",
        "* * * * *",
    ],
)
def test_systemds_times_are_those_of_the_cron_expression(cron: str) -> None:
    """The next ones, of both where there are two calendars."""
    table, now = make_timetable(cron, "Europe/Berlin"), datetime.now(UTC)
    moment, expected = now, list[datetime]()
    while len(expected) < 12:
        moment = table.after(moment)
        expected.append(moment)
    assert analyze
    asked = [analyze, "calendar", "--iterations=12", f"--base-time=@{int(now.timestamp())}", *calendar(table)]
    told = subprocess.run(asked, env={**os.environ, "TZ": "UTC"}, capture_output=True, text=True, check=True).stdout
    found = re.findall(r"(?:elapse|Iter\. #\d+): \w+ (\S+ \S+) UTC", told)
    moments = sorted({datetime.fromisoformat(f"{text}+00:00") for text in found})
    assert moments[:12] == expected


def test_what_means_something_to_systemd_stands_for_itself_in_the_units(printed: Print, folder: Path) -> None:
    """By the rules of its manual: `%%` anywhere, `$$` and escapes within quotes in a command."""
    text = printed("systemd", "--", "--model", 'a $5 "b\\ill" 100%', "--rpm", "9")
    assert ' --model "a $$5 \\"b\\\\ill\\" 100%%" --rpm 9\n' in text
    assert f"\nWorkingDirectory={str(folder).replace('%', '%%')}\n" in text
    assert f"\nEnvironmentFile=-{str(folder).replace('%', '%%')}/digest.env\n" in text


def test_the_units_name_the_file_of_secrets_and_make_up_for_what_was_missed(printed: Print) -> None:
    text = printed("systemd")
    assert "digest.env\n" in text
    assert "Persistent=true" in text
    assert "OnCalendar=*-*-* 07..10:30:00 Europe/Berlin" in text


# --- GitHub Actions --------------------------------------------------------------------------------------------------


def _checked(path: Path) -> tuple[int, str]:
    """What the schema of workflows says of a file."""
    checker = pytest.importorskip("check_jsonschema", reason="check-jsonschema comes with the test extra")
    from click.testing import CliRunner as Runner

    done = Runner().invoke(checker.main, ["--builtin-schema", "vendor.github-workflows", str(path)])
    return done.exit_code, done.output


def test_the_workflow_fits_the_schema_of_workflows(printed: Print, tmp_path: Path) -> None:
    path = tmp_path / "digest.yml"
    text = printed("github-actions", "--install", "a 'b'", "--", "--max-cost", "0.5")
    path.write_text(text)
    assert _checked(path)[0] == 0, _checked(path)[1]
    path.write_text(text.replace("runs-on", "runs-in"))
    assert _checked(path)[0] == 1


def test_the_workflow_holds_the_times_the_secrets_names_and_what_is_kept(printed: Print) -> None:
    yaml = pytest.importorskip("ruamel.yaml", reason="ruamel.yaml comes with check-jsonschema")
    text = printed("github-actions", "--cron", "30 7 * * 1-5", "--", "--max-cost", "0.5")
    told = json.loads(json.dumps(yaml.YAML(typ="safe", pure=True).load(io.StringIO(text))))
    assert told["on"]["schedule"] == [{"cron": "30 7 * * 1-5", "timezone": "Europe/Berlin"}]
    assert told["permissions"] == {"contents": "read"}
    assert told["concurrency"]["cancel-in-progress"] is False
    steps = {step.get("name", step.get("uses")): step for step in told["jobs"]["digest"]["steps"]}
    made = steps["Make and send the digest"]
    assert made["run"] == "summarizer digest --config digest.toml --max-cost 0.5"
    for name in ("MAIL_PASSWORD", "TEAM_HOOK", "SUMMARIZER_API_KEY"):
        assert made["env"][name] == f"${{{{ secrets.{name} }}}}"
    back, kept = (steps[f"{verb} what was seen, sent and paid for"] for verb in ("Bring back", "Keep"))
    assert back["with"]["path"] == kept["with"]["path"] == "kept/papers.db*\nsite\n.summarizer-answers\n"
    assert made["env"]["SUMMARIZER_CACHE_DIR"] in kept["with"]["path"]
    assert kept["if"] == "always()"
    assert back["with"]["key"] == kept["with"]["key"]
    assert kept["with"]["key"].startswith(back["with"]["restore-keys"])


def test_a_configuration_in_a_folder_of_the_repository_keeps_its_files_there(printed: Print, folder: Path) -> None:
    (folder / "jobs").mkdir()
    (folder / "jobs" / "digest.toml").write_text(CONFIG)
    text = printed("github-actions", "--config", "jobs/digest.toml")
    assert "            jobs/kept/papers.db*\n            jobs/site\n            jobs/.summarizer-answers\n" in text
    assert 'working-directory: "jobs"' in text


# --- what no unit can hold -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "secret", ['[mail]\nhost = "a.org"\nfrom = "a@a.org"\nto = "a@a.org"\nuser = "a"\npassword_file = "hidden"',
               '[webhook]\nname = "a"\nurl_file = "hidden"'],
)  # fmt: skip
def test_no_workflow_is_made_for_secrets_that_would_have_to_stand_in_the_repository(
    printed: Print, folder: Path, secret: str
) -> None:
    (folder / "digest.toml").write_text(f'sources = ["hf-daily"]\n{secret}\n')
    with pytest.raises(SettingsError, match="hidden is a secret, which does not belong into a repository"):
        printed("github-actions")
    assert "digest --config" in printed("cron")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cron", "--cron", "0 7 L * *"], "read by `schedule run` alone"),
        (["systemd", "--cron", "0 7 * * 1#2"], "read by `schedule run` alone"),
        (["cron", "--", "--model", "a\n* * * * * rm"], "no unit can hold a line break"),
        (["systemd", "--", "--modle", "a"], "No such option"),
        (["systemd", "out.jsonl"], "expected options of the digest's behind --"),
        (["cron", "--", "--title", "Mine"], "--title does not go with --config"),
        (["run", "--", "--top", "3"], "--top does not go with --config"),
        (["cron", "--", "--dry-run"], "--dry-run goes with INPUT"),
        (["systemd", "--config", "gone.toml"], "can't be read"),
        (["github-actions", "--config", "{folder}/digest.toml"], "expected a path seen from the repository"),
    ],
)
def test_what_could_never_run_is_refused_before_anything_is_printed(
    printed: Print, folder: Path, arguments: list[str], said: str
) -> None:
    with pytest.raises(Exception, match=re.escape(said)):
        printed(*(argument.replace("{folder}", str(folder)) for argument in arguments))


def test_a_time_zone_that_is_not_the_digests_is_said(printed: Print) -> None:
    assert "CRON_TZ=Asia/Kolkata" in printed("cron", "--tz", "Asia/Kolkata")
    assert "the digest's timezone is Europe/Berlin" in printed.said[-1]
    printed("cron", "--tz", "Europe/Berlin")
    assert printed.said[-1] == ""


def test_a_months_name_with_an_l_in_it_is_a_month(printed: Print) -> None:
    assert "0 7 * Jul *" in printed("cron", "--cron", "0 7 * Jul *")
    assert timedelta(0) < make_timetable("0 7 * jul *", "UTC").after(datetime.now(UTC)) - datetime.now(UTC)
