from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractors.training.annotated import load_annotated, sort_files
from extractors.training.standoff_file import SHIPPED, pack
from kg.errors import InputError, RecordInvalid, SourceMissing
from tests.jsonl import write_jsonl

PAPERS = [
    {"id": key, "title": f"{key} flowers", "abstract": f"We grow {key} flowers."}
    for key in ("red", "blue", "white")
]


def note(key: str) -> dict[str, Any]:
    entities = [{"type": "Task", "name": "flowers", "mentions": ["flowers"]}]
    return {"id": key, "entities": entities, "results": [], "links": []}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "papers.jsonl", PAPERS)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """In another order than the papers."""
    return write_jsonl(tmp_path / "gold.jsonl", [note("white"), note("red")])


def test_files_are_told_apart_by_what_they_hold(papers: Path, gold: Path, tmp_path: Path) -> None:
    """Not by their names or their order."""
    packed = tmp_path / "packed"
    pack(papers, gold, packed)

    files = sort_files([packed, gold, papers, gold])

    assert (files.papers, files.annotations, files.standoff) == ((papers,), (gold,), (packed,))


def test_without_annotations_the_shipped_ones_are_meant(papers: Path) -> None:
    """A stranger who has the abstracts needs no more."""
    assert sort_files([papers]).standoff == (SHIPPED,)


def test_papers_come_in_the_order_of_the_annotations(papers: Path, gold: Path) -> None:
    """With their positions, which fold they are in follows from."""
    found = load_annotated(sort_files([papers, gold])).papers

    assert [(paper.position, paper.id, paper.paper.title) for paper in found] == [
        (0, "white", "white flowers"),
        (1, "red", "red flowers"),
    ]
    assert [paper.annotation for paper in found] == [note("white"), note("red")]


def test_positions_do_not_depend_on_which_papers_are_at_hand(
    papers: Path, gold: Path, tmp_path: Path
) -> None:
    """Of stand-off annotations some papers may be missing; the others stay in their folds."""
    pack(papers, gold, tmp_path / "packed")
    few = write_jsonl(tmp_path / "few.jsonl", [{"title": "red flowers", "abstract": "We grow red flowers."}])

    found = load_annotated(sort_files([few, tmp_path / "packed"]))

    assert [(paper.position, paper.id, paper.annotation) for paper in found.papers] == [
        (1, "red", note("red"))
    ]
    assert found.missing == ("white",)


def test_positions_go_on_over_several_files(papers: Path, gold: Path, tmp_path: Path) -> None:
    """The second file begins where the first ends."""
    more = write_jsonl(tmp_path / "more.jsonl", [note("blue")])

    found = load_annotated(sort_files([papers, gold, more])).papers

    assert [(paper.position, paper.id) for paper in found] == [(0, "white"), (1, "red"), (2, "blue")]


def test_papers_that_are_not_to_be_measured_are_told_apart(papers: Path, gold: Path, tmp_path: Path) -> None:
    """By the file that they come from."""
    more = write_jsonl(tmp_path / "more.jsonl", [note("blue")])
    pack(papers, more, tmp_path / "packed", measured=False)

    found = load_annotated(sort_files([papers, tmp_path / "packed", gold])).papers

    assert [(paper.id, paper.measured) for paper in found] == [
        ("white", True), ("red", True), ("blue", False),
    ]  # fmt: skip


def test_annotations_alone_are_no_papers(gold: Path) -> None:
    """The commonest slip."""
    with pytest.raises(SourceMissing, match="There are no papers among the files"):
        sort_files([gold])


def test_a_file_that_is_not_there_is_named(papers: Path, tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(SourceMissing, match="no such file") as caught:
        sort_files([papers, tmp_path / "nope"])

    assert caught.value.where == str(tmp_path / "nope")


@pytest.mark.parametrize(
    ("papers", "gold", "says"),
    [
        (PAPERS, [note("red"), note("green")], "1 papers, 'green' first, are annotated but are not in"),
        ([*PAPERS, {**PAPERS[0], "abstract": "Another."}], [note("red")], "'red' is there with two texts"),
        ([*PAPERS, {"id": "x", "title": "x"}], [note("red")], "The record has no abstract."),
        (PAPERS, [note("red"), {"id": "blue", "entities": 3}], "The field entities cannot be 3."),
    ],
    ids=["lost", "twice", "bad paper", "bad annotation"],
)
def test_what_cannot_be_used_stops_it(
    tmp_path: Path, papers: list[dict[str, Any]], gold: list[dict[str, Any]], says: str
) -> None:
    """A model that learned from a part of the data would be another one."""
    files = sort_files([write_jsonl(tmp_path / "p.jsonl", papers), write_jsonl(tmp_path / "g.jsonl", gold)])

    with pytest.raises(InputError) as caught:
        load_annotated(files)

    assert says in str(caught.value)


def test_annotations_that_stand_in_two_files_are_refused(papers: Path, gold: Path, tmp_path: Path) -> None:
    """Once as they are and once packed, for example."""
    pack(papers, gold, tmp_path / "packed")

    with pytest.raises(RecordInvalid, match="'white' is annotated twice"):
        load_annotated(sort_files([papers, gold, tmp_path / "packed"]))


def test_no_annotated_paper_is_an_error(papers: Path) -> None:
    """None of the shipped annotations is about these."""
    with pytest.raises(RecordInvalid, match="None of 1,200 annotated papers is there"):
        load_annotated(sort_files([papers]))
