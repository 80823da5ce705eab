"""A real server on a free port, and the command line called as a user calls it."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.cli import main
from api.cli.serve import listen
from kg.data_directory import DataDirectory
from kg.ingest import ingest
from kg.records import Extraction, Paper
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary

#: Seconds that a server or a command may take, on a machine that does much else.
PATIENCE = 60


@contextmanager
def running(app: FastAPI) -> Iterator[httpx.Client]:
    """A client of the application, which a real server runs in a thread."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="websockets-sansio"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        until = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        host, port = listener.getsockname()
        with httpx.Client(base_url=f"http://{host}:{port}", timeout=PATIENCE) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def client(garden: Path) -> Iterator[httpx.Client]:
    """A client of the service over the garden."""
    with running(create_app(garden)) as found:
        until = time.monotonic() + PATIENCE
        while found.get("/readyz").status_code != 200 and time.monotonic() < until:
            time.sleep(0.05)
        yield found


class Known:
    """Knows what the synthetic papers say."""

    def __init__(self, pairs: list[tuple[Paper, Extraction]]) -> None:
        self._extractions = {paper.title: extraction for paper, extraction in pairs}
        self.identity = pairs[0][1].extractor

    def map(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        return (self._extractions[paper.title] for paper in papers)


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def read_once() -> Callable[[], Vocabulary]:
    """The shipped vocabularies, which take two seconds to read, read once for all commands."""
    return cache(load_vocabulary)


@pytest.fixture
def cli(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    read_once: Callable[[], Vocabulary],
) -> Run:
    """Run the command line in this process."""
    monkeypatch.setattr("ontology.vocabulary.load_vocabulary", read_once)
    # What workers do is tested once; to start some for each command would take longer than the commands.
    monkeypatch.setenv("SOTAGRAPH_WORKERS", "1")

    def run(*arguments: object) -> Done:
        code = main([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run the command line as a process of its own, where the network, signals or streams matter."""

    def run(*arguments: object, **settings: object) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "api", *map(str, arguments)],
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "HOME": str(tmp_path), "COLUMNS": "100"},
            **settings,  # type: ignore[call-overload]
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(client: httpx.Client) -> Ask:
    """Ask the garden in GraphQL, with variables as keyword arguments; gives the whole answer."""

    def ask(query: str, **variables: object) -> dict[str, Any]:
        # Written here and not by httpx, which refuses lone surrogates before the service sees them.
        body = json.dumps({"query": query, "variables": variables})
        answer = client.post("/graphql", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    return ask


@pytest.fixture(scope="session")
def publish() -> Callable[..., str]:
    """Ingests papers with what is known of them, and gives the id of the snapshot."""

    def publish(data: Path, pairs: list[tuple[Paper, Extraction]], *concepts: Concept) -> str:
        found, directory = (paper for paper, _ in pairs), DataDirectory(data)
        summary = ingest(found, Known(pairs), directory, Vocabulary(concepts), validate=None)
        assert summary.snapshot
        return summary.snapshot

    return publish


@pytest.fixture(scope="session")
def serving() -> Callable[[FastAPI], AbstractContextManager[httpx.Client]]:
    """Runs an application of the test's own: `with serving(app) as client`."""
    return running


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that writes down who calls: its address, and the calls."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 - named by http.server

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", calls
    server.shutdown()
    server.server_close()
    thread.join()
