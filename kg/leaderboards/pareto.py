"""The Pareto front of two metrics on one data set: the methods that no other beats in both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kg.leaderboards.facets import Protocol
from kg.leaderboards.ranking import better_first
from kg.leaderboards.score import Score
from kg.queries.rows import EntityRow


@dataclass(frozen=True, slots=True)
class Point:
    """One method measured by both metrics in one paper and under one protocol."""

    method: str
    first: Score
    second: Score


@dataclass(frozen=True, slots=True)
class Front:
    """The points under one protocol and in one pair of units, best by the first metric first.

    A point is dominated if another is at least as good by both metrics and better by one; equal points
    do not dominate each other.
    """

    protocol: Protocol
    units: tuple[str, str]
    points: tuple[Point, ...]
    dominated: tuple[Point, ...]


def fronts(
    first: Iterable[Score], first_metric: EntityRow, second: Iterable[Score], second_metric: EntityRow
) -> tuple[Front, ...]:
    """The front under each protocol, that with most points first; none where a direction is unknown.

    Two scores are one point only if one paper states both, of one method and under one protocol, and states
    no second value by either metric: else they may be of two versions of the method.

    Args:
        first: The scores on a data set by the first metric.
        first_metric: The first metric.
        second: The scores on the same data set by the second metric.
        second_metric: The second metric.
    """
    if first_metric.direction is None or second_metric.direction is None:
        return ()
    groups: dict[tuple[Protocol, tuple[str, str]], list[Point]] = {}
    for point in _points(first, second):
        if point.first.measured and point.second.measured:
            units = (point.first.measured.unit, point.second.measured.unit)
            groups.setdefault((point.first.protocol, units), []).append(point)

    def keys(point: Point) -> tuple[Decimal, Decimal]:
        return better_first(point.first, first_metric), better_first(point.second, second_metric)

    found = [
        _front(protocol, units, sorted(((keys(p), p) for p in points), key=_order))
        for (protocol, units), points in groups.items()
    ]
    return tuple(sorted(found, key=lambda f: (-len(f.points) - len(f.dominated), str(f.protocol), f.units)))


def _order(item: tuple[tuple[Decimal, Decimal], Point]) -> tuple[tuple[Decimal, Decimal], str]:
    return item[0], item[1].first.result.iri


def _front(
    protocol: Protocol, units: tuple[str, str], ordered: Sequence[tuple[tuple[Decimal, Decimal], Point]]
) -> Front:
    """Sweep from the best by the first metric; a point stands if by the second it beats all before it."""
    standing: list[Point] = []
    dominated: list[Point] = []
    best: Decimal | None = None
    for (_, second), same in groupby(ordered, key=lambda item: item[0]):
        stands = best is None or second < best
        (standing if stands else dominated).extend(point for _, point in same)
        best = second if stands else best
    return Front(protocol, units, tuple(standing), tuple(dominated))


def _points(first: Iterable[Score], second: Iterable[Score]) -> list[Point]:
    ones, others = _single(first), _single(second)
    return [Point(method, one, others[key]) for key, (method, one) in _named(ones) if key in others]


Key = tuple[str, str | None, Protocol]


def _named(scores: dict[Key, Score]) -> list[tuple[Key, tuple[str, Score]]]:
    return [(key, (score.result.method, score)) for key, score in scores.items() if score.result.method]


def _single(scores: Iterable[Score]) -> dict[Key, Score]:
    """The measured score of each method in each paper under each protocol, where it states only one."""
    found: dict[Key, list[Score]] = {}
    for score in scores:
        if score.measured:
            found.setdefault((score.result.paper, score.result.method, score.protocol), []).append(score)
    return {
        key: min(values, key=lambda score: score.result.iri)
        for key, values in found.items()
        if len({(v.measured.number, v.measured.unit) for v in values if v.measured}) == 1
    }
