"""Log lines, metrics, health, and how the service stops."""

from __future__ import annotations

import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.api.transport.conftest import PATIENCE, Serve, ready

ENDLESS = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}


def test_a_request_is_one_line_without_its_query(serve: Serve) -> None:
    """It has the id that the client gave, which the answer has too."""
    with serve(log_format="json") as service:
        ready(service)
        answer = httpx.get(
            f"{service.address}/sparql",
            params={"query": "ASK { <x:secret> ?b ?c }"},
            headers={"x-request-id": "mine-1"},
        )
        log = service.log()

    (line,) = [json.loads(line) for line in log.splitlines() if "mine-1" in line]
    assert answer.headers["x-request-id"] == line["request_id"] == "mine-1"
    assert (line["method"], line["route"], line["status"]) == ("GET", "/sparql", 200)
    assert line["bytes"] == len(answer.content)
    assert line["client"] == "127.0.0.1"
    assert 0 < line["seconds"] < 60
    assert "secret" not in log


def test_requests_need_not_be_logged(serve: Serve) -> None:
    """Where a proxy does it."""
    with serve(log_requests=False) as service:
        ready(service)
        log = service.log()

    assert "route=" not in log


def test_metrics_tell_of_requests_workers_and_the_snapshot(serve: Serve) -> None:
    """A query that was ended is counted by its reason."""
    with serve(sparql_deadline=1) as service:
        ready(service)
        httpx.get(f"{service.address}/sparql", params=ENDLESS, timeout=60)
        text = httpx.get(f"{service.address}/metrics").text

    assert 'sotagraph_http_requests_total{method="GET",route="/sparql",status="504"} 1.0' in text
    assert 'sotagraph_http_request_seconds_count{route="/sparql"} 1.0' in text
    assert 'sotagraph_sparql_ended_total{reason="deadline"} 1.0' in text
    assert "sotagraph_sparql_workers " in text
    assert "sotagraph_papers 2.0" in text
    assert "sotagraph_snapshot_age_seconds " in text
    assert "sotagraph_http_requests_in_flight 1.0" in text


def test_alive_is_not_ready(serve: Serve, tmp_path: Path) -> None:
    """Before the first publication the process is well, and cannot answer."""
    with serve(data=tmp_path / "nothing") as service:
        until = time.monotonic() + PATIENCE
        alive = None
        while alive is None and time.monotonic() < until:
            try:
                alive = httpx.get(f"{service.address}/healthz")
            except httpx.TransportError:
                time.sleep(0.05)
        unready = httpx.get(f"{service.address}/readyz")

    assert alive is not None
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (unready.status_code, unready.json()["status"]) == (503, "empty")


def test_a_stop_loses_no_request(serve: Serve) -> None:
    """While it waits it is not ready; the query in flight gets its answer, and the exit code is 0."""
    with serve(stop_delay=1, stop_patience=30, sparql_deadline=4) as service, ThreadPoolExecutor() as threads:
        ready(service)
        slow = threads.submit(httpx.get, f"{service.address}/sparql", params=ENDLESS, timeout=60)
        while "sotagraph_sparql_workers_busy 1.0" not in httpx.get(f"{service.address}/metrics").text:
            time.sleep(0.05)
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        unready = httpx.get(f"{service.address}/readyz")
        answer = slow.result()
        code = service.process.wait(PATIENCE)

    assert (unready.status_code, unready.json()["status"]) == (503, "stopping")
    assert answer.status_code == 504
    assert "ended after 4 seconds" in answer.text
    assert code == 0


def test_a_stop_does_not_wait_for_ever(serve: Serve) -> None:
    """What is in flight beyond the patience is ended."""
    with serve(stop_patience=1, sparql_deadline=50) as service, ThreadPoolExecutor() as threads:
        ready(service)
        slow = threads.submit(httpx.get, f"{service.address}/sparql", params=ENDLESS, timeout=60)
        while "sotagraph_sparql_workers_busy 1.0" not in httpx.get(f"{service.address}/metrics").text:
            time.sleep(0.05)
        begun = time.monotonic()
        service.process.send_signal(signal.SIGTERM)
        code = service.process.wait(PATIENCE)
        took = time.monotonic() - begun
        slow.exception()

    assert code == 0
    assert took < 20
