"""A crontab's line for a digest."""

from __future__ import annotations

import shlex

from summarizer.scheduling.job import Job


def crontab(job: Job) -> str:
    """Lines to be added by `crontab -e`."""
    zone, folder = job.timetable.zone, shlex.quote(str(job.folder))
    secrets = shlex.quote(f"./{job.environment}")
    log = shlex.quote(f"{job.config.stem}.log")
    steps = (
        f"cd {folder}",
        f"{{ [ ! -f {secrets} ] || {{ set -a; . {secrets}; set +a; }}; }}",
        f"{shlex.join(job.command)} >> {log} 2>&1",
    )
    return "\n".join(
        (
            f"# The digest of {job.config}. Secrets stand in {job.environment} beside it, a NAME=value a line.",
            "# cronie (Fedora, Arch, openSUSE) takes CRON_TZ, for all lines below it: this goes to the end. The cron",
            f"# of Debian and Ubuntu goes by the machine's time zone: where that is not {zone}, write the hours in",
            "# that one, or use `schedule systemd`.",
            f"CRON_TZ={zone}",
            f"{job.timetable.cron} {_escaped(' && '.join(steps))}",
            "",
        )
    )


def _escaped(command: str) -> str:
    """To cron a bare percent sign is the end of the command."""
    return command.replace("%", r"\%")
