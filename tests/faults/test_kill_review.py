from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from pyoxigraph import RdfFormat

from kg import synthetic
from kg.data_directory import DataDirectory
from kg.ingest import ingest
from kg.queries.decisions import decisions
from kg.reader import Reader
from kg.review import Signature, undo
from ontology.vocabulary import Vocabulary
from tests.faults.workload import Known

KILLS = 6
PAPERS = 12
NOT_FACTS = ("/id/graph/decisions>", "/id/graph/history>")


def facts(directory: DataDirectory) -> set[str]:
    """Everything that readers see but decisions and history; checks that graph and catalogue agree."""
    with Reader(directory) as reader:
        snapshot = reader.snapshot()
        dump = snapshot.store.dump(format=RdfFormat.N_QUADS) or b""
        assert snapshot.catalogue.value("SELECT count(*) FROM paper") == snapshot.manifest.papers == PAPERS
    lines = dump.decode().splitlines()
    return {line for line in lines if not line.removesuffix(" .").endswith(NOT_FACTS)}


def test_who_is_killed_while_deciding_loses_no_decision_and_breaks_nothing(tmp_path: Path) -> None:
    """After every kill readers see a whole snapshot, and when all is undone the graph is what it was."""
    directory, known = DataDirectory(tmp_path / "data"), Known(PAPERS)
    papers = [paper for paper, _ in synthetic.papers(PAPERS)]
    ingest(papers, known, directory, Vocabulary(()), validate=None)
    before, moments = facts(directory), random.Random(7)  # noqa: S311
    script = Path(__file__).with_name("deciding.py")

    for turn in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, str(script), str(directory.path), str(turn)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0.1, 2))
        process.kill()
        process.communicate()
        facts(directory)

    # The next run shows what the last one has kept.
    ingest(papers, known, directory, Vocabulary(()), validate=None)
    with Reader(directory) as reader:
        kept = decisions(reader.snapshot())
    assert [row.number for row in kept] == list(range(1, len(kept) + 1))
    assert len(kept) >= KILLS
    for row in reversed(kept):
        if row.undone_by is None and row.undoes is None:
            undo(directory, row.number, Signature("Ada", "Enough.", "2026-01-02T03:04:05Z"))
    assert facts(directory) == before
