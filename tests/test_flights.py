"""One request for one question, also among processes: whoever dies is not waited for."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from cached_requests import cached, request
from fake_endpoint import FakeEndpoint, reply

from summarizer.clients.cache import cache_key
from summarizer.clients.flights import LOCKS, Flights, FlightWarning, flights_of
from summarizer.clients.openai import OpenAIClient

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the locks are POSIX's")

ONE, OTHER = (hashlib.sha256(name).hexdigest() for name in (b"one", b"other"))

_ASK = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from concurrent.futures import ThreadPoolExecutor
from cached_requests import cached, request
from summarizer.clients.openai import OpenAIClient
client = cached(OpenAIClient(sys.argv[1], "sk-one"), Path(sys.argv[2]), sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(3) as pool:
    print([c.text for c in pool.map(client.complete, [request()] * 3)], flush=True)
"""

_HOLD = """
import sys
from pathlib import Path
from summarizer.clients.flights import flights_of
flights = flights_of(Path(sys.argv[1]))
with flights.alone(sys.argv[2]):
    print("held", flush=True)
    sys.stdin.readline()
    if len(sys.argv) > 3:
        with flights.alone(sys.argv[3]):
            print("both", flush=True)
"""

_FORK = """
import os, sys, time
from pathlib import Path
from summarizer.clients.flights import flights_of
folder = Path(sys.argv[1])
with flights_of(folder).alone(sys.argv[2]):
    child = os.fork()
    if not child:
        with flights_of(folder).alone(sys.argv[2]):
            print("held by the child", flush=True)
        os._exit(0)
    time.sleep(0.3)
    print("given free", flush=True)
os.waitpid(child, 0)
"""


@contextmanager
def process(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    run = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[1],
        text=True,
    )
    try:
        yield run
    finally:
        run.kill()
        run.communicate(timeout=10)


def line(run: subprocess.Popen[str]) -> str:
    assert run.stdout is not None
    return run.stdout.readline().strip()


def go_on(run: subprocess.Popen[str]) -> None:
    assert run.stdin is not None
    run.stdin.write("\n")
    run.stdin.flush()


def test_ten_threads_and_three_processes_that_ask_the_same_send_one_request(tmp_path: Path) -> None:
    with FakeEndpoint(replace(reply('{"a": 1}'), delay=0.7)) as server:
        arguments = _ASK, server.url, tmp_path, Path(__file__).parent
        with process(*arguments) as one, process(*arguments) as two, process(*arguments) as three:
            assert [line(run) for run in (one, two, three)] == ["ready"] * 3
            client = OpenAIClient(server.url, "sk-one")
            asking = cached(client, tmp_path, server.url)
            for run in (one, two, three):
                go_on(run)
            with ThreadPoolExecutor(10) as pool:
                texts = [c.text for c in pool.map(asking.complete, [request()] * 10)]
            assert texts == ['{"a": 1}'] * 10
            assert [line(run) for run in (one, two, three)] == [str(['{"a": 1}'] * 3)] * 3
            client.close()
    assert len(server.hits) == 1


def test_who_asks_and_is_killed_is_not_waited_for(tmp_path: Path) -> None:
    slow, quick = replace(reply("{}"), delay=60), reply('{"a": 1}')
    with FakeEndpoint(slow, quick) as server, process(_ASK, server.url, tmp_path, Path(__file__).parent) as run:
        assert line(run) == "ready"
        go_on(run)
        while not server.hits:
            time.sleep(0.01)
        client = OpenAIClient(server.url, "sk-one")
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(cached(client, tmp_path, server.url).complete, request())
            time.sleep(0.3)
            assert (len(server.hits), answer.done()) == (1, False)
            run.kill()
            assert answer.result(timeout=5).text == '{"a": 1}'
        client.close()
    assert len(server.hits) == 2


def test_a_key_that_another_process_holds_is_waited_for_and_others_are_not(tmp_path: Path) -> None:
    with process(_HOLD, tmp_path, ONE) as run:
        assert line(run) == "held"
        with Flights(tmp_path).alone(OTHER):
            pass
        threading.Timer(0.3, go_on, [run]).start()
        began = time.monotonic()
        with flights_of(tmp_path).alone(ONE):
            assert 0.2 < time.monotonic() - began < 5


def test_a_process_that_never_answers_is_waited_for_no_longer_than_stated(tmp_path: Path) -> None:
    with process(_HOLD, tmp_path, ONE) as run:
        assert line(run) == "held"
        began = time.monotonic()
        with flights_of(tmp_path).alone(ONE, longest=0.3):
            assert 0.25 < time.monotonic() - began < 5
            assert run.poll() is None


def test_a_client_waits_for_another_process_no_longer_than_its_own_patience(tmp_path: Path) -> None:
    with FakeEndpoint(reply('{"a": 1}')) as server:
        key = cache_key(request(), server.url)
        client = OpenAIClient(server.url, "sk-one")
        impatient = cached(client, tmp_path, server.url, patience=0.3)
        with process(_HOLD, tmp_path / "responses", key) as run:
            assert line(run) == "held"
            began = time.monotonic()
            assert impatient.complete(request()).text == '{"a": 1}'
            assert 0.25 < time.monotonic() - began < 30
        client.close()


def test_processes_that_wait_for_keys_of_each_other_are_no_deadlock(tmp_path: Path) -> None:
    """Each holds one and wants the other's, in different threads: the kernel alone would refuse one of them."""
    flights, release, holding = flights_of(tmp_path), threading.Event(), threading.Event()

    def hold() -> None:
        with flights.alone(OTHER):
            holding.set()
            release.wait(10)

    def want() -> float:
        with flights.alone(ONE):
            return time.monotonic()

    with process(_HOLD, tmp_path, ONE, OTHER) as run, ThreadPoolExecutor(2) as pool:
        assert line(run) == "held"
        held, wanted = pool.submit(hold), pool.submit(want)
        assert holding.wait(10)
        go_on(run)
        time.sleep(0.3)
        assert not wanted.done()
        released = time.monotonic()
        release.set()
        assert line(run) == "both"
        assert wanted.result(timeout=10) > released
        held.result()


def test_a_forked_child_waits_for_its_parent_like_any_other_process(tmp_path: Path) -> None:
    with process(_FORK, tmp_path, ONE) as run:
        assert [line(run), line(run)] == ["given free", "held by the child"]


def test_clients_of_one_folder_share_their_flights_in_a_process(tmp_path: Path) -> None:
    assert flights_of(tmp_path) is flights_of(tmp_path)
    assert flights_of(tmp_path) is not flights_of(tmp_path / "other")


def test_where_there_are_no_locks_threads_still_wait_for_each_other_and_it_is_said_once(tmp_path: Path) -> None:
    (tmp_path / LOCKS).mkdir()  # what no process can open for writing
    flights, inside, most = Flights(tmp_path), 0, 0

    def ask(_: int) -> None:
        nonlocal inside, most
        with flights.alone(ONE):
            inside += 1
            most = max(most, inside)
            time.sleep(0.02)
            inside -= 1

    with pytest.warns(FlightWarning, match="no locks between processes") as said, ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, range(4)))
    assert most == 1
    assert len(said) == 1


def test_an_error_while_a_key_is_held_gives_it_free_for_other_processes_too(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="gone"), flights_of(tmp_path).alone(ONE):
        raise ValueError("gone")
    with process(_HOLD, tmp_path, ONE) as run:
        assert line(run) == "held"
