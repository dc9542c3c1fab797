"""Scheduling: the digest made again and again, by a process of our own or by a scheduler that is there already.

`timetable` says when, `watch` waits and runs, `runs` is one run in a process of its own, `health` is what is told of
it in a file and `logs` in lines; `crontab`, `systemd` and `workflow` write a `Job` down for others.
"""
