"""The Pareto front holds whom nobody beats in both metrics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.leaderboards.pareto import Front, fronts
from kg.leaderboards.score import Score
from kg.queries.rows import EntityRow
from kg.records import EntityType

MakeScore = Callable[..., Score]

ACCURACY = EntityRow("accuracy", EntityType.METRIC, "accuracy", direction="HigherIsBetter", unit="%")
LATENCY = EntityRow("latency", EntityType.METRIC, "latency", direction="LowerIsBetter", unit="ms")


def front(accuracies: list[Score], latencies: list[Score]) -> Front:
    (found,) = fronts(accuracies, ACCURACY, latencies, LATENCY)
    return found


def test_a_method_that_another_beats_in_both_is_dominated(score: MakeScore) -> None:
    """Directions are the metrics': more accuracy, less latency."""
    accuracies = [score("90", "big"), score("80", "small"), score("79", "bad")]
    latencies = [
        score("50", "big", metric=LATENCY),
        score("5", "small", metric=LATENCY),
        score("6", "bad", metric=LATENCY),
    ]

    found = front(accuracies, latencies)

    assert [p.method for p in found.points] == ["big", "small"]
    assert [p.method for p in found.dominated] == ["bad"]
    assert found.units == ("%", "s")


def test_both_values_come_from_one_paper_and_one_protocol(score: MakeScore) -> None:
    """Else they may be of two versions of the method."""
    accuracy = [score("90", condition="zero-shot")]

    assert fronts(accuracy, ACCURACY, [score("5", metric=LATENCY)], LATENCY) == ()
    elsewhere = [score("5", metric=LATENCY, condition="zero-shot", paper="another")]
    assert fronts(accuracy, ACCURACY, elsewhere, LATENCY) == ()


def test_two_values_of_one_metric_are_not_paired(score: MakeScore) -> None:
    """Nobody knows which belongs to the other metric's; a value that is stated twice is one."""
    latency = [score("5", metric=LATENCY)]

    assert fronts([score("90"), score("80")], ACCURACY, latency, LATENCY) == ()
    assert len(front([score("90"), score("0.90")], latency).points) == 1


def test_results_that_name_no_method_are_no_points(score: MakeScore) -> None:
    """They may be of two."""
    assert fronts([score("90", None)], ACCURACY, [score("5", None, metric=LATENCY)], LATENCY) == ()


def test_without_a_direction_there_is_no_front(score: MakeScore) -> None:
    """Nothing is better."""
    unknown = replace(LATENCY, direction=None)

    assert fronts([score("90")], ACCURACY, [score("5", metric=unknown)], unknown) == ()


def test_each_protocol_has_its_own_front(score: MakeScore) -> None:
    """A zero-shot method is not dominated by a 5-shot one."""
    conditions = {"A": "zero-shot", "B": "5-shot"}
    accuracies = [score("90", m, condition=c) for m, c in conditions.items()]
    latencies = [score("5", m, condition=c, metric=LATENCY) for m, c in conditions.items()]

    assert len(fronts(accuracies, ACCURACY, latencies, LATENCY)) == 2


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=1, max_size=12))
def test_the_front_is_what_nobody_dominates(score: MakeScore, found: list[tuple[int, int]]) -> None:
    """By the definition, over all pairs; equal points stand together."""
    accuracies = [score(str(a), f"m{n}", unit="%") for n, (a, _) in enumerate(found)]
    latencies = [score(str(b), f"m{n}", metric=LATENCY) for n, (_, b) in enumerate(found)]

    shown = front(accuracies, latencies)

    expected = {
        f"m{n}"
        for n, (a, b) in enumerate(found)
        if not any(x >= a and y <= b and (x, y) != (a, b) for x, y in found)
    }
    assert {p.method for p in shown.points} == expected
    assert len(shown.points) + len(shown.dominated) == len(found)
    assert shown == front(accuracies[::-1], latencies[::-1])
