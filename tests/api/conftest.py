"""A real server on a free port, and the command line called as a user calls it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.cli import main

#: Seconds that a server or a command may take, on a machine that does much else.
PATIENCE = 60


@contextmanager
def running(app: FastAPI) -> Iterator[httpx.Client]:
    """A client of the application, which a real server runs in a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none"))
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
        yield found


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process."""

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
