"""Runs ingests of made-up papers in processes of their own, to be killed or starved from outside.

    workload.py serve             reads lines `DATA ROUND`; forks a run for each, prints pid, then status
    workload.py starve PLACE      ingests on a small disk that it mounts there, and prints what came of it
    workload.py undisturbed PLACE ingests there, and prints what came of it
    workload.py forbidden PLACE   ingests where it may not write, and prints what came of it

Modules are imported once, so that a run begins at once and most kills hit it at work.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import RdfFormat

from kg import synthetic
from kg.data_directory import DataDirectory
from kg.errors import SotagraphError
from kg.ingest import ingest
from kg.reader import Reader
from kg.records import Extraction, Paper
from kg.store.snapshots import prune
from ontology.vocabulary import Vocabulary

PAPERS = 30
PUBLISH_EVERY = 8
LAST = 99
# By how many KB there is more room on the disk with each attempt.
ROOM_STEP = 200
NOBODY = 65534


class Known:
    """Extracts what the generator says of a text."""

    identity = synthetic.EXTRACTOR

    def __init__(self, count: int) -> None:
        self.pairs = list(synthetic.papers(count))
        self._by_text = {paper.text_digest: extraction for paper, extraction in self.pairs}

    def map(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        return (self._by_text[paper.text_digest] for paper in papers)


def papers(known: Known, turn: int) -> Iterator[Paper]:
    """What a source gives in one round: a third of the papers, with another venue each time; at last all."""
    for index, (paper, _) in enumerate(known.pairs):
        if turn == LAST or index % 3 == turn % 3:
            yield replace(paper, venue=f"Round {turn}")


def run(known: Known, directory: DataDirectory, turn: int) -> None:
    """One ingest."""
    ingest(
        papers(known, turn),
        known,
        directory,
        Vocabulary(()),
        publish_every=PUBLISH_EVERY,
        validate=None,
    )


def say(line: object) -> None:
    """Tell the test something."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve() -> None:
    """Fork a run for each line of input."""
    known = Known(PAPERS)
    say("ready")
    for line in sys.stdin:
        path, turn = line.split()
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                run(known, DataDirectory(Path(path)), int(turn))
                status = 0
            finally:
                os._exit(status)
        say(pid)
        _, waited = os.waitpid(pid, 0)
        say(os.waitstatus_to_exitcode(waited))


def attempt(directory: DataDirectory, count: int) -> dict[str, object]:
    """One ingest, and what came of it: counts or the error, and a digest of what readers see afterwards."""
    known = Known(count)
    outcome: dict[str, object]
    try:
        summary = ingest((paper for paper, _ in known.pairs), known, directory, Vocabulary(()), validate=None)
    except SotagraphError as error:
        outcome = {"error": type(error).__name__, "where": error.where, "remedy": error.remedy}
        outcome["message"] = error.message
    else:
        outcome = {"error": None, "new": summary.new, "unchanged": summary.unchanged}
    return outcome | seen(directory)


def seen(directory: DataDirectory) -> dict[str, object]:
    """How many papers readers see, and a digest of all quads; checks that graph and catalogue agree."""
    with Reader(directory) as reader:
        try:
            snapshot = reader.snapshot()
        except SotagraphError as error:
            return {"papers": None, "digest": type(error).__name__}
        dump = snapshot.store.dump(format=RdfFormat.N_QUADS) or b""
        papers = snapshot.catalogue.value("SELECT count(*) FROM paper")
        assert papers == snapshot.manifest.papers
    return {"papers": papers, "digest": hashlib.sha256(b"\n".join(sorted(dump.splitlines()))).hexdigest()}


def starve(place: Path) -> dict[str, object]:
    """Ingest on a disk of its own that is full, then less and less so, then read-only.

    To be run in a mount namespace of its own.
    """
    directory = DataDirectory(place / "data")
    mount(place, "size=64m")
    attempt(directory, 5)
    first = attempt(directory, 10)
    starved = []
    for room in range(40, 4000, ROOM_STEP):
        leave_room(place, room)
        outcome = attempt(directory, 40)
        if not outcome["error"]:
            break
        starved.append(outcome)
        leave_room(place, 0)
        pruned = prune(directory, 1).removed
        starved.append(outcome | seen(directory) | {"pruned": pruned})
    close_to_writing(place)
    return {"first": first, "starved": starved, "fed": outcome, "read_only": attempt(directory, 41)}


def close_to_writing(place: Path) -> None:
    """Make the disk read-only, as soon as the store that was let go has closed its files."""
    until = time.monotonic() + 30
    while True:
        gc.collect()
        try:
            mount(place, "remount,ro")
        except subprocess.CalledProcessError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def leave_room(place: Path, kilobytes: int) -> None:
    """Let the disk be as large as what is on it, and so much more."""
    used = shutil.disk_usage(place).used // 1024
    mount(place, f"remount,size={used + kilobytes}k")


def mount(place: Path, options: str) -> None:
    """Mount a file system in memory, or change it."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)


def undisturbed(path: Path) -> dict[str, object]:
    """Ingest as usual."""
    return attempt(DataDirectory(path / "data"), 40)


def forbidden(path: Path) -> dict[str, object]:
    """Ingest into a store that this user may read and not write, then into a new place."""
    if os.geteuid() == 0:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    return {
        "store": attempt(DataDirectory(path / "data"), 41),
        "new": attempt(DataDirectory(path / "new" / "data"), 1),
    }


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        action = {"starve": starve, "undisturbed": undisturbed, "forbidden": forbidden}[sys.argv[1]]
        say(json.dumps(action(Path(sys.argv[2]))))
