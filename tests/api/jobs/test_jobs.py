"""Ingest through the API: jobs in processes of their own, followed, cancelled, and outliving the service."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from api.app import create_app
from api.cli import main
from api.jobs import Job, JobDesk, JobRefused
from api.keys import KeyRing, Scope
from kg.data_directory import DataDirectory
from kg.reader import Reader
from kg.store.lock import writer_lock
from tests.api.conftest import PATIENCE, running
from tests.jsonl import write_jsonl

PAPER = {
    "title": "ZorpNet",
    "abstract": "We propose ZorpNet for image generation. On CIFAR-10, ZorpNet reaches an FID of 1.91.",
    "date": "2024-03-12",
    "arxiv": "2403.01234",
}
INGEST = """
mutation Ingest($papers: [PaperInput!]!, $name: String) {
  ingest(input: {papers: $papers, clientMutationId: $name}) { clientMutationId job { id state by papers } }
}
"""
JOB = "query Job($id: ID!) { job(id: $id) { state done new failed snapshot errors { code message where } } }"
PROGRESS = "subscription Follow($id: ID!) { jobProgress(id: $id) { state } }"
Ask = Callable[..., Any]


@contextmanager
def service(data: Path) -> Iterator[tuple[httpx.Client, Ask]]:
    """A service over a data directory, and how to ask it with a key of the scope `ingest`."""
    ring = KeyRing(DataDirectory(data))
    _, secret = ring.create(f"loader {len(ring.all())}", [Scope.INGEST])
    with running(create_app(data)) as client:
        client.headers["authorization"] = f"Bearer {secret}"

        def ask(query: str, **variables: object) -> Any:
            return client.post("/graphql", json={"query": query, "variables": variables}).json()

        yield client, ask


def ended(ask: Ask, job: str) -> Any:
    """The job when it has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = ask(JOB, id=job)["data"]["job"]
        if found["state"] not in {"QUEUED", "RUNNING"}:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_papers_come_in_by_a_job_that_outlives_the_service(tmp_path: Path) -> None:
    """It is asked for at one service and ends at the next; a wrong paper is named, the good one is there."""
    wrong = PAPER | {"title": "Nothing", "abstract": " ", "arxiv": None}
    with service(tmp_path) as (_, ask):
        job = ask(INGEST, papers=[PAPER, wrong], name="first")["data"]["ingest"]["job"]
        assert (job["state"], job["by"], job["papers"]) == ("QUEUED", "loader 0", 2)

    with service(tmp_path) as (_, ask):
        done = ended(ask, job["id"])
        found = ask('{ methods(reports: {metric: "FID", dataset: "CIFAR-10"}) { edges { node { label } } } }')
        jobs = ask("{ jobs { id state } }")["data"]["jobs"]

    assert (done["state"], done["new"], done["failed"]) == ("DONE", 1, 1)
    assert done["errors"] == [
        {
            "code": "RecordInvalid",
            "message": "The record has no text as its abstract.",
            "where": "papers[1]",
        }
    ]
    assert found["data"]["methods"]["edges"] == [{"node": {"label": "ZorpNet"}}]
    assert jobs == [{"id": job["id"], "state": "DONE"}]


def test_a_request_that_is_sent_again_is_the_same_job(tmp_path: Path) -> None:
    """By the name that the client gave it; another request of that name is refused."""
    with service(tmp_path) as (_, ask):
        first = ask(INGEST, papers=[PAPER], name="once")["data"]["ingest"]["job"]["id"]
        again = ask(INGEST, papers=[PAPER], name="once")["data"]["ingest"]["job"]["id"]
        other = ask(INGEST, papers=[PAPER | {"date": None}], name="once")["errors"][0]
        state = ask("mutation Cancel($id: ID!) { cancelJob(id: $id) { job { state } } }", id=first)
        done = ended(ask, first)

    assert first == again
    assert (other["extensions"]["code"], other["extensions"]["field"]) == ("JobRefused", "clientMutationId")
    assert "errors" not in state
    assert done["state"] == "CANCELLED"


def test_a_job_that_came_to_nothing_is_done_when_it_is_asked_for_again(tmp_path: Path) -> None:
    """By the same name and papers; one that is cancelled as it begins is cancelled and has not failed."""
    desk = JobDesk(DataDirectory(tmp_path))
    first = desk.submit([PAPER], "someone", "once")
    desk.cancel(first.id)
    cancelled = _ended(desk, first.id)
    desk.submit([PAPER], "someone", "once")
    done = _ended(desk, first.id)
    again = desk.submit([PAPER], "someone", "once")

    assert (cancelled.state, cancelled.errors) == ("cancelled", ())
    assert (done.state, done.new) == ("done", 1)
    assert again == done


