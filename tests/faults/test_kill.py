from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.data_directory import DataDirectory
from kg.errors import StoreEmpty
from kg.reader import Reader

KILLS = 20
# The round that gives all papers; see workload.py.
LAST = 99


class Server:
    """The process that forks a run for each request."""

    def __init__(self) -> None:
        workload = Path(__file__).with_name("workload.py")
        self._process = subprocess.Popen(
            [sys.executable, str(workload), "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._line() == "ready"

    def run(self, directory: DataDirectory, turn: int, kill_after: float | None = None) -> int:
        """Run one ingest, kill it after so many seconds if asked, and give its exit code."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{directory.path} {turn}\n")
        self._process.stdin.flush()
        pid = int(self._line())
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return int(self._line())

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that ends with the test."""
    server = Server()
    yield server
    server.close()


def look(directory: DataDirectory) -> dict[str, int] | None:
    """How many quads each paper's graph has, or None before the first publication; checks that all agree."""
    with Reader(directory) as reader:
        try:
            snapshot = reader.snapshot()
        except StoreEmpty:
            return None
        dump = snapshot.store.dump(format=RdfFormat.N_QUADS)
        assert dump is not None
        graphs = Counter(line.rsplit(" ", 2)[-2] for line in dump.decode().splitlines())
        of_papers = {graph: count for graph, count in graphs.items() if "/paper/" in graph}
        assert len(of_papers) == snapshot.manifest.papers
        assert snapshot.catalogue.value("SELECT count(*) FROM paper") == snapshot.manifest.papers
        return of_papers


def quads(directory: DataDirectory) -> list[str]:
    """Everything that readers see, sorted."""
    with Reader(directory) as reader:
        dump = reader.snapshot().store.dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    return sorted(dump.decode().splitlines())


def test_killed_runs_leave_readers_a_whole_snapshot_and_the_next_run_all_it_needs(
    server: Server, tmp_path: Path
) -> None:
    """Twenty runs are killed at moments spread over all they do; the last, undisturbed, makes up for them.

    Every round brings new papers and changes some, so that each killed run was at work. Whatever a
    reader sees holds each paper's graph with as many quads as in a store whose runs were never killed.
    """
    undisturbed = DataDirectory(tmp_path / "undisturbed")
    began = time.monotonic()
    assert server.run(undisturbed, LAST) == 0
    window = time.monotonic() - began
    whole = look(undisturbed)
    assert whole is not None
    moments = random.Random(7)  # noqa: S311
    directory = DataDirectory(tmp_path / "killed")

    codes = []
    seen = 0
    for turn in range(KILLS):
        codes.append(server.run(directory, turn, kill_after=moments.uniform(0, window)))
        # How long a run takes depends on what the killed ones before it have left, and on the machine.
        window *= 0.6 if codes[-1] == 0 else 1.2
        graphs = look(directory)
        if graphs is None:
            assert seen == 0
            continue
        assert graphs.items() <= whole.items()
        assert len(graphs) >= seen
        seen = len(graphs)

    assert server.run(directory, LAST) == 0
    assert quads(directory) == quads(undisturbed)
    assert codes.count(-signal.SIGKILL) >= KILLS // 2
    assert seen > 0
