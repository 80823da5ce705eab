"""`sotagraph pareto`: the methods that no other beats by both of two metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.asking import Names, open_snapshot, shown_value
from api.cli.options import BoardDataset, Data, Json
from api.cli.output import note, print_json, print_table, say

if TYPE_CHECKING:
    from kg.leaderboards.pareto import Front, Point
    from kg.queries.leaderboard import Pareto

Metrics = Annotated[
    tuple[str, str],
    typer.Option("--metrics", metavar="NAME NAME", help="Two metrics: labels, aliases or IRIs."),
]


def pareto(data: Data, dataset: BoardDataset, metrics: Metrics, as_json: Json = False) -> int:
    """Show the methods that no other beats by both of two metrics, for each protocol.

    A point is what one paper states of a method by both metrics under one protocol.

    Example: sotagraph pareto --dataset COCO --metrics AP FPS
    """
    from kg.queries.leaderboard import pareto as ask

    with open_snapshot(data) as snapshot:
        found = ask(snapshot, dataset, *metrics)
        points = [point for front in found.fronts for point in (*front.points, *front.dominated)]
        names = Names(snapshot, [score.result for point in points for score in (point.first, point.second)])
    if as_json:
        print_json([_to_json(front, names) for front in found.fronts])
    else:
        _print(found, names)
    return 0


def _to_json(front: Front, names: Names) -> dict[str, Any]:
    def points(of: tuple[Point, ...]) -> list[list[dict[str, Any]]]:
        return [[names.to_json(score.result) for score in (point.first, point.second)] for point in of]

    return {
        "protocol": str(front.protocol) if front.protocol.settings else None,
        "units": list(front.units),
        "points": points(front.points),
        "dominated": points(front.dominated),
    }


def _print(found: Pareto, names: Names) -> None:
    one, other = found.metrics
    say(f"{one.label} and {other.label} on {found.dataset.label}")
    for front in found.fronts:
        print_table(
            ["method", one.label, other.label, "on the front", "paper"],
            (
                (
                    names.label(point.method),
                    shown_value(point.first.result),
                    shown_value(point.second.result),
                    "yes" if point in front.points else "no",
                    names.title(point.first.result.paper),
                )
                for point in (*front.points, *front.dominated)
            ),
            title=f"Protocol: {front.protocol}",
        )
    unknown = [metric.label for metric in found.metrics if metric.direction is None]
    if unknown:
        note(f"Nothing is best: which values are better is not known of {' and '.join(unknown)}.")
    elif not found.fronts:
        note("No paper states both of one method under one protocol.")
