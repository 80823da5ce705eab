"""Clients that ask the same question over and over, in a process of their own.

    python -m tests.benchmarks.load HOST PORT PATH CLIENTS SECONDS < body

Each client is a thread with one connection. One line of JSON comes out when the time is over: how long each
answer took in seconds, and what was wrong with answers that were no whole answers.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from statistics import quantiles
from time import perf_counter

#: For how long answers are not counted, in seconds: caches fill and files are opened.
WARM = 1.0
#: How many faults are told.
TOLD = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """How long answers took: median and 99th percentile, in milliseconds, and what was wrong with them."""

    median: float
    p99: float
    answers: int
    faults: list[str]

    def __str__(self) -> str:
        return f"{self.median:.1f} ms (p99 {self.p99:.1f} ms)"


class Load:
    """Clients that ask until their time is over; they begin at once."""

    def __init__(self, address: tuple[str, int], path: str, body: str, clients: int, seconds: float) -> None:
        arguments = [address[0], str(address[1]), path, str(clients), str(seconds)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.load", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(body)
        self._process.stdin.close()

    def taken(self) -> Taken:
        """Wait until the time is over."""
        assert self._process.stdout is not None
        found = json.loads(self._process.stdout.read())
        self._process.stdout.close()
        assert self._process.wait() == 0
        times = [1e3 * each for each in found["seconds"]]
        assert times, found["faults"]
        cuts = quantiles(times, n=100)
        return Taken(cuts[49], cuts[98], len(times), found["faults"])


def _client(
    address: tuple[str, int], path: str, body: bytes, seconds: float
) -> tuple[list[float], list[str]]:
    connection = HTTPConnection(*address, timeout=60)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    headers = {"content-type": "application/json"}
    times: list[float] = []
    faults: list[str] = []
    begin = perf_counter()
    while (start := perf_counter()) < begin + WARM + seconds:
        try:
            connection.request("POST" if body else "GET", path, body or None, headers)
            response = connection.getresponse()
            content = response.read()
        except (OSError, HTTPException) as error:
            faults.append(repr(error))
            connection.close()
            continue
        end = perf_counter()
        fault = None if response.status == 200 else f"{response.status} {content[:200]!r}"
        fault = fault or _torn(content)
        if fault:
            faults.append(fault)
        if start > begin + WARM:
            times.append(end - start)
    return times, faults


def _torn(content: bytes) -> str | None:
    """What is wrong with the answer: an error, or a list that is not as long as it says."""
    answer = json.loads(content)
    if "errors" in answer:
        return str(answer["errors"])[:200]
    methods = answer.get("data", answer)["methods"]
    if len(methods["edges"]) != min(methods["totalCount"], 100):
        return f"{len(methods['edges'])} of {methods['totalCount']}"
    return None


def main() -> None:
    """Ask, and tell how long it took."""
    host, port, path, clients, seconds = sys.argv[1:]
    body = sys.stdin.buffer.read()
    with ThreadPoolExecutor(int(clients)) as threads:
        work = [
            threads.submit(_client, (host, int(port)), path, body, float(seconds))
            for _ in range(int(clients))
        ]
        done = [each.result() for each in work]
    faults = [fault for _, each in done for fault in each]
    json.dump({"seconds": [t for times, _ in done for t in times], "faults": faults[:TOLD]}, sys.stdout)


if __name__ == "__main__":
    main()
