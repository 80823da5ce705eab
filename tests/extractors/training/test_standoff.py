"""Annotations without their texts, and back.

`SOTAGRAPH_GOLD=FOLDER pytest tests/extractors/training` also takes every pair of NAME.papers.jsonl and
NAME.gold.jsonl in FOLDER there and back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.evaluation import load_annotations, load_papers
from extractors.guidelines import Annotation
from extractors.training.standoff import MAX_STRING, from_standoff, to_standoff
from kg.errors import RecordInvalid
from kg.records import Paper

DATA = Path(__file__).parents[2] / "data"
FLOWER = Paper("Flower: a sampler", "Flower has an FID of 1.91 zero-shot. Zero-shot is zero-shot.", "test")


def same(first: Any, second: Any) -> bool:
    """Whether two JSON values are equal; 35 and 35.0 are not."""
    return json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)


def there_and_back(paper: Paper, annotation: Annotation) -> Annotation:
    """Through a file, so through JSON."""
    packed = json.loads(json.dumps(to_standoff(paper, annotation, "here")))
    return from_standoff(packed, paper.text, "here")


def result(**slots: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("method", "dataset", "metric", "task", "condition", "baseline", "unit"))
    return {**empty, "value": 1.91, "kind": "absolute", "quote": "FID of 1.91", **slots}


def note(*entities: dict[str, Any], results: tuple[dict[str, Any], ...] = ()) -> Annotation:
    return {"id": "a", "entities": list(entities), "results": list(results), "links": []}


@st.composite
def annotated(draw: st.DrawFn) -> tuple[Paper, Annotation]:
    """A made-up paper; pieces of its text and other strings are names, conditions, quotes and addresses."""
    characters = st.characters(exclude_categories=("Cs",))
    words = st.one_of(
        st.sampled_from(("FID", "an", "β-VAE", "𝒪(n)", "CIFAR-10", "1.91", "A")), st.text(characters)
    )
    texts = st.lists(words, min_size=1).map(" ".join)
    paper = Paper(draw(texts), draw(texts) + ".", "test")

    def piece() -> str:
        start = draw(st.integers(0, len(paper.text) - 1))
        return paper.text[start : draw(st.integers(start + 1, len(paper.text)))]

    def name() -> str:
        text = piece() if draw(st.booleans()) else draw(st.text(characters))
        return text if text in paper.text else text[:MAX_STRING]

    def entity() -> dict[str, Any]:
        kind = draw(st.sampled_from(("Method", "Dataset", "Task", "Metric")))
        forms = [piece() for _ in range(draw(st.integers(0, 3)))]
        made = {"type": kind, "name": name(), "mentions": forms}
        if kind == "Method" and draw(st.booleans()):
            made["role"] = draw(st.sampled_from(("proposed", "mentioned", None)))
        return made

    entities = [entity() for _ in range(draw(st.integers(0, 4)))]
    names = [None, *(entity["name"] for entity in entities)]

    def slots() -> dict[str, Any]:
        made = {
            slot: draw(st.sampled_from(names)) if draw(st.booleans()) else name()
            for slot in ("method", "dataset", "task", "metric", "baseline", "condition")
            if draw(st.integers(0, 5))
        }
        value = draw(st.one_of(st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
        unit = draw(st.sampled_from((None, "%", "x", "frames per second")))
        kind = draw(st.sampled_from(("absolute", "none")))
        return {**made, "value": value, "unit": unit, "kind": kind, "quote": piece()}

    results = [slots() for _ in range(draw(st.integers(0, 3)))]
    links = [{"kind": "code", "url": piece()} for _ in range(draw(st.integers(0, 2)))]
    return paper, {"id": draw(st.text(characters)), "entities": entities, "results": results, "links": links}


@given(annotated())
def test_made_up_annotations_come_back_as_they_were(pair: tuple[Paper, Annotation]) -> None:
    """Whatever the text, whether or not names stand in it, and equal as JSON values."""
    paper, annotation = pair

    assert same(there_and_back(paper, annotation), annotation)


def gold() -> Iterator[tuple[Path, Path]]:
    """The gold of the seeds, and that of a folder where one is given."""
    folders = [DATA, *([Path(os.environ["SOTAGRAPH_GOLD"])] if "SOTAGRAPH_GOLD" in os.environ else [])]
    for folder in folders:
        for path in sorted(folder.glob("*.gold.jsonl")):
            yield path.with_name(path.name.replace(".gold.", ".papers.")), path


@pytest.mark.parametrize(("papers", "annotations"), list(gold()), ids=lambda path: path.name)
def test_annotated_papers_come_back_as_they_were(papers: Path, annotations: Path) -> None:
    """Every annotation, without a string that is longer than a name."""
    texts = load_papers(papers)

    for key, annotation in load_annotations(annotations).items():
        assert same(there_and_back(texts[key], annotation), annotation)


def test_what_stands_in_the_text_is_a_span() -> None:
    """Names, conditions, quotes and every place of a mention; entities are named by position in results."""
    annotation = note(
        {"type": "Method", "name": "Flower", "mentions": ["Flower"], "role": "proposed"},
        {"type": "Task", "name": "image sampling", "mentions": ["sampler"]},
        results=(
            result(method="Flower", task="image sampling", metric="FID", condition="zero-shot", unit="x"),
        ),
    )

    packed = to_standoff(FLOWER, annotation, "here")

    assert packed["entities"] == [
        {"type": "Method", "name": [0, 6], "mentions": [[[0, 6], [18, 24]]], "role": "proposed"},
        {"type": "Task", "name": "image sampling", "mentions": [[[10, 17]]]},
    ]
    quote, condition, metric = ([FLOWER.text.index(piece)] for piece in ("FID of 1.91", "zero-shot", "FID"))
    (found,) = packed["results"]
    assert (found["method"], found["task"], found["dataset"]) == (0, 1, None)
    assert found["quote"] == [*quote, quote[0] + 11]
    assert found["condition"] == [*condition, condition[0] + 9]
    assert found["metric"] == [*metric, metric[0] + 3]
    assert found["unit"] == "x"


def test_a_condition_is_the_one_nearest_to_the_quote() -> None:
    """Of several places, so that whoever learns from spans learns from the right one."""
    annotation = note(results=(result(quote="is zero-shot", condition="zero-shot", value=None, kind="none"),))

    (found,) = to_standoff(FLOWER, annotation, "here")["results"]

    assert found["condition"][0] == FLOWER.text.rindex("zero-shot")


@pytest.mark.parametrize(
    ("annotation", "says"),
    [
        (note({"type": "Task", "name": "x", "mentions": ["Tree"]}), "'Tree' is not in the text"),
        (note(results=(result(quote="FID of 2"),)), "'FID of 2' is not in the text"),
        (note(results=(result(unit="y" * 101),)), "has 101 characters; the limit off the text is 100"),
        (note({"type": "Task", "name": "y" * 101, "mentions": []}), "has 101 characters"),
        (
            note(results=(result(sentence="Flower has an FID"),)),
            "The field 'sentence' is not in the guidelines",
        ),
        ({**note(), "abstract": FLOWER.abstract}, "The field 'abstract' is not in the guidelines"),
    ],
    ids=["mention", "quote", "unit", "name", "field", "abstract"],
)
def test_nothing_of_the_text_slips_through(annotation: Annotation, says: str) -> None:
    """What is neither in the text nor short, and what nobody defined, is refused with its place."""
    with pytest.raises(RecordInvalid) as caught:
        to_standoff(FLOWER, annotation, "gold.jsonl, paper 'a'")

    assert says in str(caught.value)
    assert caught.value.where == "gold.jsonl, paper 'a'"


@pytest.mark.parametrize(
    "damage",
    [
        {"entities": None},
        {"results": [{"method": 7, "kind": "absolute"}]},
        {"results": [{"quote": [3]}]},
        {"links": [{"url": [0, 10_000], "kind": "code"}]},
        {"links": [{"url": [-3, 2], "kind": "code"}]},
        {"entities": [{"type": "Task", "name": [0, 6], "mentions": [[[0, 6], [0, 7]]]}]},
        {"entities": [{"type": "Thing", "name": [0, 6], "mentions": []}]},
    ],
    ids=lambda damage: json.dumps(damage)[:40],
)
def test_a_damaged_record_is_one_clear_error(damage: dict[str, Any]) -> None:
    """No index error, no annotation that is silently wrong."""
    record = {"id": "a", "entities": [], "results": [], "links": [], **damage}

    with pytest.raises(RecordInvalid, match="no stand-off annotation of this text"):
        from_standoff(record, FLOWER.text, "here")
