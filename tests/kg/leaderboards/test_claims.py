"""Improvements, drops and speed-ups say who beats whom, where text and metric tell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest

from kg.leaderboards.claims import Claim, Outcome, read_claim, victories
from kg.leaderboards.facets import Facet
from kg.queries.rows import EntityRow, EvidenceRow, ResultRow
from kg.records import Change, EntityType, ResultKind

ACCURACY = EntityRow("accuracy", EntityType.METRIC, "accuracy", direction="HigherIsBetter", unit="%")
FID = EntityRow("fid", EntityType.METRIC, "FID", direction="LowerIsBetter")
PARAMETERS = EntityRow("params", EntityType.METRIC, "Params")

UP, DOWN = Change.INCREASE, Change.DECREASE
IMPROVEMENT, SPEEDUP = ResultKind.IMPROVEMENT, ResultKind.SPEEDUP

NUMBERS = count()


def claim(kind: ResultKind, change: Change | None, metric: EntityRow | None, **slots: object) -> Claim:
    row = ResultRow(f"r{next(NUMBERS):05}", "paper", kind, EvidenceRow("e", "quote", 0, 5), 1.0)
    usual = {
        "method": "Ours",
        "baseline": "Theirs",
        "dataset": "data",
        "metric": metric.iri if metric else None,
        "value": Decimal(2),
        "change": change,
    }
    found = read_claim(replace(row, **(usual | slots)), metric, {})  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "change", "metric", "outcome"),
    [
        (IMPROVEMENT, UP, ACCURACY, Outcome.GAIN),
        (IMPROVEMENT, DOWN, ACCURACY, Outcome.LOSS),
        (IMPROVEMENT, DOWN, FID, Outcome.GAIN),
        (IMPROVEMENT, UP, FID, Outcome.LOSS),
        (IMPROVEMENT, None, ACCURACY, Outcome.UNKNOWN),
        (IMPROVEMENT, UP, None, Outcome.UNKNOWN),
        (IMPROVEMENT, UP, PARAMETERS, Outcome.UNKNOWN),
        (SPEEDUP, UP, None, Outcome.GAIN),
        (SPEEDUP, None, None, Outcome.GAIN),
        (SPEEDUP, DOWN, None, Outcome.UNKNOWN),
        (SPEEDUP, DOWN, replace(FID, label="latency"), Outcome.GAIN),
        (SPEEDUP, UP, replace(FID, label="latency"), Outcome.LOSS),
        (SPEEDUP, UP, replace(ACCURACY, label="throughput"), Outcome.GAIN),
        (SPEEDUP, DOWN, replace(ACCURACY, label="throughput"), Outcome.LOSS),
    ],
)
def test_a_change_is_a_gain_in_the_direction_of_its_metric(
    kind: ResultKind, change: Change | None, metric: EntityRow | None, outcome: Outcome
) -> None:
    """A drop of accuracy is none, a drop of FID is one; what is not told is unknown, and why."""
    found = claim(kind, change, metric)

    assert found.outcome is outcome
    assert (found.reason is None) == (outcome is not Outcome.UNKNOWN)
    sides = {
        Outcome.GAIN: ("Ours", "Theirs"),
        Outcome.LOSS: ("Theirs", "Ours"),
        Outcome.UNKNOWN: (None, None),
    }
    assert (found.winner, found.loser) == sides[outcome]


@pytest.mark.parametrize(
    ("value", "unit", "change", "reason"),
    [
        ("0", "%", UP, "there is no difference"),
        ("0.8", "x", UP, "a factor of 0.8 can mean more or less"),
        ("1", "x", UP, "a factor of 1 can mean more or less"),
        ("-2", "%", UP, "its sign and its words disagree"),
        ("-2", "%", None, "only a sign says which way it went"),
    ],
)
def test_an_odd_amount_is_no_gain(value: str, unit: str, change: Change | None, reason: str) -> None:
    """It is unknown who beats whom."""
    found = claim(IMPROVEMENT, change, ACCURACY, value=Decimal(value), unit=unit)

    assert (found.outcome, found.reason) == (Outcome.UNKNOWN, reason)


def test_a_claim_keeps_its_protocol() -> None:
    """Beating zero-shot says nothing of five shots."""
    assert claim(IMPROVEMENT, UP, ACCURACY, condition="zero-shot").protocol.facets == (Facet.SHOTS,)


@pytest.mark.parametrize(
    ("kind", "value"), [(ResultKind.ABSOLUTE, Decimal(2)), (ResultKind.UNVALUED, None), (IMPROVEMENT, None)]
)
def test_what_is_no_improvement_of_a_value_is_no_claim(kind: ResultKind, value: Decimal | None) -> None:
    """Scores are compared by boards."""
    row = ResultRow("r", "paper", kind, EvidenceRow("e", "quote", 0, 5), 1.0, value=value)

    assert read_claim(row, ACCURACY, {}) is None


def test_claims_that_name_both_sides_are_edges_from_winner_to_loser() -> None:
    """A drop against a baseline is a victory of the baseline; the edge with most papers comes first."""
    claims = [
        claim(IMPROVEMENT, UP, ACCURACY, paper="one"),
        claim(IMPROVEMENT, DOWN, ACCURACY, method="Theirs", baseline="Ours", paper="two"),
        claim(IMPROVEMENT, DOWN, ACCURACY, baseline="Other"),
        claim(IMPROVEMENT, UP, ACCURACY, baseline=None),
        claim(IMPROVEMENT, UP, ACCURACY, baseline="Ours"),
        claim(IMPROVEMENT, None, ACCURACY),
        claim(SPEEDUP, UP, None, dataset=None),
    ]

    found = [(v.winner, v.loser, v.dataset, v.metric, v.papers) for v in victories(claims)]

    assert found == [
        ("Ours", "Theirs", "data", "accuracy", 2),
        ("Other", "Ours", "data", "accuracy", 1),
        ("Ours", "Theirs", None, None, 1),
    ]
    assert victories(claims) == victories(claims[::-1])
