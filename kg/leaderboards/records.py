"""Who held the best value when, as far as the dates of papers tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from kg.leaderboards.dates import PartialDate
from kg.leaderboards.facets import Protocol
from kg.leaderboards.ranking import better_first, comparable
from kg.leaderboards.score import Score
from kg.queries.rows import EntityRow


@dataclass(frozen=True, slots=True)
class Record:
    """A score that was the best known one for a time.

    Args:
        score: The score; it held since its paper appeared.
        since: When that was.
        until: The date by which a better score had surely appeared; None for one that still stands.
        certain: Whether it held whatever days the dates stand for. A year against a month of it, or a better
            score without a date, leaves open which came first.
    """

    score: Score
    since: PartialDate
    until: PartialDate | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Progression:
    """The records under one protocol and in one unit, the oldest (and worst) first.

    `undated` are the scores whose date is unknown, or which may be later than the date that was asked for.
    """

    protocol: Protocol
    unit: str
    records: tuple[Record, ...]
    undated: tuple[Score, ...] = ()


class Dated(NamedTuple):
    """A score with its date, and the key by which better ones come first."""

    key: Decimal
    date: PartialDate
    score: Score


def progressions(
    scores: Iterable[Score], metric: EntityRow, as_of: PartialDate | None = None
) -> tuple[Progression, ...]:
    """The records of one data set and metric, a progression for each protocol; most records first.

    Without a direction nothing is better than anything, so there are none.

    Args:
        scores: All scores on the data set by the metric.
        metric: The metric.
        as_of: Tell it as it stood at the end of this day, month or year.
    """
    if metric.direction is None:
        return ()
    measured = [score for score in scores if score.measured]
    found = [
        _progression(protocol, unit, members, metric, as_of)
        for (protocol, unit), members in comparable(measured).items()
    ]
    kept = [progression for progression in found if progression.records or progression.undated]
    return tuple(
        sorted(kept, key=lambda p: (not p.protocol.settings, -len(p.records), str(p.protocol), p.unit))
    )


def _progression(
    protocol: Protocol, unit: str, scores: Sequence[Score], metric: EntityRow, as_of: PartialDate | None
) -> Progression:
    dated: list[Dated] = []
    undated: list[Score] = []
    for score in scores:
        known = None if score.date is None else True if as_of is None else score.date.within(as_of)
        if known and score.date is not None:
            dated.append(Dated(better_first(score, metric), score.date, score))
        elif known is None:
            undated.append(score)
    dated.sort(key=lambda one: (one.key, one.date.first, one.date.last, one.score.result.iri))
    undated.sort(key=lambda score: score.result.iri)
    best_undated = min((better_first(score, metric) for score in undated), default=None)
    records = list(_records(dated, best_undated))
    return Progression(protocol, unit, tuple(reversed(records)), tuple(undated))


def _records(dated: Sequence[Dated], undated: Decimal | None) -> Iterator[Record]:
    """The records among scores that come best first; `undated` is the key of the best without a date.

    A score held a record if its day can be before that of each better one and not after any equal one's.
    """
    better: list[PartialDate] = []
    for key, equals in groupby(dated, key=lambda one: one.key):
        peers = list(equals)
        # Of the better ones only the first to have come, at the latest and at the earliest, matter.
        until = min(better, key=lambda date: (date.last, date.first), default=None)
        earliest = min(better, key=lambda date: date.first, default=None)
        shared = min(one.date.last for one in peers)
        for place, (_, since, score) in enumerate(peers):
            if (until is None or since.maybe_before(until)) and since.first <= shared:
                # They come by their first day, so the first other one is the first or the second of them.
                other = peers[1 if place == 0 else 0].date if len(peers) > 1 else None
                certain = (
                    (earliest is None or since.surely_before(earliest))
                    and (other is None or since.surely_by(other))
                    and (undated is None or undated > key)
                )
                yield Record(score, since, until, certain)
        better = [date for date in (until, earliest) if date] + [one.date for one in peers]
