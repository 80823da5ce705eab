from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.guidelines import check_annotation, to_annotation
from kg.errors import RecordInvalid
from kg.records import (
    Entity,
    EntityType,
    Extraction,
    Extractor,
    Link,
    LinkKind,
    Mention,
    Paper,
    Result,
    ResultKind,
    Role,
    Span,
)

DATA = Path(__file__).parents[1] / "data"
PAPER = Paper("Flower", "Flower has an FID of 35.0 and Flower is at https: //a.org/b.", source="jsonl")


def span(phrase: str) -> tuple[int, int]:
    at = PAPER.text.index(phrase)
    return at, at + len(phrase)


def record() -> Extraction:
    """A record of `PAPER` by hand."""
    flowers = (Mention(0, 6, "Flower", 0.75), Mention(7, 13, "Flower", 0.25))
    return Extraction(
        text_digest=PAPER.text_digest,
        extractor=Extractor("by-hand", "1", "0"),
        entities=(
            Entity(EntityType.METHOD, "Flower", flowers, Role.PROPOSED, role_confidence=0.7),
            Entity(EntityType.METRIC, "FID", (Mention(*span("FID"), "FID"),)),
        ),
        results=(
            Result(
                ResultKind.ABSOLUTE,
                anchor=Span(*span("35.0")),
                evidence=Span(*span("FID of 35.0")),
                method="Flower",
                metric="FID",
                value=Decimal("35.0"),
                value_text="35.0",
                confidence=0.12345,
            ),
        ),
        links=(Link(LinkKind.CODE, "https://a.org/b", *span("https: //a.org/b")),),
    )


def test_a_record_is_written_as_the_guidelines_say() -> None:
    """Forms once each, numbers as JSON numbers, quotes and addresses letter for letter; with confidences.

    A form's confidence is the mean of its places'.
    """
    annotation = to_annotation("a:1", PAPER, record())

    assert json.loads(json.dumps(annotation)) == {
        "id": "a:1",
        "entities": [
            {
                "type": "Method",
                "name": "Flower",
                "mentions": ["Flower"],
                "mention_confidences": [0.5],
                "role": "proposed",
                "role_confidence": 0.7,
            },
            {"type": "Metric", "name": "FID", "mentions": ["FID"], "mention_confidences": [1.0]},
        ],
        "results": [
            {
                "method": "Flower",
                "dataset": None,
                "metric": "FID",
                "value": 35,
                "unit": None,
                "kind": "absolute",
                "task": None,
                "condition": None,
                "baseline": None,
                "quote": "FID of 35.0",
                "confidence": 0.1235,
            }
        ],
        "links": [{"kind": "code", "url": "https: //a.org/b"}],
    }


def test_what_is_written_can_be_read() -> None:
    """The writer's annotations and the gold pass the reader's check unchanged."""
    gold = [json.loads(line) for line in (DATA / "seeds.gold.jsonl").read_text(encoding="utf-8").splitlines()]

    for annotation in [to_annotation("a:1", PAPER, record()), *gold]:
        assert check_annotation(annotation, "here") is annotation


def _set(*path: str | int, to: object) -> Callable[[Any], None]:
    def change(annotation: Any) -> None:
        for key in path[:-1]:
            annotation = annotation[key]
        annotation[path[-1]] = to

    return change


WRONG = (
    (_set("entities", to=None), "entities"),
    (_set("entities", 0, to="Flower"), "entities[0]"),
    (_set("entities", 1, "type", to="Thing"), "entities[1].type"),
    (_set("entities", 1, "name", to=3), "entities[1].name"),
    (_set("entities", 1, "mentions", to=[""]), "entities[1].mentions"),
    (_set("entities", 1, "role", to="proposed"), "entities[1].role"),
    (_set("entities", 0, "role", to="introduced"), "entities[0].role"),
    (_set("results", 0, "value", to="35"), "results[0].value"),
    (_set("results", 0, "value", to=True), "results[0].value"),
    (_set("results", 0, "kind", to="good"), "results[0].kind"),
    (_set("results", 0, "method", to=["Flower"]), "results[0].method"),
    (_set("entities", 0, "mention_confidences", to=[]), "entities[0].mention_confidences"),
    (_set("entities", 0, "mention_confidences", to=[1.5]), "entities[0].mention_confidences"),
    (_set("entities", 0, "role_confidence", to=True), "entities[0].role_confidence"),
    (_set("results", 0, "confidence", to=None), "results[0].confidence"),
    (_set("links", 0, "url", to=None), "links[0].url"),
)


@pytest.mark.parametrize(("change", "field"), WRONG)
def test_the_reader_names_the_field_that_is_wrong(change: Callable[[Any], None], field: str) -> None:
    """What evaluation would stumble over is refused with its place."""
    annotation = to_annotation("a:1", PAPER, record())
    change(annotation)

    with pytest.raises(RecordInvalid) as caught:
        check_annotation(annotation, "gold.jsonl, line 3")

    assert f"The field {field} cannot be" in caught.value.message
    assert caught.value.where == "gold.jsonl, line 3"
