"""`sotagraph victories`: who is claimed to beat whom."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.asking import Names, note_rest, open_snapshot, shown_value
from api.cli.options import Data, DatasetName, Json, Limit, MetricName, MinPapers
from api.cli.output import print_json, print_table


def victories(
    data: Data,
    winner: Annotated[str | None, typer.Option("--winner", metavar="NAME", help="This method wins.")] = None,
    loser: Annotated[str | None, typer.Option("--loser", metavar="NAME", help="This method loses.")] = None,
    dataset: DatasetName = None,
    metric: MetricName = None,
    min_papers: MinPapers = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> int:
    """List who is claimed to beat whom, by how much, on what; what most papers claim first.

    Example: sotagraph victories --loser BERT
    """
    from kg.queries.arguments import PageRequest, VictoryFilter
    from kg.queries.boards import victory_pages
    from kg.queries.results import results_by_iri

    keep = VictoryFilter(winner=winner, loser=loser, dataset=dataset, metric=metric, min_papers=min_papers)
    with open_snapshot(data) as snapshot:
        (page,) = victory_pages(snapshot, [(keep, PageRequest(first=limit))])
        found = results_by_iri(snapshot, [iri for row in page.rows for iri in row.results])
        names = Names(snapshot, list(found.values()))
    if as_json:
        print_json(
            [
                {
                    "iri": row.iri,
                    "winner": names.label(row.winner),
                    "loser": names.label(row.loser),
                    "dataset": names.label(row.dataset),
                    "metric": names.label(row.metric),
                    "paperCount": row.papers,
                    "claims": [names.to_json(found[iri]) for iri in row.results],
                }
                for row in page.rows
            ]
        )
        return 0
    print_table(
        ["winner", "loser", "data set", "metric", "change", "by", "paper", "quote"],
        (
            (
                names.label(row.winner),
                names.label(row.loser),
                names.label(row.dataset),
                names.label(row.metric),
                found[iri].change,
                shown_value(found[iri]),
                names.title(found[iri].paper),
                found[iri].evidence.quote,
            )
            for row in page.rows
            for iri in row.results
        ),
    )
    note_rest(page)
    return 0
