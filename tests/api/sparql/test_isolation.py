"""No query reaches the network or a file, and none takes the service along: real workers, a real server."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import httpx
import pytest

from api.sparql.confinement import NICENESS, confine
from tests.api.sparql.queries import ENDLESS, ESCAPED, GREEDY, HONEST, SERVICES

Listener = tuple[str, list[str]]
Query = Callable[..., httpx.Response]
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("sparql", SERVICES)
def test_a_service_clause_is_refused_and_nobody_is_called(
    query: Query, listener: Listener, sparql: str
) -> None:
    """However it is written; the error says what is not allowed."""
    address, calls = listener

    answer = query(sparql.replace("%s", address))

    assert answer.status_code == 403
    assert "SERVICE is not allowed" in answer.json()["errors"][0]["message"]
    assert calls == []


@pytest.mark.parametrize("sparql", ESCAPED)
def test_an_escaped_service_clause_is_refused_too(query: Query, listener: Listener, sparql: str) -> None:
    """Though Oxigraph would not take it for one today."""
    address, calls = listener

    answer = query(sparql.replace("%s", address))

    assert (answer.status_code, calls) == (403, [])


@pytest.mark.parametrize("sparql", HONEST)
def test_the_word_elsewhere_is_answered(query: Query, sparql: str) -> None:
    """In strings, names, IRIs and comments it is a word as any other."""
    assert query(sparql).status_code == 200


def test_what_a_graph_is_called_is_not_fetched(query: Query, listener: Listener) -> None:
    """Graphs that the store does not have are empty."""
    address, calls = listener

    in_query = query(f"ASK FROM <{address}> {{ ?s ?p ?o }}")
    in_request = query("ASK { ?s ?p ?o }", {"default-graph-uri": address, "named-graph-uri": address})
    load = query(f"LOAD <{address}>")

    assert in_query.json()["boolean"] is in_request.json()["boolean"] is False
    assert load.status_code == 400
    assert calls == []


def _try_all(connection: Connection, address: tuple[str, int], place: str) -> None:
    """In a process of its own: give everything up, then try to do it all."""
    cut_off = confine(300)
    done = []
    with suppress(OSError):
        socket.create_connection(address, timeout=5).close()
        done.append("connected")
    with suppress(OSError):
        Path(place).write_bytes(b"x")
        done.append("written")
    with suppress(MemoryError):
        bytearray(400_000_000)
        done.append("allocated")
    connection.send((cut_off, done, os.nice(0)))


def test_a_confined_process_can_do_nothing(tmp_path: Path) -> None:
    """It has no network where the kernel allows that, writes no file, gets no more memory, and goes last."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    with socket.create_server(("127.0.0.1", 0)) as server:
        process = multiprocessing.get_context("spawn").Process(
            target=_try_all, args=(theirs, server.getsockname(), str(tmp_path / "file"))
        )
        process.start()
        cut_off, done, niceness = ours.recv()
        process.join()

    assert done == ([] if cut_off else ["connected"])
    assert niceness == min(os.nice(0) + NICENESS, 19)
    assert (tmp_path / "file").read_bytes() == b""


def test_memory_is_bounded_and_the_next_query_is_answered(strict: httpx.Client) -> None:
    """The worker ends, the service does not; the error says how much a query may have."""
    bomb = strict.get("/sparql", params={"query": GREEDY.replace("ORDER BY ?c ?f ?i", "ORDER BY ?c")})
    after = strict.get("/sparql", params={"query": "ASK {}"})

    assert bomb.status_code == 500
    assert "more than 400 MB of memory" in bomb.json()["errors"][0]["message"]
    assert after.json()["boolean"] is True


def test_a_query_that_is_nested_too_deeply_ends_a_worker_only(query: Query) -> None:
    """The parser would need more stack than there is."""
    bomb = query("ASK " + "{" * 9000 + "}" * 9000)

    assert bomb.status_code == 500
    assert "nested too deeply" in bomb.json()["errors"][0]["message"]
    assert query("ASK {}").json()["boolean"] is True


def test_a_worker_that_was_killed_is_replaced(strict: httpx.Client) -> None:
    """Whoever did it, and whether or not it was at work."""
    assert strict.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    killed = workers()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    while workers() & killed:
        time.sleep(0.01)

    answers = [strict.get("/sparql", params={"query": "ASK {}"}) for _ in range(3)]

    assert killed
    assert [answer.status_code for answer in answers] == [200] * 3


def test_workers_end_with_the_service(garden: Path) -> None:
    """However it ends, and whatever they are at."""
    program = [sys.executable, "-m", "api", "serve", "--port", "0", "--data", str(garden)]
    with subprocess.Popen(program, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = next(line for line in iter(process.stderr.readline, "") if "/sparql" in line)
        address = line.split()[-1]
        assert httpx.get(address, params={"query": "ASK {}"}, timeout=60).status_code == 200
        with suppress(httpx.ReadTimeout):
            httpx.get(address, params={"query": ENDLESS}, timeout=0.5)
        children = children_of(process.pid)
        process.kill()

    assert len(children) >= 2
    until = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def children_of(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for path in found for child in path.read_text(encoding="ascii").split()]


def workers() -> set[int]:
    """The worker processes of this process."""
    return {child.pid for child in multiprocessing.active_children() if child.pid}
