"""`sotagraph leaderboard`: what papers report by one metric on one data set, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.asking import Names, open_snapshot, shown_value
from api.cli.options import Data, Json
from api.cli.output import note, print_json, print_table, say

if TYPE_CHECKING:
    from kg.queries.rows import Leaderboard, LeaderboardGroup

_DIRECTIONS = {"HigherIsBetter": "higher is better", "LowerIsBetter": "lower is better"}


def leaderboard(
    data: Data,
    dataset: Annotated[
        str, typer.Option("--dataset", metavar="NAME", help="Label, alias or IRI of a data set.")
    ],
    metric: Annotated[str, typer.Option("--metric", metavar="NAME", help="Label, alias or IRI of a metric.")],
    as_json: Json = False,
) -> int:
    """Rank the results on a data set by a metric; results under different conditions are kept apart.

    Example: sotagraph leaderboard --dataset CIFAR-10 --metric FID
    """
    from kg.queries.leaderboard import leaderboard as ask

    with open_snapshot(data) as snapshot:
        board = ask(snapshot, dataset, metric)
        names = Names(snapshot, [row.result for group in board.groups for row in group.rows])
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
        "note": board.note,
        "groups": [
            {
                "protocol": group.protocol,
                "rows": [
                    {"rank": row.rank, "unranked": row.unranked, "result": names.to_json(row.result)}
                    for row in group.rows
                ],
            }
            for group in board.groups
        ],
    }


def _print(board: Leaderboard, names: Names) -> None:
    direction = _DIRECTIONS.get(board.metric.direction or "", "direction unknown")
    say(f"{board.metric.label} on {board.dataset.label} ({direction})")
    for group in board.groups:
        _print_group(group, names)
    if not board.groups:
        note("No result fits.")
    if board.note:
        say(board.note)


def _print_group(group: LeaderboardGroup, names: Names) -> None:
    columns = ["rank", "method", "value", "paper", "quote"]
    rows = [
        [
            "-" if row.rank is None else row.rank,
            names.label(row.result.method) or "(not named)",
            shown_value(row.result),
            names.title(row.result.paper),
            row.result.evidence.quote,
        ]
        for row in group.rows
    ]
    if any(row.unranked for row in group.rows):
        columns.insert(3, "not ranked because")
        for cells, row in zip(rows, group.rows, strict=True):
            cells.insert(3, row.unranked or "")
    print_table(columns, rows, title=f"Condition: {group.protocol or 'unstated'}")
