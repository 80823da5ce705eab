"""A real server process, told what it may take by a file of settings."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[3]
PATIENCE = 60


@dataclass
class Service:
    """A running `sotagraph serve`, and what it has written."""

    process: subprocess.Popen[bytes]
    port: int
    written: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def log(self) -> str:
        """What it has written; the line of a request comes just after its answer."""
        time.sleep(0.3)
        return self.written.read_text()

    def memory(self) -> float:
        """Megabytes that the process has in memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1000

    def connect(self, receive_buffer: int | None = None) -> socket.socket:
        client = socket.socket()
        if receive_buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        client.settimeout(PATIENCE)
        client.connect(("127.0.0.1", self.port))
        return client

    def raw(self, sent: bytes) -> bytes:
        """What a connection answers until it is closed."""
        with self.connect() as client:
            client.sendall(sent)
            return read(client)


def read(client: socket.socket) -> bytes:
    """All that arrives until the other side closes."""
    parts = []
    try:
        while part := client.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


Serve = Callable[..., AbstractContextManager[Service]]


@pytest.fixture
def serve(garden: Path, tmp_path: Path) -> Serve:
    """Runs the service over the garden: `with serve(rate_limit=5) as service`."""

    @contextmanager
    def run(data: Path = garden, **settings: object) -> Iterator[Service]:
        config, written = tmp_path / "settings.toml", tmp_path / "stderr"
        told = {"port": 0, "data": str(data), "sparql_workers": 1, **settings}
        config.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in told.items()))
        program = [sys.executable, "-m", "api", "serve", "--config", str(config)]
        with written.open("w") as stderr, subprocess.Popen(program, cwd=ROOT, stderr=stderr) as process:
            try:
                yield Service(process, _port(written), written)
            finally:
                process.kill()

    return run


def _port(written: Path) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := re.search(r"http://\S+:(\d+)/graphql", written.read_text()):
            return int(found[1])
        time.sleep(0.05)
    raise AssertionError(written.read_text())


def ready(service: Service) -> None:
    """Wait until the service can answer."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if httpx.get(f"{service.address}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(service.log())
