"""`sotagraph methods`: which methods report a metric on a data set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from kg.reader import Snapshot

from api.cli.asking import PAGE, Names, open_snapshot, shown_value
from api.cli.options import Data, Json
from api.cli.output import note, print_json, print_table
from kg.queries.rows import PageRequest, ReportsFilter, ResultFilter, ResultRow
from kg.records import ResultKind

COLUMNS = ("method", "value", "condition", "kind", "paper", "quote")


def methods(
    data: Data,
    metric: Annotated[str | None, typer.Option("--metric", help="Name, alias or IRI of a metric.")] = None,
    dataset: Annotated[
        str | None, typer.Option("--dataset", help="Name, alias or IRI of a data set.")
    ] = None,
    task: Annotated[str | None, typer.Option("--task", help="Name, alias or IRI of a task.")] = None,
    kind: Annotated[ResultKind | None, typer.Option("--kind", help="Only results of this kind.")] = None,
    as_json: Json = False,
) -> int:
    """Answer "which methods report METRIC on DATASET", each value with the sentence that says it."""
    print_answer(data, ReportsFilter(metric=metric, dataset=dataset, task=task, kind=kind), as_json=as_json)
    return 0


def print_answer(data: Path, keep: ReportsFilter, *, as_json: bool = False) -> None:
    """Print the results that fit and have a method."""
    with open_snapshot(data) as snapshot:
        rows = [row for row in all_results(snapshot, ResultFilter(reports=keep)) if row.method]
        names = Names(snapshot, rows)
        if as_json:
            print_json([names.to_json(row) for row in rows])
            return
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
        if not rows:
            note("No result fits.")


def all_results(snapshot: Snapshot, keep: ResultFilter) -> list[ResultRow]:
    """Every result that fits, page after page."""
    from kg.queries.results import result_pages

    rows: list[ResultRow] = []
    after: str | None = None
    while True:
        (page,) = result_pages(snapshot, [(keep, PageRequest(first=PAGE, after=after))])
        rows.extend(page.rows)
        if not page.has_next:
            return rows
        after = page.cursors[-1]
