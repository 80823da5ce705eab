"""The service as a process: how it starts, answers and stops."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.cli.serve import listen

Run = Callable[..., Any]
ROOT = Path(__file__).parents[3]


@contextmanager
def served(data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running `sotagraph serve` on a free port, and its address; it is ended if the test has not."""
    program = [sys.executable, "-m", "api", "serve", "--port", "0", "--data", str(data), *options]
    with subprocess.Popen(program, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            lines = iter(process.stderr.readline, "")
            address = next(m[1] for line in lines if (m := re.search(r"(http://\S+)/graphql", line)))
            yield process, address
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_it_answers_until_it_is_told_to_stop(garden: Path, number: int) -> None:
    """Either signal ends it with 0, as supervisors and people expect."""
    with served(garden) as (process, address):
        answer = httpx.post(f"{address}/graphql", json={"query": "{ statistics { papers } }"}, timeout=60)
        process.send_signal(number)
        code = process.wait(timeout=60)
        assert process.stderr is not None
        rest = process.stderr.read()

    assert answer.json() == {"data": {"statistics": {"papers": 2}}}
    assert "server" not in answer.headers
    request, last = rest.splitlines()
    assert (code, last) == (0, "Stopped.")
    assert "route=/graphql" in request


def test_it_starts_before_anything_is_published(tmp_path: Path) -> None:
    """It says so, and answers 503 until the first publication."""
    with served(tmp_path / "nothing") as (process, address):
        answer = httpx.get(f"{address}/readyz", timeout=60)
        process.terminate()
        code = process.wait(timeout=60)

    assert (code, answer.status_code) == (0, 503)
    assert "sotagraph ingest" in answer.json()["detail"]


def test_what_sparql_may_take_is_an_option_and_a_variable(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one goes before the other."""
    monkeypatch.setenv("SOTAGRAPH_SPARQL_DEADLINE", "1.5")
    monkeypatch.setenv("SOTAGRAPH_SPARQL_WORKERS", "7")
    endless = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}

    with served(garden, "--sparql-workers", "1", "--sparql-queue", "0") as (_, address):
        with ThreadPoolExecutor() as threads:
            asked = [threads.submit(httpx.get, f"{address}/sparql", params=endless, timeout=60) for _ in "ab"]
        answers = sorted(future.result().status_code for future in asked)
        said = [a.text for a in (future.result() for future in asked) if a.status_code == 504]

    assert answers == [503, 504]
    assert "ended after 1.5 seconds" in said[0]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--sparql-deadline", "0"),
        ("--sparql-deadline", "nan"),
        ("--sparql-memory", "100"),
        ("--sparql-result", "0"),
        ("--sparql-workers", "0"),
        ("--sparql-queue", "-1"),
    ],
)
def test_a_limit_that_makes_no_sense_is_wrong_usage(cli: Run, garden: Path, option: str, value: str) -> None:
    """The error names the option and what it may be."""
    done = cli("serve", option, value, "--data", garden)

    assert (done.code, done.out) == (2, "")
    assert option in done.err


def test_small_answers_are_sent_at_once() -> None:
    """A socket that does not say that it is TCP would hold each answer back for 40 ms (Nagle's algorithm)."""
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_an_error(cli: Run, garden: Path) -> None:
    """It names the port and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = cli("serve", "--port", port, "--data", garden)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        f"error: --port: 127.0.0.1, port {port} cannot be listened on: Address already"
    )
    assert "choose another port" in done.err


def test_a_host_that_is_none_is_an_error(cli: Run, garden: Path) -> None:
    """It names the option."""
    done = cli("serve", "--host", "no host", "--port", 0, "--data", garden)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error: --host: 'no host' is no address of this machine")
