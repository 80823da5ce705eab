"""Leaderboards and records: what papers report by one metric on one data set, like with like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import QueryInvalid
from kg.identity.iris import Iris
from kg.leaderboards.dates import PartialDate
from kg.leaderboards.notes import why_apart
from kg.leaderboards.pareto import Front, fronts
from kg.leaderboards.ranking import Leaderboard, rank
from kg.leaderboards.records import Progression, progressions
from kg.queries.lookup import read_date
from kg.queries.names import resolve
from kg.queries.rows import EntityRow, LeaderboardEntry
from kg.queries.scores import Scores, scores, scores_of
from kg.reader import Readable
from kg.records import EntityType


@dataclass(frozen=True, slots=True)
class Records:
    """Who held the best value of a metric on a data set when, a progression for each protocol."""

    dataset: EntityRow
    metric: EntityRow
    progressions: tuple[Progression, ...]


@dataclass(frozen=True, slots=True)
class Pareto:
    """The Pareto fronts of two metrics on a data set, one for each protocol; none without directions."""

    dataset: EntityRow
    metrics: tuple[EntityRow, EntityRow]
    fronts: tuple[Front, ...]


#: The IRIs of a data set and of a metric, and the date as of which the board is asked for.
BoardKey = tuple[str, str, str | None]


def leaderboard(snapshot: Readable, dataset: str, metric: str, as_of: str | None = None) -> Leaderboard:
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


def find_leaderboard(
    snapshot: Readable, dataset: str, metric: str, as_of: str | None = None
) -> LeaderboardEntry:
    """The board of a data set and a metric without its rows; also one on which there is nothing yet.

    Raises as `leaderboard` does.
    """
    if as_of is not None:
        read_date(as_of, "asOf")
    of = resolve(snapshot, EntityType.DATASET, dataset, where="dataset")
    by = resolve(snapshot, EntityType.METRIC, metric, where="metric")
    # An IRI of an entity ends in its type and its own name.
    iri = Iris(of[: of.rindex("id/dataset/")]).leaderboard(of, by)
    papers = snapshot.catalogue.value("SELECT papers FROM leaderboard WHERE iri = ?", (iri,))
    return LeaderboardEntry(iri, of, by, papers or 0)


def leaderboards(snapshot: Readable, asked: Sequence[BoardKey]) -> dict[BoardKey, Leaderboard]:
    """The boards of data sets and metrics that are there, as of dates, read together.

    Raises:
        QueryInvalid: `as_of` is no date.
    """
    dates = {text: read_date(text, "asOf") for _, _, text in asked if text is not None}
    pairs = list(dict.fromkeys((dataset, metric) for dataset, metric, _ in asked))
    found = {(each.dataset.iri, each.metric.iri): each for each in scores_of(snapshot, pairs)}
    return {
        key: board_of(found[key[:2]], dates[key[2]] if key[2] is not None else None)
        for key in asked
        if key[:2] in found
    }


def pareto(snapshot: Readable, dataset: str, first: str, second: str) -> Pareto:
    """The methods that no other beats by both of two metrics on a data set, for each protocol.

    Raises:
        NameUnknown: The graph has no such data set or metric.
        QueryInvalid: The two metrics are one.
    """
    one, other = scores(snapshot, dataset, first), scores(snapshot, dataset, second)
    if one.metric.iri == other.metric.iri:
        raise QueryInvalid(
            f"{first!r} and {second!r} are one metric, {one.metric.label}.",
            where="metrics",
            remedy="Give two metrics that pull in different directions, such as accuracy and latency.",
        )
    found = fronts(one.scores, one.metric, other.scores, other.metric)
    return Pareto(one.dataset, (one.metric, other.metric), found)


def board_of(found: Scores, as_of: PartialDate | None = None) -> Leaderboard:
    """The board of scores, ranked as far as they compare."""
    groups = rank(found.scores, found.metric, as_of)
    return Leaderboard(found.dataset, found.metric, groups, why_apart(groups, found.metric), as_of)


def records(snapshot: Readable, dataset: str, metric: str, as_of: str | None = None) -> Records:
    """Who held the best value when; the arguments and the errors are those of `leaderboard`."""
    date = None if as_of is None else read_date(as_of, "asOf")
    found = scores(snapshot, dataset, metric)
    return Records(found.dataset, found.metric, progressions(found.scores, found.metric, date))