def test_jobs_queue_and_give_what_the_command_line_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two with many authors, handed in one after the other, make the graph that one file of them makes."""
    monkeypatch.setenv("SOTAGRAPH_MODEL", "none")  # both follow it, and it is quicker
    papers = [
        PAPER | {"title": f"Zorp {n}", "arxiv": f"2403.{n:05}", "authors": [f"Ada {a}" for a in range(60)]}
        for n in range(30)
    ]
    with service(tmp_path / "api") as (_, ask):
        answers = [ask(INGEST, papers=part) for part in (papers[:20], papers[20:])]
        done = [ended(ask, answer["data"]["ingest"]["job"]["id"]) for answer in answers]
    file = write_jsonl(tmp_path / "papers.jsonl", papers)
    assert main(["ingest", str(file), "--data", str(tmp_path / "cli"), "--workers", "1"]) == 0

    assert [(job["state"], job["new"], job["errors"]) for job in done] == [("DONE", 20, []), ("DONE", 10, [])]
    assert _quads(tmp_path / "api") == _quads(tmp_path / "cli")


def _quads(data: Path) -> set[str]:
    with Reader(DataDirectory(data)) as reader:
        return set(map(str, reader.snapshot().store))


def _ended(desk: JobDesk, name: str) -> Job:
    until = time.monotonic() + PATIENCE
    while not desk.get(name).state.ended and time.monotonic() < until:
        time.sleep(0.05)
    return desk.get(name)


def test_a_job_whose_process_is_killed_has_failed(tmp_path: Path) -> None:
    """It does not run for ever."""
    desk = JobDesk(DataDirectory(tmp_path))
    job = desk.submit([PAPER], "someone")
    os.kill(int((tmp_path / "jobs" / job.id / "pid").read_text()), signal.SIGKILL)

    found = _ended(desk, job.id)

    assert (found.state, found.errors[-1].code) == ("failed", "JobDied")


def test_jobs_are_followed_by_events_and_by_websocket(tmp_path: Path) -> None:
    """Each tells how far the job is until it has ended, and then ends itself."""
    with service(tmp_path) as (client, ask):
        job = ask(INGEST, papers=[PAPER])["data"]["ingest"]["job"]["id"]
        key = client.headers["authorization"]
        by_socket = asyncio.run(_follow(client.base_url, key, job))
        events = client.post(
            "/graphql",
            json={"query": PROGRESS, "variables": {"id": job}},
            headers={"accept": "text/event-stream"},
        ).text
        refused = asyncio.run(_follow(client.base_url, "Bearer nothing", job))

    assert by_socket[-1] == "DONE"
    assert set(by_socket) <= {"QUEUED", "RUNNING", "DONE"}
    assert '"state": "DONE"' in events or '"state":"DONE"' in events
    assert "event: complete" in events
    assert refused == ["Unauthenticated"]


def test_who_follows_a_job_is_cut_off_when_the_key_is_revoked(tmp_path: Path) -> None:
    """Within a second, also while nothing happens."""
    with service(tmp_path) as (client, ask), writer_lock(DataDirectory(tmp_path)):
        job = ask(INGEST, papers=[PAPER])["data"]["ingest"]["job"]["id"]
        body = {"query": PROGRESS, "variables": {"id": job}}
        with client.stream("POST", "/graphql", json=body, headers={"accept": "text/event-stream"}) as events:
            lines = events.iter_lines()
            assert next(lines) == "event: next"
            KeyRing(DataDirectory(tmp_path)).revoke("loader 0")
            rest = "".join(lines)

    assert '"Unauthenticated"' in rest
    assert "event: complete" in rest
    JobDesk(DataDirectory(tmp_path)).cancel(job)


async def _follow(url: httpx.URL, key: str, job: str) -> list[str]:
    """The states of a job, or the code of the error."""
    seen = []
    address = f"ws://{url.host}:{url.port}/graphql"
    async with connect(address, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
        await socket.send(json.dumps({"type": "connection_init", "payload": {"Authorization": key}}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        payload = {"query": PROGRESS, "variables": {"id": job}}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        while True:
            message = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
            if message["type"] == "next" and message["payload"].get("data"):
                seen.append(message["payload"]["data"]["jobProgress"]["state"])
            elif message["type"] in {"next", "error"}:
                errors = message["payload"]["errors"] if message["type"] == "next" else message["payload"]
                return [error["extensions"]["code"] for error in errors]
            elif message["type"] == "complete":
                return seen


@pytest.mark.parametrize("query", ["{ jobs { id } }", INGEST, "{ job(id: 1) { id } }"])
def test_jobs_are_for_those_with_a_key(tmp_path: Path, query: str) -> None:
    """Also to look at: they tell who loads what."""
    with running(create_app(tmp_path)) as client:
        answer = client.post("/graphql", json={"query": query, "variables": {"papers": []}}).json()

    assert answer["errors"][0]["extensions"]["code"] == "Unauthenticated"


def test_large_variables_are_read_for_those_with_a_key_alone(tmp_path: Path) -> None:
    """It takes a tenth of a second, which strangers could ask for all day."""
    many = {"papers": [PAPER | {"authors": ["Ada Ito"] * 50}] * 30}
    with running(create_app(tmp_path)) as client:
        answer = client.post("/graphql", json={"query": INGEST, "variables": many}).json()

    assert answer["errors"][0]["extensions"]["code"] == "QueryTooLarge"


def test_too_many_papers_and_none_are_refused(tmp_path: Path) -> None:
    """With how many a job may have; nothing is kept."""
    desk = JobDesk(DataDirectory(tmp_path))
    for count in (0, 1_001):
        with pytest.raises(JobRefused, match="Give 1 to 1,000 papers a job"):
            desk.submit([PAPER] * count, "someone")
    assert desk.all() == []


def test_what_is_no_job_names_no_file(tmp_path: Path) -> None:
    """An id leads nowhere but to a job."""
    with service(tmp_path) as (_, ask):
        for name in ("../../etc", "0" * 16, "", "turn"):
            (error,) = ask(JOB, id=name)["errors"]
            assert error["extensions"]["code"] == "NameUnknown"
