"""What strangers may try, over real sockets against a real server."""

from __future__ import annotations

import time

import httpx
import pytest

from tests.api.transport.conftest import Serve, read, ready

GRAPHQL = {"query": "{ statistics { papers } }"}
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.mark.parametrize("path", ["/graphql", "/sparql"])
def test_ten_megabytes_are_refused_and_not_kept(serve: Serve, path: str) -> None:
    """Twenty bodies of 10 MB are 413, and the process does not grow by two of them."""
    kind = "application/json" if path == "/graphql" else "application/sparql-query"
    with serve() as service, httpx.Client(base_url=service.address, timeout=60) as client:
        ready(service)

        def send() -> httpx.Response:
            return client.post(path, content=b"#" * 10_000_000, headers={"content-type": kind})

        send()
        before = service.memory()
        answers = [send() for _ in range(20)]
        grown = service.memory() - before
        after = client.post("/graphql", json=GRAPHQL).status_code

    assert {answer.status_code for answer in answers} == {413}
    assert "larger than 1,000,000 bytes" in answers[0].json()["errors"][0]["message"]
    assert grown < 20
    assert after == 200


def test_headers_cannot_be_forged(serve: Serve) -> None:
    """Neither an answer's header nor a log line can be made by what a client sends."""
    with serve(log_format="json") as service:
        ready(service)
        injected = "a%0d%0aset-cookie:%20x=1"
        answers = [
            service.raw(
                b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-request-id: "
                + name
                + b"\r\n\r\n"
            )
            for name in (b"a\tb", b"a b", b"x" * 65, injected.encode(), b"\xff", b"")
        ]
        hosts = service.raw(b"GET / HTTP/1.1\r\nhost: evil\r\n set-cookie: x\r\nconnection: close\r\n\r\n")
        paths = service.raw(
            b"GET /nope%0a%7b%22event%22:%22forged%22%7d HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
            b"x-forwarded-for: 6.6.6.6\r\n\r\n"
        )
        log = service.log()

    for answer in answers:
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"set-cookie" not in answer.lower()
        (name,) = [line for line in answer.split(b"\r\n") if line.startswith(b"x-request-id: ")]
        assert len(name) == len("x-request-id: ") + 16
    assert b"set-cookie" not in hosts.lower()
    assert paths.startswith(b"HTTP/1.1 404")
    assert "forged" not in log
    assert "6.6.6.6" not in log


def test_slow_clients_are_let_go(serve: Serve) -> None:
    """Headers and bodies that trickle in end at their deadlines; the body's is answered with 408."""
    with serve(header_deadline=1, body_deadline=1) as service:
        ready(service)
        with service.connect() as silent, service.connect() as heading, service.connect() as sending:
            begun = time.monotonic()
            heading.sendall(b"GET / HTTP/1.1\r\nhost: ")
            sending.sendall(
                b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                b"content-length: 90\r\n\r\n{"
            )
            for _ in range(4):
                time.sleep(0.2)
                heading.sendall(b"x")
                sending.sendall(b" ")
            answers = read(silent), read(heading), read(sending)
            took = time.monotonic() - begun

    assert answers[:2] == (b"", b"")
    assert answers[2].startswith(b"HTTP/1.1 408")
    assert took < 10


def test_empty_lines_do_not_keep_a_connection(serve: Serve) -> None:
    """Nor does the rest of a body that nobody reads."""
    with serve(header_deadline=1) as service:
        ready(service)
        with service.connect() as client:
            begun = time.monotonic()
            client.sendall(b"POST /nope HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n")
            try:
                while time.monotonic() < begun + 20:
                    client.sendall(b"x")
                    time.sleep(0.1)
            except OSError:
                pass
            took = time.monotonic() - begun

    assert took < 10


def test_a_client_that_does_not_read_is_cut_off(serve: Serve) -> None:
    """It holds neither memory nor a worker; the next one is answered, and one clean line tells of it."""
    with serve(send_deadline=1, sparql_deadline=20, log_format="json") as service:
        ready(service)
        with service.connect(receive_buffer=4096) as client:
            query = str(httpx.QueryParams({"query": LONG})).encode()
            client.sendall(b"GET /sparql?" + query + b" HTTP/1.1\r\nhost: x\r\naccept: text/csv\r\n\r\n")
            begun = time.monotonic()
            answer = httpx.get(f"{service.address}/sparql", params={"query": "ASK {}"}, timeout=60)
            took = time.monotonic() - begun
            memory = service.memory()
        log = service.log()

    assert answer.status_code == 200
    assert took < 10
    assert memory < 400
    assert log.count("answer cut off") == 1
    assert "Exception in ASGI" not in log
    assert "without completing" not in log


def test_five_hundred_silent_connections_hinder_nobody(serve: Serve) -> None:
    """Beyond the number that may be open, the next one is told so."""
    with serve(max_connections=510) as service:
        ready(service)
        silent = [service.connect() for _ in range(500)]
        try:
            begun = time.monotonic()
            codes = [httpx.post(f"{service.address}/graphql", json=GRAPHQL).status_code for _ in range(5)]
            took = time.monotonic() - begun
            silent += [service.connect() for _ in range(10)]
            refused = service.raw(b"")
        finally:
            for client in silent:
                client.close()

    assert codes == [200] * 5
    assert took < 5
    assert refused.startswith(b"HTTP/1.1 503")
    assert b"retry-after: 5" in refused


def test_huge_headers_are_431(serve: Serve) -> None:
    """Whether it is one, or many, or the address, and also if they never end."""
    with serve(max_headers=2000) as service:
        ready(service)
        ends = [
            service.raw(b"GET / HTTP/1.1\r\nhost: x\r\na: " + b"x" * 3000 + b"\r\n\r\n"),
            service.raw(b"GET / HTTP/1.1\r\nhost: x\r\n" + b"a: b\r\n" * 1000 + b"\r\n"),
            service.raw(b"GET /?" + b"x" * 3000 + b" HTTP/1.1\r\nhost: x\r\n\r\n"),
        ]
        before = service.memory()
        with service.connect() as client:
            client.sendall(b"GET / HTTP/1.1\r\nhost: x\r\na: ")
            sent = 0
            try:
                while sent < 50_000_000:
                    sent += client.send(b"x" * 65536)
            except OSError:
                pass
        grown = service.memory() - before

    assert [end[:12] for end in ends] == [b"HTTP/1.1 431"] * 3
    assert sent < 20_000_000
    assert grown < 20


@pytest.mark.parametrize(
    "sent", [b"BREW / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/9.9\r\n\r\n"]
)
def test_what_is_no_http_is_400(serve: Serve, sent: bytes) -> None:
    """And the connection is closed."""
    with serve() as service:
        ready(service)
        assert service.raw(sent).startswith(b"HTTP/1.1 400")


def test_unknown_methods_are_refused_and_counted_as_one(serve: Serve) -> None:
    """So are paths: what strangers make up is no label."""
    with serve() as service, httpx.Client(base_url=service.address) as client:
        ready(service)
        codes = [client.request(method, "/sparql").status_code for method in ("PROPFIND", "DELETE", "TRACE")]
        for number in range(20):
            client.get(f"/made-up-{number}")
        client.get("/static/%2e%2e/%2e%2e/app.py")
        metrics = client.get("/metrics").text

    assert codes == [405, 405, 405]
    assert 'method="other",route="/sparql"' in metrics
    assert 'method="GET",route="other",status="404"} 20.0' in metrics
    assert "made-up" not in metrics
    assert "PROPFIND" not in metrics
