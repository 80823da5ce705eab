"""What stays open: websockets and streams of events, over a real server process."""

from __future__ import annotations

import json
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from api.cli import main
from tests.api.transport.conftest import PATIENCE, Serve, Service, ready

PUBLISHED = "subscription { snapshotPublished { id papers created } }"
EVENTS = {"accept": "text/event-stream"}


@contextmanager
def socket(service: Service, **settings: Any) -> Iterator[ClientConnection]:
    """A websocket that the service has acknowledged."""
    address = f"ws://127.0.0.1:{service.port}/graphql"
    with connect(address, subprotocols=["graphql-transport-ws"], **settings) as found:  # type: ignore[list-item]
        found.send(json.dumps({"type": "connection_init"}))
        assert receive(found) == {"type": "connection_ack"}
        yield found


def let_in(service: Service) -> None:
    """Wait until a websocket is taken again."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with socket(service):
                return
        except InvalidStatus:
            time.sleep(0.1)
    raise AssertionError


def receive(found: ClientConnection) -> Any:
    return json.loads(found.recv(PATIENCE))


def subscribe(found: ClientConnection, query: str, name: str = "1") -> Any:
    """What is answered first."""
    found.send(json.dumps({"id": name, "type": "subscribe", "payload": {"query": query}}))
    return receive(found)


def closed(found: ClientConnection) -> tuple[int, str]:
    """Why the service has closed a websocket."""
    with suppress(ConnectionClosed):
        while True:
            found.recv(PATIENCE)
    assert found.close_code is not None
    return found.close_code, found.close_reason or ""


def listening(service: Service) -> AbstractContextManager[httpx.Response]:
    """A stream of events."""
    address = f"{service.address}/graphql"
    return httpx.stream("POST", address, json={"query": PUBLISHED}, headers=EVENTS, timeout=PATIENCE)


def test_a_hundred_listen_and_hear_of_a_new_snapshot(serve: Serve, garden: Path, tmp_path: Path) -> None:
    """Without a key; each is told the snapshot that is current, and then the next one."""
    data = tmp_path / "data"
    shutil.copytree(garden, data)
    with serve(data) as service, ExitStack() as stack:
        sockets = [stack.enter_context(socket(service)) for _ in range(10)]
        first = [subscribe(each, PUBLISHED, str(n)) for each in sockets for n in range(10)]
        beyond = subscribe(sockets[0], PUBLISHED, "11")
        assert main(["remove", "arxiv:2401.00001", "--data", str(data)]) == 0
        second = [receive(each) for each in sockets for _ in range(10)]

    told = [each["payload"]["data"]["snapshotPublished"] for each in first]
    assert {each["papers"] for each in told} == {2}
    assert beyond["payload"][0]["message"] == "Subscription limit reached"
    assert {each["payload"]["data"]["snapshotPublished"]["papers"] for each in second} == {1}


def test_only_subscriptions_are_answered(serve: Serve) -> None:
    """Queries and mutations have limits of their own, which a stream would lead around."""
    mutation = 'mutation { undo(input: {decision: 1, why: "x"}) { number } }'
    with serve() as service, socket(service) as found:
        by_socket = [subscribe(found, query)["payload"] for query in ("{ __typename }", mutation)]
        by_events = httpx.post(f"{service.address}/graphql", json={"query": mutation}, headers=EVENTS).text

    assert [errors[0]["extensions"]["code"] for errors in by_socket] == ["QueryInvalid"] * 2
    assert "only subscriptions are answered" in by_events
    assert '"number"' not in by_events


def test_so_many_streams_are_open_at_a_time(serve: Serve) -> None:
    """Others are refused with 503 and may come when one has ended."""
    with serve(max_streams=2) as service:
        with (
            socket(service),
            listening(service) as events,
        ):
            lines = events.iter_lines()  # kept: its end would be the end of the stream
            assert next(lines) == "event: next"
            with pytest.raises(InvalidStatus) as refused, socket(service):
                pass
            beyond = httpx.post(f"{service.address}/graphql", json={"query": PUBLISHED}, headers=EVENTS)
        let_in(service)

    assert refused.value.response.status_code == 503
    assert (beyond.status_code, beyond.headers["retry-after"]) == (503, "60")


def test_one_address_has_only_so_many_streams(serve: Serve) -> None:
    """Others still get theirs; whose place an ended one had may come again."""
    with serve(max_streams_per_address=1, trusted_proxies=["127.0.0.1"]) as service:
        other = {"additional_headers": {"x-forwarded-for": "192.0.2.7"}}
        with socket(service):
            with pytest.raises(InvalidStatus) as refused, socket(service):
                pass
            with socket(service, **other), pytest.raises(InvalidStatus) as also, socket(service, **other):
                pass
        let_in(service)

    assert refused.value.response.status_code == also.value.response.status_code == 429


def test_messages_count_as_requests(serve: Serve) -> None:
    """An address gets no further by websocket than by requests."""
    with serve(rate_limit=20) as service, socket(service) as found:
        for _ in range(30):
            found.send(json.dumps({"type": "ping"}))
        why = closed(found)
        after = httpx.post(f"{service.address}/graphql", json={"query": "{ __typename }"})

    assert why == (4429, "Too many messages.")
    assert after.status_code == 429


def test_a_stream_ends_in_time(serve: Serve) -> None:
    """A subscription by itself, then the websocket that nobody asks anything any more."""
    with serve(stream_lifetime=1) as service, socket(service) as found:
        assert subscribe(found, PUBLISHED)["type"] == "next"
        assert receive(found) == {"id": "1", "type": "complete"}
        assert closed(found) == (1001, "Connect again.")


def test_streams_end_when_the_service_stops(serve: Serve) -> None:
    """Both are told so; nobody waits for the patience that requests in flight have."""
    with serve(stop_patience=30) as service:
        ready(service)
        with (
            socket(service) as found,
            listening(service) as events,
        ):
            assert subscribe(found, PUBLISHED)["type"] == "next"
            lines = events.iter_lines()
            assert next(lines) == "event: next"
            service.process.send_signal(signal.SIGTERM)
            rest = list(lines)
            why = closed(found)
        begun = time.monotonic()
        code = service.process.wait(PATIENCE)

    assert (code, why[0]) == (0, 1012)
    assert "event: complete" in rest
    assert time.monotonic() - begun < 15


def test_a_message_that_is_too_long_ends_the_websocket(serve: Serve) -> None:
    """As does one that comes from a page of another origin before it begins."""
    with serve() as service:
        with socket(service) as found:
            found.send("x" * 300_000)
            why = closed(found)
        with pytest.raises(InvalidStatus) as refused, socket(service, origin="https://elsewhere.example"):
            pass

    assert why[0] == 1009
    assert refused.value.response.status_code == 403
