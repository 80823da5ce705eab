"""Building a graph on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.data_directory import DataDirectory
from kg.store.lock import writer_lock

Run = Callable[..., Any]

GOOD = [
    {
        "id": "2401.00001",
        "title": "Sun: a sampler",
        "abstract": "We propose Sun. It obtains an FID of 2.1 on CIFAR-10.",
    },
    {
        "id": "2401.00002",
        "title": "Moon: a model",
        "abstract": "We propose Moon. It reaches 77.5% accuracy on ImageNet.",
    },
]


def lines(*records: object) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of papers with a broken line, a record without a title and one that is too long."""
    path = tmp_path_factory.mktemp("papers") / "papers.jsonl"
    long = {"title": "Long", "abstract": "x" * 100_001}
    path.write_text(
        lines(GOOD[0], '{"title": "brok', {"abstract": "Nothing."}, long, GOOD[1]), encoding="utf-8"
    )
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory that the tests of this file fill one after the other."""
    return tmp_path_factory.mktemp("data") / "made by ingest"


def test_what_is_good_is_kept_and_what_is_not_is_named_by_its_line(
    cli: Run, papers: Path, data: Path
) -> None:
    """The exit code tells a script that something failed; the graph has the rest."""
    done = cli("ingest", papers, "--data", data)

    assert done.code == 1
    assert done.out.startswith("5 papers read: 2 new, 0 changed, 0 unchanged, 3 failed.\nSnapshot: 000001-")
    failed = done.err.splitlines()
    assert [line.partition(": ")[0] for line in failed] == ["failed"] * 3
    assert failed[0].startswith(f"failed: {papers}, line 2: Broken JSON")
    assert failed[1].startswith(f"failed: {papers}, line 3: The record has no title")
    assert failed[2].startswith(f"failed: {papers}, line 4: The abstract has 100,001 characters")
    found = json.loads(cli("methods", "--json", "--data", data).out)
    assert {row["method"] for row in found} == {"Sun", "Moon"}


def test_a_field_that_makes_no_sense_fails_nothing(cli: Run, tmp_path: Path) -> None:
    """Its paper counts once, as read and new, and the field is named; extracting says the same."""
    papers = tmp_path / "papers.jsonl"
    papers.write_text(lines(GOOD[0] | {"date": "soon"}), encoding="utf-8")

    ingested = cli("ingest", papers, "--data", tmp_path / "data")
    extracted = cli("extract", papers)

    left_out = f"left out: {papers}, line 1: The field 'date' cannot be 'soon'. The paper is kept without it."
    assert ingested.out.startswith("1 papers read: 1 new, 0 changed, 0 unchanged, 0 failed.")
    assert [done.err.splitlines() for done in (ingested, extracted)] == [[left_out]] * 2
    assert (ingested.code, extracted.code) == (0, 0)


def test_the_same_again_changes_nothing(cli: Run, papers: Path, data: Path) -> None:
    """And JSON has every count and every error, field by field."""
    done = cli("ingest", papers, "--json", "--data", data)

    summary = json.loads(done.out)
    counts = {name: summary[name] for name in ("read", "new", "changed", "unchanged", "failed", "published")}
    assert counts == {"read": 5, "new": 0, "changed": 0, "unchanged": 2, "failed": 3, "published": False}
    assert summary["snapshot"].startswith("000001-")
    assert summary["errors"][1] == {
        "code": "RecordInvalid",
        "message": "The record has no title.",
        "where": f"{papers}, line 3",
        "remedy": "Give the field 'title' a string.",
    }


def test_relinking_with_the_same_vocabularies_changes_nothing(cli: Run, data: Path) -> None:
    """It says how many papers it looked at."""
    done = cli("relink", "--data", data)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("2 papers: 0 linked anew, 0 failed.\nSnapshot: 000001-")


def test_a_removed_paper_is_gone_from_the_next_snapshot(cli: Run, data: Path) -> None:
    """By the identifier that its record had."""
    done = cli("remove", "arxiv:2401.00002", "--data", data)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("removed: https://w3id.org/sotagraph/id/paper/moon-")
    assert json.loads(cli("stats", "--json", "--data", data).out)["papers"] == 1


def test_an_unknown_paper_removes_none(cli: Run, data: Path) -> None:
    """A typo must not remove the half of what was meant."""
    done = cli("remove", "arxiv:2401.00001", "nope", "--data", data)

    assert (done.code, done.out) == (1, "")
    assert "There is no paper nope; nothing was removed." in done.err


def test_snapshots_are_listed_newest_first(cli: Run, data: Path) -> None:
    """The current one is marked."""
    table, listed = (
        cli("snapshots", "list", "--data", data),
        cli("snapshots", "list", "--json", "--data", data),
    )

    kept = json.loads(listed.out)
    assert [(row["papers"], row["current"]) for row in kept] == [(1, True), (2, False)]
    assert [row["id"] in table.out for row in kept] == [True, True]


def test_a_rollback_answers_from_an_earlier_snapshot(cli: Run, data: Path) -> None:
    """The removed paper is there again, as it was."""
    earlier = json.loads(cli("snapshots", "list", "--json", "--data", data).out)[1]["id"]

    done = cli("snapshots", "rollback", earlier, "--data", data)

    assert (done.code, done.out) == (0, f"Answering from {earlier}.\n")
    assert json.loads(cli("stats", "--json", "--data", data).out)["papers"] == 2


def test_an_unknown_snapshot_is_an_error_that_lists_the_known(cli: Run, data: Path) -> None:
    """So that one need not ask twice."""
    kept = [row["id"] for row in json.loads(cli("snapshots", "list", "--json", "--data", data).out)]

    done = cli("snapshots", "rollback", "nope", "--data", data)

    assert (done.code, done.out) == (1, "")
    assert all(name in done.err for name in kept)


def test_pruning_keeps_the_newest_and_the_current(cli: Run, data: Path) -> None:
    """Here the current one is the older, so that nothing can go."""
    done = cli("snapshots", "prune", "--keep", 1, "--data", data)

    assert (done.code, done.out) == (0, "Nothing to delete.\n")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no such file or folder."),
        (b"", "The file is empty"),
        (bytes(range(256)) * 20, "The file is binary"),
        (b"Hello.\n", "The file is of no format that can be read (hugging-face-page, jsonl)."),
    ],
    ids=["missing", "empty", "binary", "unknown"],
)
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_file_that_cannot_be_read_is_named(
    cli: Run, tmp_path: Path, command: str, content: bytes | None, says: str
) -> None:
    """And nothing is made."""
    path = tmp_path / "papers"
    if content is not None:
        path.write_bytes(content)
    options = ("--data", tmp_path / "data") if command == "ingest" else ()

    done = cli(command, path, *options)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"error: {path}: {says}")
    assert not (tmp_path / "data").exists()


def test_a_folder_without_papers_is_an_error(cli: Run, tmp_path: Path) -> None:
    """Ingesting nothing is never what was meant."""
    (tmp_path / "notes.md").write_text("# Notes\n", encoding="utf-8")

    done = cli("ingest", tmp_path, "--data", tmp_path / "data")

    assert (done.code, done.out) == (1, "")
    assert "No file in this folder" in done.err


def test_a_data_directory_that_cannot_be_made_is_an_error(cli: Run, tmp_path: Path, papers: Path) -> None:
    """A file is in its place."""
    (tmp_path / "taken").write_text("", encoding="utf-8")

    done = cli("ingest", papers, "--data", tmp_path / "taken" / "deeper")

    assert (done.code, done.out) == (1, "")
    assert "Something else is in this place" in done.err
    assert "choose another data directory with --data" in done.err


def test_a_second_writer_is_told_who_is_first(cli: Run, tmp_path: Path) -> None:
    """Whatever it wants to change."""
    with writer_lock(DataDirectory(tmp_path)):
        done = cli("snapshots", "prune", "--data", tmp_path)

    assert (done.code, done.out) == (1, "")
    assert "is being written to by process" in done.err


@pytest.mark.parametrize("arguments", [("relink",), ("remove", "x")], ids=["relink", "remove"])
def test_there_must_be_a_store_to_change(cli: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """These commands make none."""
    done = cli(*arguments, "--data", tmp_path / "nothing")

    assert (done.code, done.out) == (1, "")
    assert "There is no store here. Ingest papers first" in done.err


def test_nothing_published_is_nothing_to_list(cli: Run, tmp_path: Path) -> None:
    """A list can be empty, in JSON too."""
    table = cli("snapshots", "list", "--data", tmp_path)
    data = cli("snapshots", "list", "--json", "--data", tmp_path)

    assert (table.code, table.out) == (0, "")
    assert "Nothing has been published" in table.err
    assert json.loads(data.out) == []
