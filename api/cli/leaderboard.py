"""`sotagraph leaderboard`: what papers report by one metric on one data set, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.asking import Names, open_snapshot, shown_value
from api.cli.options import AsOf, BoardDataset, BoardMetric, Data, Json
from api.cli.output import note, print_json, print_table, say

if TYPE_CHECKING:
    from kg.leaderboards.facets import Facet
    from kg.leaderboards.ranking import Leaderboard, LeaderboardGroup
    from kg.leaderboards.score import Score

_DIRECTIONS = {"HigherIsBetter": "higher is better", "LowerIsBetter": "lower is better"}


def leaderboard(
    data: Data, dataset: BoardDataset, metric: BoardMetric, as_of: AsOf = None, as_json: Json = False
) -> int:
    """Rank methods on a data set by a metric; results under different protocols are kept apart.

    Example: sotagraph leaderboard --dataset CIFAR-10 --metric FID
    """
    from kg.queries.leaderboard import leaderboard as ask

    with open_snapshot(data) as snapshot:
        board = ask(snapshot, dataset, metric, as_of)
        shown = [score.result for group in board.groups for row in group.rows for score in row.scores]
        names = Names(snapshot, shown)
    if as_json:
        print_json(_to_json(board, names))
    else:
        _print(board, names)
    return 0


def _to_json(board: Leaderboard, names: Names) -> dict[str, object]:
    return {
        "dataset": {"iri": board.dataset.iri, "label": board.dataset.label},
        "metric": {
            "iri": board.metric.iri,
            "label": board.metric.label,
            "direction": board.metric.direction,
        },
        "asOf": str(board.as_of) if board.as_of else None,
        "note": board.note,
        "groups": [_group_to_json(group, board.facets, names) for group in board.groups],
    }


def _group_to_json(group: LeaderboardGroup, facets: tuple[Facet, ...], names: Names) -> dict[str, object]:
    stated = group.protocol.facets
    return {
        "protocol": str(group.protocol) if stated else None,
        "settings": {
            facet.value: group.protocol.shown(facet) if facet in stated else None for facet in facets
        },
        "unit": group.unit or None,
        "rows": [
            {
                "rank": row.rank,
                "unranked": row.unranked,
                "scores": [_score_to_json(score, names) for score in row.scores],
            }
            for row in group.rows
        ],
    }


def _score_to_json(score: Score, names: Names) -> dict[str, object]:
    return {
        "comparableValue": float(score.measured.number) if score.measured else None,
        "marks": [mark.value for mark in score.marks],
        "result": names.to_json(score.result),
    }


def _print(board: Leaderboard, names: Names) -> None:
    direction = _DIRECTIONS.get(board.metric.direction or "", "direction unknown")
    when = f", as of {board.as_of}" if board.as_of else ""
    say(f"{board.metric.label} on {board.dataset.label} ({direction}{when})")
    for group in board.groups:
        _print_group(group, board.facets, names)
    if not board.groups:
        note("No result fits.")
    if board.note:
        say(board.note)


def _print_group(group: LeaderboardGroup, facets: tuple[Facet, ...], names: Names) -> None:
    columns = {
        "rank": ["-" if row.rank is None else str(row.rank) for row in group.rows],
        "method": [names.label(row.best.result.method) or "(not named)" for row in group.rows],
        "value": [shown_value(row.best.result) for row in group.rows],
        "other values": [
            ", ".join(shown_value(score.result) for score in row.scores[1:]) for row in group.rows
        ],
        "marks": [", ".join(row.best.marks) for row in group.rows],
        "not ranked because": [row.unranked or "" for row in group.rows],
        "paper": [names.title(row.best.result.paper) for row in group.rows],
        "quote": [row.best.result.evidence.quote for row in group.rows],
    }
    always = {"rank", "method", "value", "paper", "quote"}
    kept = {name: cells for name, cells in columns.items() if name in always or any(cells)}
    print_table(list(kept), zip(*kept.values(), strict=True), title=_title(group, facets))


def _title(group: LeaderboardGroup, facets: tuple[Facet, ...]) -> str:
    """`conditioning: class-conditional; guidance: unstated`: each facet that the board tells apart."""
    stated = "; ".join(f"{facet.value}: {group.protocol.shown(facet)}" for facet in facets)
    unit = f" (in {group.unit})" if group.unit else ""
    return f"Protocol: {stated or group.protocol}{unit}"
