from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import synthetic
from kg.data_directory import DataDirectory
from kg.errors import StoreUnwritable
from kg.ingest import ingest
from kg.records import Extraction, Paper
from ontology.vocabulary import Vocabulary

WORKLOAD = Path(__file__).with_name("workload.py")
# Root may mount in a namespace of its own; others may where the system lets them be root in one.
NAMESPACES = (["unshare", "--mount"], ["unshare", "--mount", "--user", "--map-root-user"])


class Known:
    """Extracts what the generator says of its first paper."""

    identity = synthetic.EXTRACTOR

    def map(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        return (synthetic.paper(0)[1] for _ in papers)


def outcome_of(*command: str) -> dict[str, Any]:
    """What a workload prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def namespace(tmp_path: Path) -> list[str]:
    """How to run a command that may mount a disk of its own."""
    for command in NAMESPACES:
        probe = [*command, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path)]
        if (
            shutil.which("unshare")
            and subprocess.run(probe, capture_output=True, check=False).returncode == 0
        ):
            return command
    pytest.skip("this system lets nobody mount a disk in a namespace")


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user may enter and only we may write to."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    place.chmod(0o755)
    shutil.rmtree(place)


def test_a_full_disk_keeps_what_was_published_and_the_next_run_goes_on(
    namespace: list[str], tmp_path: Path
) -> None:
    """Wherever a run meets the end of the disk, it says so and readers see what they saw.

    Old snapshots can be removed from a full disk, and with room again the next run gives the quads of a
    disk that was never full. A disk that turns read-only is told apart.
    """
    place = tmp_path / "disk"
    place.mkdir()

    outcome = outcome_of(*namespace, sys.executable, str(WORKLOAD), "starve", str(place))

    first, starved, fed, read_only = (outcome[k] for k in ("first", "starved", "fed", "read_only"))
    assert (first["error"], first["papers"]) == (None, 10)
    assert {attempt["error"] for attempt in starved} == {"StoreUnwritable"}
    assert all("full" in attempt["message"] and attempt["remedy"] for attempt in starved)
    assert {attempt["digest"] for attempt in starved} == {first["digest"]}
    assert sum(len(attempt.get("pruned", ())) for attempt in starved) == 1
    met = {Path(attempt["where"]).name for attempt in starved}
    assert met >= {"records.sqlite", "graph"}, "the disk should have been full in several places"
    undisturbed = outcome_of(sys.executable, str(WORKLOAD), "undisturbed", str(tmp_path))
    assert (fed["error"], fed["digest"]) == (None, undisturbed["digest"])
    assert (read_only["error"], read_only["digest"]) == ("StoreUnwritable", fed["digest"])
    assert "Read-only" in read_only["message"]


def test_without_permission_nothing_is_written_and_readers_read_on(open_place: Path) -> None:
    """Who may read a store and not write to it gets a clear error, and can still read."""
    written = outcome_of(sys.executable, str(WORKLOAD), "undisturbed", str(open_place))
    if os.geteuid() != 0:
        for path in (open_place, *open_place.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)

    outcome = outcome_of(sys.executable, str(WORKLOAD), "forbidden", str(open_place))

    store, new = outcome["store"], outcome["new"]
    assert store["error"] == new["error"] == "StoreUnwritable"
    assert "ermission denied" in store["message"]
    assert "--data" in new["remedy"]
    assert (store["papers"], store["digest"]) == (40, written["digest"])
    assert new["papers"] is None
    assert not (open_place / "new").exists()


@pytest.mark.parametrize("name", ["data", "data/primary", "data/snapshots", "data/primary/records.sqlite"])
def test_something_else_in_the_way_is_named(name: str, tmp_path: Path) -> None:
    """A file where a folder should be, or another file in place of the records, is left alone."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("somebody else's")

    with pytest.raises(StoreUnwritable) as caught:
        ingest(
            (paper for paper, _ in synthetic.papers(1)),
            Known(),
            DataDirectory(tmp_path / "data"),
            Vocabulary(()),
            validate=None,
        )

    assert caught.value.remedy
    assert path.read_text() == "somebody else's"
