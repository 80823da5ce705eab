from __future__ import annotations

from pathlib import Path

import pytest

from extractors.evaluation import load_annotations, load_papers
from kg.errors import InputError, RecordInvalid, SourceMissing, SourceUnreadable

DATA = Path(__file__).parents[2] / "data"
NOTE = '{"id": "a", "entities": [], "results": [], "links": []}\n'


def test_papers_and_annotations_are_read_by_id() -> None:
    """The ids of papers and gold are the same, and texts are as read."""
    papers = load_papers(DATA / "seeds.papers.jsonl")
    gold = load_annotations(DATA / "seeds.gold.jsonl")

    assert list(papers) == list(gold)
    assert papers["seed:05"].title.startswith("PFGM++")


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (NOTE + "{broken\n", "Broken JSON", 2),
        (NOTE + "\n[1]\n", "no object", 3),
        ('{"entities": []}\n', "no object with a string as its id", 1),
        ('{"id": "a", "entities": []}\n', "results", 1),
        (NOTE + NOTE, "'a' stands in line 1", 2),
    ],
)
def test_evaluation_leaves_nothing_out(tmp_path: Path, content: str, message: str, line: int) -> None:
    """A line that cannot be used stops the evaluation, with its number."""
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(RecordInvalid, match=message) as caught:
        load_annotations(path)

    assert caught.value.where == f"{path}, line {line}"


def test_a_paper_without_an_abstract_stops_the_evaluation(tmp_path: Path) -> None:
    """The record is named by its line."""
    path = tmp_path / "papers.jsonl"
    path.write_text('{"id": "a", "title": "T"}\n', encoding="utf-8")

    with pytest.raises(InputError, match="no abstract"):
        load_papers(path)


@pytest.mark.parametrize(
    ("content", "kind"), [(None, SourceMissing), (b"", SourceUnreadable), (b"\0" * 99, SourceUnreadable)]
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes | None, kind: type[InputError]
) -> None:
    """Missing, empty and binary files have their own errors."""
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(kind) as caught:
        load_annotations(path)

    assert caught.value.where == str(path)
