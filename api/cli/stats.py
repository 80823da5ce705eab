"""`sotagraph stats`: how much the graph holds."""

from __future__ import annotations

from dataclasses import asdict

from api.cli.asking import open_snapshot
from api.cli.options import Data, Json
from api.cli.output import print_json, print_table


def stats(data: Data, as_json: Json = False) -> int:
    """Count what the published graph holds."""
    from kg.queries.statistics import statistics

    with open_snapshot(data) as snapshot:
        counts = asdict(statistics(snapshot))
    if as_json:
        print_json(counts)
    else:
        print_table(("what", "how many"), counts.items())
    return 0
