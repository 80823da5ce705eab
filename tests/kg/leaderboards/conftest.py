"""Makers of metrics and scores for the tests of boards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.leaderboards.dates import PartialDate
from kg.leaderboards.score import Score, read_score
from kg.queries.rows import EntityRow, EvidenceRow, ResultRow
from kg.records import EntityType, ResultKind

ACCURACY = EntityRow("accuracy", EntityType.METRIC, "accuracy", direction="HigherIsBetter", unit="%")

MakeScore = Callable[..., Score]


@pytest.fixture
def accuracy() -> EntityRow:
    """A metric in per cent of which more is better."""
    return ACCURACY


@pytest.fixture(scope="session")
def score() -> MakeScore:
    """Makes a score of accuracy; other slots by name. Its IRI is numbered, its method `Net` unless said."""
    count = 0

    def make(
        value: str | None,
        method: str | None = "Net",
        *,
        metric: EntityRow = ACCURACY,
        date: str | None = None,
        own: bool | None = True,
        **slots: object,
    ) -> Score:
        nonlocal count
        count += 1
        row = ResultRow(f"r{count:05}", "paper", ResultKind.ABSOLUTE, EvidenceRow("e", "q", 0, 1), 1.0)
        written = {"method": method, "metric": metric.iri, "dataset": "data", "value_text": value, **slots}
        row = replace(row, value=None if value is None else Decimal(value), **written)  # type: ignore[arg-type]
        return read_score(row, metric, {}, date=PartialDate.parse(date) if date else None, own=own)

    return make
