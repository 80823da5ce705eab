"""`sotagraph records`: who held the best value of a metric on a data set, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.asking import Names, open_snapshot, shown_value
from api.cli.options import AsOf, BoardDataset, BoardMetric, Data, Json
from api.cli.output import note, print_json, print_table, say

if TYPE_CHECKING:
    from kg.leaderboards.records import Progression
    from kg.queries.leaderboard import Records


def records(
    data: Data, dataset: BoardDataset, metric: BoardMetric, as_of: AsOf = None, as_json: Json = False
) -> int:
    """Tell who held the best value when, for each protocol, as far as the dates of papers tell.

    Example: sotagraph records --dataset ImageNet --metric FID --as-of 2024-06
    """
    from kg.queries.leaderboard import records as ask

    with open_snapshot(data) as snapshot:
        found = ask(snapshot, dataset, metric, as_of)
        shown = [record.score for each in found.progressions for record in each.records]
        undated = [score for each in found.progressions for score in each.undated]
        names = Names(snapshot, [score.result for score in (*shown, *undated)])
    if as_json:
        print_json(_to_json(found, names))
    else:
        _print(found, names)
    return 0


def _to_json(found: Records, names: Names) -> dict[str, object]:
    return {
        "dataset": {"iri": found.dataset.iri, "label": found.dataset.label},
        "metric": {
            "iri": found.metric.iri,
            "label": found.metric.label,
            "direction": found.metric.direction,
        },
        "progressions": [
            {
                "protocol": str(each.protocol) if each.protocol.settings else None,
                "unit": each.unit or None,
                "records": [
                    {
                        "since": str(record.since),
                        "until": str(record.until) if record.until else None,
                        "certain": record.certain,
                        "result": names.to_json(record.score.result),
                    }
                    for record in each.records
                ],
                "undated": [names.to_json(score.result) for score in each.undated],
            }
            for each in found.progressions
        ],
    }


def _print(found: Records, names: Names) -> None:
    say(f"{found.metric.label} on {found.dataset.label}: who held the best value when")
    for each in found.progressions:
        _print_progression(each, names)
    if found.metric.direction is None:
        note(f"Nothing is best: whether more or less {found.metric.label} is better is not known.")
    elif not found.progressions:
        note("No result fits.")


def _print_progression(each: Progression, names: Names) -> None:
    rows = [
        (
            str(record.since),
            str(record.until or "still"),
            "yes" if record.certain else "the dates leave it open",
            names.label(record.score.result.method) or "(not named)",
            shown_value(record.score.result),
            ", ".join(record.score.marks),
            names.title(record.score.result.paper),
        )
        for record in each.records
    ]
    columns = ["since", "until", "certain", "method", "value", "marks", "paper"]
    print_table(columns, rows, title=f"Protocol: {each.protocol}")
    if each.undated:
        count = len(each.undated)
        note(f"Not placed, since their dates are unknown or may be later: {count:,} values.")
