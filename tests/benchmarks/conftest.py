"""What benchmarks share: papers to read, and the table that goes into BENCHMARKS.md.

A benchmark asserts nothing about time, but for how it grows (`test_hostile`). It measures beside a named
baseline in the same run, so that the ratio means something on any machine.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import pytest

from extractors.sources import discover, read
from kg import synthetic
from kg.data_directory import DataDirectory, SnapshotFolder
from kg.ingest import ingest
from kg.records import Paper
from ontology.vocabulary import load_vocabulary
from tests.api.conftest import Known
from tests.benchmarks.load import Taken

TARGET = Path(__file__).parents[2] / "BENCHMARKS.md"
#: How many papers are extracted.
PAPERS = 2_000
#: How many made-up papers the graph has that the service answers from.
PUBLISHED = 10_000
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    ours: str
    baseline: str
    theirs: str
    ratio: float


@pytest.fixture(scope="session")
def report() -> Iterator[list[Row]]:
    """Rows to append to; written between the marks of BENCHMARKS.md when all have been measured."""
    rows: list[Row] = []
    yield rows
    before, _, rest = TARGET.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = [
        BEGIN,
        "",
        f"Measured {datetime.now(UTC):%Y-%m-%d} with sotagraph {version('sotagraph')}, Python "
        f"{platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}.",
        "",
        "| what | sotagraph | baseline | takes | ratio |",
        "|---|---|---|---|---|",
        *(f"| {r.what} | {r.ours} | {r.baseline} | {r.theirs} | {r.ratio:.2f} |" for r in rows),
        "",
        END,
    ]
    TARGET.write_text(before + "\n".join(lines) + after, encoding="utf-8")


@pytest.fixture(scope="session")
def abstracts() -> tuple[str, list[Paper]]:
    """Two thousand papers and where they are from: the corpus that is named, else made-up ones."""
    corpus = os.environ.get("SOTAGRAPH_CORPUS")
    if corpus is None:
        return "made-up abstracts", [paper for paper, _ in synthetic.papers(PAPERS)]
    found = (paper for paper in read(discover([Path(corpus)]).files) if isinstance(paper, Paper))
    return "real abstracts", list(islice(found, PAPERS))


@dataclass(frozen=True, slots=True)
class Published:
    """A graph of made-up papers that is published; nobody writes to it."""

    directory: DataDirectory
    papers: int

    @property
    def snapshot(self) -> SnapshotFolder:
        """The files of what is current."""
        return self.directory.snapshot(self.directory.current_id() or "")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Ten thousand made-up papers."""
    directory = DataDirectory(tmp_path_factory.mktemp("published"))
    pairs = list(synthetic.papers(PUBLISHED))
    ingest((paper for paper, _ in pairs), Known(pairs), directory, load_vocabulary(), validate=None)
    return Published(directory, PUBLISHED)


def percentiles(work: Callable[[], object], duration: float) -> Taken:
    """How long a call takes that is made again and again for so many seconds."""
    begin, times = perf_counter(), []
    while perf_counter() < begin + duration:
        times.append(1e3 * seconds(work))
    cuts = quantiles(times, n=100)
    return Taken(cuts[49], cuts[98], len(times), [])


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start
