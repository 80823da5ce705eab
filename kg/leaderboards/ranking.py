"""Scores ranked, like with like: one ranking for each protocol, and the reasons why the rest has no rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.leaderboards.dates import PartialDate
from kg.leaderboards.facets import Facet, Protocol
from kg.leaderboards.score import Score
from kg.leaderboards.values import HIGHER
from kg.queries.rows import EntityRow

NO_DIRECTION = "it is not known which values of this metric are better"


@dataclass(frozen=True, slots=True)
class LeaderboardRow:
    """A method and its scores under one protocol, best first; or one score that cannot rank.

    `rank` is None where it cannot, and `unranked` says why. A result without a method has a row of its own.
    """

    rank: int | None
    scores: tuple[Score, ...]
    unranked: str | None = None

    @property
    def best(self) -> Score:
        """The score that gives the rank."""
        return self.scores[0]


@dataclass(frozen=True, slots=True)
class LeaderboardGroup:
    """Scores under one protocol and in one unit, ranked by themselves; `unit` is empty for plain numbers."""

    protocol: Protocol
    unit: str
    rows: tuple[LeaderboardRow, ...]


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """A data set and a metric; `note` says why groups are not ranked together or at all.

    It is told as it stood at the end of `as_of`, or as it stands now.
    """

    dataset: EntityRow
    metric: EntityRow
    groups: tuple[LeaderboardGroup, ...]
    note: str | None = None
    as_of: PartialDate | None = None

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The facets that any row states; in the other groups they are unstated."""
        return facets_of(self.groups)


def rank(
    scores: Iterable[Score], metric: EntityRow, as_of: PartialDate | None = None
) -> tuple[LeaderboardGroup, ...]:
    """Group scores of one data set and metric by protocol and unit, and rank each group by itself.

    The largest group comes first, the one without any stated setting last.

    Args:
        scores: All scores on the data set by the metric.
        metric: The metric; its direction decides what is best.
        as_of: Leave out what appeared after this day, month or year; what may have done so has no rank.
    """
    known = [score for score in scores if _appeared(score, as_of) is not False]
    groups = [
        LeaderboardGroup(protocol, unit, _rows(members, metric, as_of))
        for (protocol, unit), members in comparable(known).items()
    ]
    return tuple(
        sorted(groups, key=lambda g: (not g.protocol.settings, -len(g.rows), str(g.protocol), g.unit))
    )


def facets_of(groups: Iterable[LeaderboardGroup]) -> tuple[Facet, ...]:
    """The facets that any of the groups states, in their order."""
    stated = {facet for group in groups for facet in group.protocol.facets}
    return tuple(facet for facet in Facet if facet in stated)


def better_first(score: Score, metric: EntityRow) -> Decimal:
    """A key by which better scores sort first, or smaller ones without a direction; 0 if it cannot rank."""
    number = score.measured.number if score.measured else Decimal(0)
    return number.copy_negate() if metric.direction == HIGHER else number


def comparable(scores: Iterable[Score]) -> dict[tuple[Protocol, str], list[Score]]:
    """Scores by protocol and unit; what cannot rank joins the largest group of its protocol.

    Two measured scores compare if they are in one of these groups, and only then.
    """
    groups: dict[tuple[Protocol, str], list[Score]] = {}
    rest: list[Score] = []
    for score in scores:
        if score.measured:
            groups.setdefault((score.protocol, score.measured.unit), []).append(score)
        else:
            rest.append(score)
    largest: dict[Protocol, tuple[Protocol, str]] = {}
    for key in sorted(groups, key=lambda key: (-len(groups[key]), key[1])):
        largest.setdefault(key[0], key)
    for score in rest:
        groups.setdefault(largest.get(score.protocol, (score.protocol, "")), []).append(score)
    return groups


def _appeared(score: Score, as_of: PartialDate | None) -> bool | None:
    """Whether a score had appeared by then; None if that cannot be told."""
    if as_of is None:
        return True
    return None if score.date is None else score.date.within(as_of)


def _why_not(score: Score, metric: EntityRow, as_of: PartialDate | None) -> str | None:
    if score.obstacle:
        return score.obstacle
    if metric.direction is None:
        return NO_DIRECTION
    if _appeared(score, as_of) is None:
        return f"its date ({score.date or 'unknown'}) may be after {as_of}"
    return None


def _rows(
    scores: Sequence[Score], metric: EntityRow, as_of: PartialDate | None
) -> tuple[LeaderboardRow, ...]:
    """Best first; equal values share a rank and the next rank counts them all; the unranked come last.

    This is standard competition ranking, `1, 1, 3`.
    """
    judged = [(score, _why_not(score, metric, as_of)) for score in scores]
    methods: dict[str, list[Score]] = {}
    for score, reason in judged:
        if reason is None:
            methods.setdefault(score.result.method or score.result.iri, []).append(score)

    def order(score: Score) -> tuple[Decimal, bool, str]:
        return better_first(score, metric), not score.own, score.result.iri

    standing = sorted((sorted(found, key=order) for found in methods.values()), key=lambda s: order(s[0]))
    rows: list[LeaderboardRow] = []
    place = 0
    for position, found in enumerate(standing, start=1):
        if position == 1 or better_first(found[0], metric) != better_first(standing[position - 2][0], metric):
            place = position
        rows.append(LeaderboardRow(place, tuple(found)))
    rest = sorted((item for item in judged if item[1] is not None), key=lambda item: item[0].result.iri)
    return (*rows, *(LeaderboardRow(None, (score,), reason) for score, reason in rest))
