"""Files of stand-off annotations, and the one that the package brings.

`SOTAGRAPH_GOLD=FOLDER pytest tests/extractors/training` also makes that one anew from FOLDER/train.*.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.evaluation import load_annotations, load_papers
from extractors.training.standoff import MAX_STRING
from extractors.training.standoff_file import ASSISTED, SHIPPED, join, pack, read_standoff
from kg.errors import InputError, RecordInvalid
from kg.records import Paper

DATA = Path(__file__).parents[2] / "data"
PAPERS, GOLD = DATA / "seeds.papers.jsonl", DATA / "seeds.gold.jsonl"
#: The file, how many papers, whether they are measured, and the bytes that it may have.
SHIPS = ((SHIPPED, 1200, True, 400_000), (ASSISTED, 3000, False, 1_600_000))


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gold of the seeds without their abstracts."""
    path = tmp_path_factory.mktemp("packed") / "seeds.jsonl.gz"
    assert pack(PAPERS, GOLD, path) == 55
    return path


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


def strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a JSON value with the name of its field."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, name)


def test_a_file_and_the_papers_give_the_annotations(packed: Path) -> None:
    """In the order of the file, whatever the order, the ids and the number of the papers."""
    papers = [
        Paper(paper.title, paper.abstract, "test", source_id=str(number))
        for number, paper in enumerate(reversed(load_papers(PAPERS).values()))
    ]

    joined = join(packed, read_standoff(packed).records, [Paper("Other", "Text", "test"), *papers])

    gold = load_annotations(GOLD)
    assert [joined.found[i][1] for i in range(55)] == list(gold.values())
    assert [joined.found[i][0].source_id for i in range(55)] == list(gold)
    assert (joined.missing, joined.changed) == ([], [])


def test_papers_that_are_not_there_are_told_from_those_with_another_text(packed: Path) -> None:
    """White space makes no difference; a word does."""
    first, second, *_ = load_papers(PAPERS).values()
    broken = Paper(first.title.replace(" ", "\n ", 1), f" {first.abstract}\n", "test")
    changed = Paper(second.title.upper(), second.abstract + " More.", "test")

    joined = join(packed, read_standoff(packed).records, [broken, changed])

    ids = list(load_annotations(GOLD))
    assert list(joined.found) == [0]
    assert joined.found[0][0].text == first.text
    assert joined.changed == [ids[1]]
    assert joined.missing == ids[2:]


def live() -> list[tuple[Path, Path, Path]]:
    """Papers, annotations and the shipped file that was made of them, where a folder is given."""
    if "SOTAGRAPH_GOLD" not in os.environ:
        return []
    folder = Path(os.environ["SOTAGRAPH_GOLD"])
    return [(folder / "train.papers.jsonl", folder / "train.gold.jsonl", SHIPPED)]


@pytest.mark.parametrize(("papers", "gold", "made"), [(PAPERS, GOLD, None), *live()])
def test_equal_annotations_give_equal_bytes(
    packed: Path, tmp_path: Path, papers: Path, gold: Path, made: Path | None
) -> None:
    """So a file can be made again and compared: that of the seeds, and the shipped one."""
    pack(papers, gold, tmp_path / "again.jsonl.gz")

    assert (tmp_path / "again.jsonl.gz").read_bytes() == (made or packed).read_bytes()


def test_a_file_says_whether_models_are_measured_on_it(packed: Path, tmp_path: Path) -> None:
    """They are, unless it was packed otherwise."""
    pack(PAPERS, GOLD, tmp_path / "taught.jsonl.gz", measured=False)

    taught = read_standoff(tmp_path / "taught.jsonl.gz")

    assert taught == replace(read_standoff(packed), measured=False)
    assert read_standoff(packed).measured


@pytest.mark.parametrize(("path", "papers", "measured", "most"), SHIPS, ids=["train", "assisted"])
def test_the_shipped_annotations_hold_no_text(path: Path, papers: int, measured: bool, most: int) -> None:
    """Every string is a label, a digest, what identifies the paper, or as short as a name."""
    packed = read_standoff(path)
    records = packed.records

    found = {name for record in records for name, text in strings(record) if len(text) > MAX_STRING}
    fields = {name for record in records for name in record}
    assert (len(records), packed.measured) == (papers, measured)
    assert found == set()
    assert fields == {
        "id", "source", "venue", "date", "title_sha256", "text_sha256", "entities", "results", "links",
    }  # fmt: skip
    assert path.stat().st_size < most


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda all_: all_[1:], "no file of stand-off annotations of version 1"),
        (lambda all_: [{**all_[0], "version": 2}, *all_[1:]], "of version 1"),
        (lambda _: [], "no file of stand-off annotations"),
        (lambda all_: all_[:-1], "promises 55 papers and has 54"),
        (lambda all_: [*all_[:3], [], *all_[4:]], "line 4: The line is no stand-off annotation"),
        (lambda all_: [*all_[:3], {"id": "x"}, *all_[4:]], "line 4: The line is no stand-off annotation"),
    ],
    ids=["headless", "version", "empty", "short", "list", "fields"],
)
def test_a_file_that_cannot_be_used_is_one_clear_error(
    packed: Path, tmp_path: Path, change: Any, says: str
) -> None:
    """It names the file and what to do."""
    path = tmp_path / "damaged.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, change(lines(packed)))).encode()))

    with pytest.raises(InputError) as caught:
        read_standoff(path)

    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_damaged_record_is_named_by_its_line(packed: Path, tmp_path: Path) -> None:
    """Found when the text is there, since only then can spans be looked up."""
    all_ = lines(packed)
    all_[5]["links"] = [{"kind": "code", "url": [0, 99_999]}]
    path = tmp_path / "damaged.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, all_)).encode()))

    with pytest.raises(RecordInvalid, match="not within the text") as caught:
        join(path, read_standoff(path).records, load_papers(PAPERS).values())

    assert caught.value.where == f"{path}, line 6"


def test_a_paper_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Nothing is packed without its text."""
    papers = tmp_path / "papers.jsonl"
    papers.write_text(
        "".join(PAPERS.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8"
    )

    with pytest.raises(RecordInvalid, match="is annotated but is not in"):
        pack(papers, GOLD, tmp_path / "out.jsonl.gz")

    assert not (tmp_path / "out.jsonl.gz").exists()
