"""What a query may take: time, length, a place in the queue."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from api.app import create_app
from api.sparql.limits import Limits
from tests.api.sparql.conftest import STRICT
from tests.api.sparql.queries import ENDLESS, LONG

Serving = Callable[..., object]
QUICK = {"query": "ASK {}"}


def message(answer: httpx.Response) -> str:
    """The one error of an answer."""
    return str(answer.json()["errors"][0]["message"])


def test_a_query_without_end_is_ended_at_the_deadline(strict: httpx.Client) -> None:
    """504 and what to do; and the next query is answered."""
    begun = time.monotonic()
    answer = strict.get("/sparql", params={"query": ENDLESS})
    took = time.monotonic() - begun
    after = strict.get("/sparql", params=QUICK)

    assert answer.status_code == 504
    assert "ended after 3 seconds" in message(answer)
    assert STRICT.deadline <= took < STRICT.deadline + 2
    assert after.json()["boolean"] is True


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|aa)*b(a|aa)*c", "((a{100}){100}){100}", "(.*){1,1000}x", "[", "a" * 20000]
)
def test_a_regular_expression_is_no_bomb(strict: httpx.Client, pattern: str) -> None:
    """It ends or is ended; and the next query is answered."""
    text = "a" * 5000
    sparql = f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(REGEX(CONCAT(STR(?o), '{text}'), '{pattern}')) }}"

    answer = strict.post("/sparql", data={"query": sparql})

    assert answer.status_code in {200, 504}
    assert strict.get("/sparql", params=QUICK).json()["boolean"] is True


def test_a_long_answer_comes_in_parts_and_whole(client: httpx.Client) -> None:
    """Without its length, which nobody knows at its beginning; a short one says how long it is."""
    sparql = f"{LONG} LIMIT 20000"

    long = client.get("/sparql", params={"query": sparql, "format": "csv"})
    short = client.get("/sparql", params=QUICK)

    assert len(long.text.splitlines()) == 20_001
    assert long.headers["transfer-encoding"] == "chunked"
    assert int(short.headers["content-length"]) == len(short.content)


@pytest.mark.parametrize("format_", ["json", "csv", "tsv", "xml"])
def test_an_answer_that_is_too_long_is_torn_and_not_shortened(strict: httpx.Client, format_: str) -> None:
    """The client sees that the transfer has not ended; the service goes on."""
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        strict.get("/sparql", params={"query": LONG, "format": format_})

    assert strict.get("/sparql", params=QUICK).json()["boolean"] is True


def test_a_graph_that_is_too_long_is_torn_too(strict: httpx.Client) -> None:
    """In formats of which each line is whole as well."""
    sparql = "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f . FILTER(ISIRI(?f)) }"

    with pytest.raises(httpx.RemoteProtocolError):
        strict.get("/sparql", params={"query": sparql, "format": "nt"})


def test_an_answer_that_the_deadline_meets_is_torn(garden: Path, serving: Serving) -> None:
    """After the headers there is no other way to say it."""
    limits = Limits(deadline=4, result=100_000, workers=1)
    sparql = f"{LONG} # {'x' * 1000}"

    with serving(create_app(garden, limits)) as client:  # type: ignore[attr-defined]
        client.get("/sparql", params=QUICK)
        with client.stream("GET", "/sparql", params={"query": sparql}) as answer:
            assert answer.status_code == 200
            with pytest.raises(httpx.RemoteProtocolError):
                for _ in answer.iter_raw():
                    pass
        assert client.get("/sparql", params=QUICK).json()["boolean"] is True


def test_a_full_queue_sends_away(strict: httpx.Client) -> None:
    """One query is answered, one waits, the others are told when to come back."""

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=strict.base_url, timeout=60) as client:
            first = asyncio.create_task(client.get("/sparql", params={"query": ENDLESS}))
            await asyncio.sleep(0.5)
            waiting = asyncio.create_task(client.get("/sparql", params=QUICK))
            await asyncio.sleep(0.5)
            turned_away = [await client.get("/sparql", params=QUICK) for _ in range(3)]
            return [*turned_away, await first, await waiting]

    strict.get("/sparql", params=QUICK)
    *turned_away, first, waited = asyncio.run(ask())

    assert [answer.status_code for answer in turned_away] == [503] * 3
    assert all(int(answer.headers["retry-after"]) > 0 for answer in turned_away)
    assert "1 queries are being answered and 1 wait, which is as many as may" in message(turned_away[0])
    assert first.status_code == 504
    assert waited.json()["boolean"] is True


def connect(client: httpx.Client, sparql: str, version: str = "1.1") -> socket.socket:
    """A connection on which a query has been sent."""
    address = urlsplit(str(client.base_url))
    connection = socket.create_connection((address.hostname or "", address.port or 0), timeout=60)
    head = f"GET /sparql?query={quote(sparql)} HTTP/{version}\r\nHost: {address.netloc}\r\n\r\n"
    connection.sendall(head.encode())
    return connection


def test_a_client_that_leaves_frees_its_worker(strict: httpx.Client) -> None:
    """At once, long before the deadline."""
    strict.get("/sparql", params=QUICK)
    connect(strict, ENDLESS).close()
    time.sleep(0.3)

    begun = time.monotonic()
    answer = strict.get("/sparql", params=QUICK)

    assert answer.json()["boolean"] is True
    assert time.monotonic() - begun < STRICT.deadline - 1


def test_clients_that_leave_while_they_wait_leave_the_queue(strict: httpx.Client) -> None:
    """Their places are for others."""
    strict.get("/sparql", params=QUICK)
    first = connect(strict, ENDLESS)
    time.sleep(0.3)
    for _ in range(5):
        connect(strict, ENDLESS).close()
        time.sleep(0.1)
    first.close()

    assert strict.get("/sparql", params=QUICK).json()["boolean"] is True


def test_a_client_that_does_not_read_is_left_at_the_deadline(garden: Path, serving: Serving) -> None:
    """Its worker waits no longer than any other; what it gets in the end is torn."""
    limits = Limits(deadline=2, result=100_000, workers=1, queue=4)

    with serving(create_app(garden, limits)) as client:  # type: ignore[attr-defined]
        client.get("/sparql", params=QUICK)
        slow = connect(client, LONG)
        time.sleep(0.5)
        begun = time.monotonic()
        after = client.get("/sparql", params=QUICK)
        waited = time.monotonic() - begun
        parts = []
        while part := slow.recv(1 << 20):
            parts.append(part)
        slow.close()

    assert after.json()["boolean"] is True
    assert 0.5 < waited < 5
    assert b"".join(parts).startswith(b"HTTP/1.1 200 OK")
    assert not b"".join(parts).endswith(b"0\r\n\r\n")


def test_an_old_client_gets_no_answer_whose_end_it_could_not_see(client: httpx.Client) -> None:
    """HTTP/1.0 has no chunks: a torn answer would look whole. Short answers say their length."""

    def ask(sparql: str) -> bytes:
        with connect(client, sparql, "1.0") as connection:
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)

    assert ask(LONG).startswith(b"HTTP/1.1 505 ")
    assert ask("ASK {}").endswith(b'{"head":{},"boolean":true}')


def test_many_ask_at_once_and_all_are_answered(client: httpx.Client) -> None:
    """Each gets the answer to its own question."""

    def ask(number: int) -> int:
        answer = client.get(
            "/sparql", params={"query": f"SELECT ({number} AS ?n) {{ ?s a sg:Paper }} LIMIT 1"}
        )
        return int(json.loads(answer.content)["results"]["bindings"][0]["n"]["value"])

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(200))) == list(range(200))
