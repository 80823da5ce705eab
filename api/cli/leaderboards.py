"""`sotagraph leaderboards`: which leaderboards there are."""

from __future__ import annotations

from api.cli.asking import labels, note_rest, open_snapshot
from api.cli.options import Data, DatasetName, Json, Limit, MetricName, MinPapers
from api.cli.output import print_json, print_table


def leaderboards(
    data: Data,
    dataset: DatasetName = None,
    metric: MetricName = None,
    min_papers: MinPapers = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> int:
    """List the leaderboards, those with most papers first.

    Example: sotagraph leaderboards --metric FID --min-papers 2
    """
    from kg.queries.arguments import LeaderboardFilter, PageRequest
    from kg.queries.boards import leaderboard_pages

    keep = LeaderboardFilter(dataset=dataset, metric=metric, min_papers=min_papers)
    with open_snapshot(data) as snapshot:
        (page,) = leaderboard_pages(snapshot, [(keep, PageRequest(first=limit))])
        names = labels(snapshot, (iri for row in page.rows for iri in (row.dataset, row.metric)))
    if as_json:
        print_json(
            [
                {
                    "iri": row.iri,
                    "dataset": names[row.dataset],
                    "metric": names[row.metric],
                    "paperCount": row.papers,
                }
                for row in page.rows
            ]
        )
        return 0
    print_table(
        ["data set", "metric", "papers"],
        ((names[row.dataset], names[row.metric], f"{row.papers:,}") for row in page.rows),
    )
    note_rest(page)
    return 0
