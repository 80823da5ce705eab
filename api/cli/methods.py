"""`sotagraph methods`: which methods report a metric on a data set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.asking import Names, all_results, open_snapshot, shown_value
from api.cli.options import Data, DatasetName, Json, MethodName, MetricName, MinPapers, TaskName
from api.cli.output import note, print_json, print_table
from kg.records import ResultKind

if TYPE_CHECKING:
    from kg.queries.arguments import ReportsFilter

COLUMNS = ("method", "value", "condition", "kind", "paper", "quote")


def methods(
    data: Data,
    metric: MetricName = None,
    dataset: DatasetName = None,
    task: TaskName = None,
    method: MethodName = None,
    kind: Annotated[
        ResultKind | None,
        typer.Option("--kind", help="Only results of this kind; `none` is a claim without a value."),
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option("--min-confidence", metavar="P", min=0, max=1, help="Only results at least this sure."),
    ] = None,
    min_papers: MinPapers = None,
    as_json: Json = False,
) -> int:
    """Answer "which methods report METRIC on DATASET", each value with the sentence that says it.

    Without --kind, a paper that claims a result without stating its value is an answer too.

    Example: sotagraph methods --metric FID --dataset CIFAR-10
    """
    from kg.queries.arguments import ReportsFilter

    wanted = ReportsFilter(
        metric=metric,
        dataset=dataset,
        task=task,
        method=method,
        kind=kind,
        min_confidence=min_confidence,
        min_papers=min_papers,
    )
    print_answer(data, wanted, as_json=as_json)
    return 0


def print_answer(data: Path, keep: ReportsFilter, *, as_json: bool = False) -> None:
    """Print the results that fit and have a method."""
    from kg.queries.arguments import ResultFilter

    with open_snapshot(data) as snapshot:
        rows = [row for row in all_results(snapshot, ResultFilter(reports=keep)) if row.method]
        names = Names(snapshot, rows)
    if as_json:
        print_json([names.to_json(row) for row in rows])
    elif rows:
        print_table(
            COLUMNS,
            (
                (
                    names.label(row.method),
                    shown_value(row),
                    row.condition,
                    row.kind.value,
                    names.title(row.paper),
                    row.evidence.quote,
                )
                for row in rows
            ),
        )
    else:
        note("No result fits.")
