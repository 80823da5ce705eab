"""`sotagraph stats`: how much the graph holds."""

from __future__ import annotations

from dataclasses import asdict

from api.cli.asking import open_snapshot
from api.cli.options import Data, Json
from api.cli.output import print_json, print_table


def stats(data: Data, as_json: Json = False) -> int:
    """Count what the published graph holds, and how much of it the vocabularies know."""
    from kg.queries.statistics import coverage, statistics

    with open_snapshot(data) as snapshot:
        counts = asdict(statistics(snapshot))
        known = [asdict(row) for row in coverage(snapshot)]
    if as_json:
        print_json({**counts, "coverage": known})
        return 0
    print_table(("what", "how many"), counts.items())
    rows = (
        (
            row["type"],
            row["entities"],
            _share(row["known"], row["entities"]),
            row["named"],
            _share(row["named_known"], row["named"]),
        )
        for row in known
    )
    print_table(("type", "entities", "in a vocabulary", "named by papers", "of these in a vocabulary"), rows)
    return 0


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else ""
