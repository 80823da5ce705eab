"""`sotagraph contradictions`: values that differ where they should agree."""

from __future__ import annotations

from api.cli.asking import Names, note_rest, open_snapshot, shown_value
from api.cli.options import Data, DatasetName, Json, Limit, MethodName, MetricName
from api.cli.output import print_json, print_table


def contradictions(
    data: Data,
    dataset: DatasetName = None,
    metric: MetricName = None,
    method: MethodName = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> int:
    """List values that differ though method, data set, metric and all that the texts state agree.

    They are something to look at: what the texts leave unstated may be what differs.

    Example: sotagraph contradictions --metric FID
    """
    from kg.queries.arguments import ContradictionFilter, PageRequest
    from kg.queries.boards import contradiction_pages
    from kg.queries.results import results_by_iri

    keep = ContradictionFilter(method=method, dataset=dataset, metric=metric)
    with open_snapshot(data) as snapshot:
        (page,) = contradiction_pages(snapshot, [(keep, PageRequest(first=limit))])
        found = results_by_iri(snapshot, [iri for row in page.rows for iri in row.results])
        names = Names(snapshot, list(found.values()))
    if as_json:
        print_json(
            [
                {
                    "iri": row.iri,
                    "protocol": row.protocol,
                    "inOnePaper": row.in_one_paper,
                    "results": [names.to_json(found[iri]) for iri in row.results],
                }
                for row in page.rows
            ]
        )
        return 0
    print_table(
        ["method", "data set", "metric", "protocol", "value", "paper", "quote"],
        (
            (
                names.label(row.method),
                names.label(row.dataset),
                names.label(row.metric),
                row.protocol or "unstated",
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
