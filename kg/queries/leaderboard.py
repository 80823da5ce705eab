"""Leaderboards and records: what papers report by one metric on one data set, like with like."""

from __future__ import annotations

from dataclasses import dataclass

from kg.leaderboards.dates import PartialDate
from kg.leaderboards.notes import why_apart
from kg.leaderboards.ranking import Leaderboard, rank
from kg.leaderboards.records import Progression, progressions
from kg.queries.filters import read_date
from kg.queries.rows import EntityRow
from kg.queries.scores import Scores, scores
from kg.reader import Snapshot


@dataclass(frozen=True, slots=True)
class Records:
    """Who held the best value of a metric on a data set when, a progression for each protocol."""

    dataset: EntityRow
    metric: EntityRow
    progressions: tuple[Progression, ...]


def leaderboard(snapshot: Snapshot, dataset: str, metric: str, as_of: str | None = None) -> Leaderboard:
    """The board of a data set and a metric, each given by label, alias or IRI.

    Args:
        snapshot: Where to look.
        dataset: The data set; its variants are data sets of their own.
        metric: The metric.
        as_of: A day, month or year; leave out what appeared after its end.

    Raises:
        NameUnknown: The graph has no such data set or metric.
        QueryInvalid: `as_of` is no date.
    """
    date = None if as_of is None else read_date(as_of, "asOf")
    return board_of(scores(snapshot, dataset, metric), date)


def board_of(found: Scores, as_of: PartialDate | None = None) -> Leaderboard:
    """The board of scores, ranked as far as they compare."""
    groups = rank(found.scores, found.metric, as_of)
    return Leaderboard(found.dataset, found.metric, groups, why_apart(groups, found.metric), as_of)


def records(snapshot: Snapshot, dataset: str, metric: str, as_of: str | None = None) -> Records:
    """Who held the best value when; the arguments and the errors are those of `leaderboard`."""
    date = None if as_of is None else read_date(as_of, "asOf")
    found = scores(snapshot, dataset, metric)
    return Records(found.dataset, found.metric, progressions(found.scores, found.metric, date))
