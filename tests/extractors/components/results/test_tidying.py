"""Metrics without what stands at their edges."""

from __future__ import annotations

import pytest

from extractors.components.annotations import FoundEntity
from extractors.components.results.tidying import tidy_metrics
from kg.records import EntityType


def metric(text: str, *names: str) -> list[FoundEntity]:
    """A metric for each name, at its places in the text."""
    return [
        FoundEntity(EntityType.METRIC, name, [(text.index(name), text.index(name) + len(name))])
        for name in names
    ]


@pytest.mark.parametrize(
    ("found", "tidy"),
    [
        ("dB PSNR", "PSNR"),
        ("BLEU points", "BLEU"),
        ("average accuracy", "accuracy"),
        ("50x-460x less memory", "memory"),
        ("0.88-0.95 AUC", "AUC"),
        ("mean IoU", "mean IoU"),
        ("accuracy", "accuracy"),
    ],
)
def test_numbers_units_and_plain_adjectives_go(found: str, tidy: str) -> None:
    """The name and its span lose what is no part of the measure."""
    text = f"We gain 2 {found} here."

    (entity,) = tidy_metrics(text, metric(text, found))

    assert entity.name == tidy
    assert [text[slice(*span)] for span in entity.spans] == [tidy]


def test_metrics_that_are_one_afterwards_are_joined() -> None:
    """`average accuracy` and `accuracy` become one metric with both places."""
    text = "average accuracy of 3; accuracy of 4"
    entities = metric(text, "average accuracy")
    entities.append(FoundEntity(EntityType.METRIC, "accuracy", [(23, 31)]))

    (entity,) = tidy_metrics(text, entities)

    assert entity.spans == [(8, 16), (23, 31)]


def test_cut_offs_are_metrics_of_their_own() -> None:
    """`F1@5` and `F1@10` are two measures though both were found as F1."""
    text = "F1@5 and F1@10"

    found = tidy_metrics(text, [FoundEntity(EntityType.METRIC, "F1", [(0, 2), (9, 11)])])

    assert [(e.name, [text[slice(*s)] for s in e.spans]) for e in found] == [
        ("F1@5", ["F1@5"]),
        ("F1@10", ["F1@10"]),
    ]


def test_a_bare_unit_is_no_metric() -> None:
    """`dB` alone measures nothing."""
    text = "by 8.5 dB"

    assert tidy_metrics(text, metric(text, "dB")) == []


def test_other_entities_are_left_alone() -> None:
    """A method whose name begins with a number stays the same object."""
    method = FoundEntity(EntityType.METHOD, "3D U-Net", [(0, 8)])

    assert tidy_metrics("3D U-Net", [method])[0] is method
