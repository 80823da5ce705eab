"""Leaderboards: what papers report by one metric on one data set, like ranked with like.

Rows are grouped by the condition that the text states. A condition that a text does not state is unknown,
not absent, so those rows are a group of their own and are never ranked with others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg.queries.entities import entities_by_iri
from kg.queries.names import resolve
from kg.queries.results import result_pages
from kg.queries.rows import (
    EntityRow,
    Leaderboard,
    LeaderboardGroup,
    LeaderboardRow,
    PageRequest,
    ReportsFilter,
    ResultFilter,
    ResultRow,
)
from kg.reader import Snapshot
from kg.records import Bound, EntityType, ResultKind
from ontology.folding import fold

#: A board is read whole; no abstract-fed board comes near this.
MAX_ROWS = 10_000

HIGHER = "HigherIsBetter"
_WORDS = re.compile(r"[\s-]+")


def leaderboard(snapshot: Snapshot, dataset: str, metric: str) -> Leaderboard:
    """The board of a data set and a metric, each given by label, alias or IRI.

    Raises:
        NameUnknown: The graph has no such data set or metric.
    """
    wanted = {
        "dataset": resolve(snapshot, EntityType.DATASET, dataset, where="dataset"),
        "metric": resolve(snapshot, EntityType.METRIC, metric, where="metric"),
    }
    entities = entities_by_iri(snapshot, list(wanted.values()))
    board_metric = entities[wanted["metric"]]
    keep = ResultFilter(reports=ReportsFilter(metric=wanted["metric"], dataset=wanted["dataset"]))
    (page,) = result_pages(snapshot, [(keep, PageRequest(first=MAX_ROWS))])
    shown = [row for row in page.rows if row.kind in {ResultKind.ABSOLUTE, ResultKind.UNVALUED}]
    groups = tuple(
        LeaderboardGroup(protocol, _ranked(rows, board_metric)) for protocol, rows in _by_condition(shown)
    )
    return Leaderboard(entities[wanted["dataset"]], board_metric, groups, _note(groups, board_metric))


def _by_condition(rows: Iterable[ResultRow]) -> list[tuple[str | None, list[ResultRow]]]:
    """Rows by the folded words of their condition, the largest group first and the unstated last."""
    groups: dict[tuple[str, ...] | None, list[ResultRow]] = {}
    for row in rows:
        words = tuple(sorted(filter(None, map(fold, _WORDS.split(row.condition or "")))))
        groups.setdefault(words or None, []).append(row)
    ordered = sorted(groups.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ()))
    return [
        (None if words is None else min(r.condition or "" for r in group), group) for words, group in ordered
    ]


def _ranked(rows: Sequence[ResultRow], metric: EntityRow) -> tuple[LeaderboardRow, ...]:
    """Best first; equal values share a rank and the next rank counts them all; the unranked come last."""
    sign = -1 if metric.direction == HIGHER else 1
    judged = [(row, _why_not(row, metric)) for row in rows]
    ranked = [
        (sign * _comparable(row.value, row.unit, metric), row)
        for row, reason in judged
        if reason is None and row.value is not None
    ]
    ranked.sort(key=lambda item: (item[0], item[1].iri))
    board, rank = [], 0
    for position, (value, row) in enumerate(ranked, start=1):
        if position == 1 or value != ranked[position - 2][0]:
            rank = position
        board.append(LeaderboardRow(rank, row))
    rest = sorted((item for item in judged if item[1] is not None), key=lambda item: item[0].iri)
    board += [LeaderboardRow(None, row, reason) for row, reason in rest]
    return tuple(board)


def _comparable(value: Decimal, unit: str | None, metric: EntityRow) -> Decimal:
    """The value in the metric's usual unit, so that `0.852`, `85.2` and `85.2%` compare."""
    fraction = metric.unit == "%" and unit is None and 0 <= value <= 1
    return value * 100 if fraction else value


def _why_not(row: ResultRow, metric: EntityRow) -> str | None:
    """Why a row has no rank, or None if it has one."""
    if row.value is None:
        return "no value is stated"
    if metric.direction is None:
        return "it is not known which values of this metric are better"
    if row.relative_to is not None:
        return f"a share of {row.relative_to}"
    if row.bound in {Bound.UP_TO, Bound.OVER}:
        return f"only a bound: {row.bound.value} {row.value_text}"
    usual = {metric.unit, None} | ({"%"} if metric.unit is None else set())
    if row.unit not in usual:
        return f"in {row.unit}, not in {metric.unit or 'the usual unit'}"
    return None


def _note(groups: Sequence[LeaderboardGroup], metric: EntityRow) -> str | None:
    if metric.direction is None:
        return f"Nothing is ranked: whether more or less {metric.label} is better is not known."
    if len(groups) < 2:
        return None
    return (
        "Results under different conditions are not comparable, so each condition is ranked by itself; "
        "where a text states none, it is unknown and ranked apart."
    )
