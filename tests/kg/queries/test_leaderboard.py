"""Leaderboards rank like with like and say why they do not rank the rest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.queries import leaderboard as module
from kg.queries.leaderboard import leaderboard
from kg.queries.rows import EntityRow, EvidenceRow, ResultRow
from kg.reader import Snapshot
from kg.records import Bound, EntityType, ResultKind

ACCURACY = EntityRow("m", EntityType.METRIC, "accuracy", direction="HigherIsBetter", unit="%")


def row(iri: str, value: str | None, **slots: object) -> ResultRow:
    base = ResultRow(iri, "paper", ResultKind.ABSOLUTE, EvidenceRow("e", "quote", 0, 5), 1.0)
    return replace(base, value=None if value is None else Decimal(value), value_text=value, **slots)  # type: ignore[arg-type]


def ranks(rows: list[ResultRow], metric: EntityRow = ACCURACY) -> list[tuple[str, int | None]]:
    return [(r.result.iri, r.rank) for r in module._ranked(rows, metric)]


def test_conditions_are_ranked_apart(snapshot: Snapshot) -> None:
    """1.74 class-conditional does not beat 1.91 without it; the two spellings of one condition are one."""
    board = leaderboard(snapshot, "CIFAR-10", "FID")

    values = {g.protocol: [(r.rank, str(r.result.value)) for r in g.rows] for g in board.groups}
    assert values == {"class conditional": [(1, "1.74"), (1, "1.74")], "D=2048": [(1, "1.91")]}
    assert board.note
    assert "not comparable" in board.note


def test_a_claim_without_a_value_is_shown_and_not_ranked(snapshot: Snapshot) -> None:
    """The reader learns that the paper evaluated there."""
    board = leaderboard(snapshot, "ImageNet", "FID")

    (group,) = board.groups
    (only,) = group.rows
    assert (group.protocol, only.rank, only.unranked) == (None, None, "no value is stated")


def test_higher_is_better_where_the_metric_says_so() -> None:
    """The direction is the metric's, not the numbers'."""
    rows = [row("low", "80"), row("high", "90")]

    assert ranks(rows) == [("high", 1), ("low", 2)]
    assert ranks(rows, replace(ACCURACY, direction="LowerIsBetter")) == [("low", 1), ("high", 2)]


def test_equal_values_share_a_rank() -> None:
    """And the next rank counts them all, as in sports."""
    rows = [row("a", "90"), row("b", "90.0"), row("c", "80")]

    assert ranks(rows) == [("a", 1), ("b", 1), ("c", 3)]


def test_a_fraction_and_a_percentage_of_one_metric_compare() -> None:
    """0.852, 85.2 and 85.2% are one value."""
    rows = [row("fraction", "0.852"), row("bare", "85.2"), row("percent", "85.2", unit="%")]

    assert {rank for _, rank in ranks(rows)} == {1}


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"relative_to": "BERT"}, "a share of BERT"),
        ({"bound": Bound.UP_TO}, "only a bound: up to 99"),
        ({"bound": Bound.OVER}, "only a bound: over 99"),
        ({"unit": "dB"}, "in dB, not in %"),
    ],
)
def test_what_is_no_plain_score_is_not_ranked(slots: dict[str, object], reason: str) -> None:
    """It stands last, with the reason."""
    board = module._ranked([row("odd", "99", **slots), row("plain", "90")], ACCURACY)

    assert [(r.result.iri, r.rank, r.unranked) for r in board] == [("plain", 1, None), ("odd", None, reason)]


def test_nothing_is_ranked_where_the_direction_is_unknown() -> None:
    """A guess would put the worst first half of the time."""
    board = module._ranked([row("a", "1"), row("b", "2")], replace(ACCURACY, direction=None))

    assert [r.rank for r in board] == [None, None]
    assert all(r.unranked for r in board)
