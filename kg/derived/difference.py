"""What differs between the catalogue of the last publication and that of the next one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.rdf.support import Report

Pair = tuple[str, str]

# Of papers that changed, and of entities of which otherwise is known what boards depend on: a metric's
# direction and unit, and labels, for those say something of a protocol.
_TOUCHED = """
    SELECT DISTINCT one.iri, other.iri FROM {catalogue}.result
    JOIN {catalogue}.entity AS one ON one.id = result.{one}
    JOIN {catalogue}.entity AS other ON other.id = result.{other}
    WHERE result.paper IN (SELECT id FROM {catalogue}.paper WHERE iri IN (SELECT iri FROM touched_paper))
    OR result.method IN ({altered}) OR result.dataset IN ({altered})
    OR result.task IN ({altered}) OR result.metric IN ({altered})
"""

_ALTERED = "SELECT id FROM {catalogue}.entity WHERE iri IN (SELECT iri FROM altered)"

_ALL = """
    SELECT DISTINCT one.iri, other.iri FROM result
    JOIN entity AS one ON one.id = result.{one} JOIN entity AS other ON other.id = result.{other}
"""

_REPORTS = """
    SELECT method.iri, dataset.iri, metric.iri, count(DISTINCT result.paper), max(result.confidence)
    FROM {catalogue}.result
    JOIN {catalogue}.entity AS method ON method.id = result.method
    JOIN {catalogue}.entity AS metric ON metric.id = result.metric
    LEFT JOIN {catalogue}.entity AS dataset ON dataset.id = result.dataset
    GROUP BY result.method, result.dataset, result.metric
"""

_SUPPORT = "SELECT iri, papers FROM {catalogue}.entity WHERE papers > 0"


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be derived anew.

    Args:
        boards: The data set and the metric of each leaderboard that is touched, sorted.
        rivals: Each two methods between which claims are touched, in order of their IRIs, sorted.
        reports: Those that are new or otherwise.
        old_reports: Those that are gone or were otherwise.
        support: By how many papers an entity is named, where that is new or otherwise.
        unsupported: The entities that no paper names any more.
    """

    boards: tuple[Pair, ...]
    rivals: tuple[Pair, ...]
    reports: tuple[Report, ...]
    old_reports: tuple[Report, ...]
    support: tuple[tuple[str, int], ...]
    unsupported: tuple[str, ...]


def difference(catalogue: Path, before: Path | None, papers: Collection[str]) -> Difference:
    """What is touched.

    Args:
        catalogue: That of the publication to come.
        before: That of the last one; None to derive everything.
        papers: The IRIs of all papers that came, changed or went in between.
    """
    with _opened(catalogue, before) as database:
        if before is None:
            return _everything(database)
        database.execute("CREATE TEMP TABLE touched_paper (iri TEXT PRIMARY KEY)")
        database.execute(
            "INSERT INTO touched_paper SELECT DISTINCT value FROM json_each(?)", (json.dumps([*papers]),)
        )
        database.execute(
            "CREATE TEMP TABLE altered AS SELECT now.iri FROM main.entity AS now "
            "JOIN before.entity AS was USING (iri) "
            "WHERE (now.label, now.direction, now.unit) IS NOT (was.label, was.direction, was.unit)"
        )
        now, was = (_REPORTS.format(catalogue=name) for name in ("main", "before"))
        named, named_before = (_SUPPORT.format(catalogue=name) for name in ("main", "before"))
        supported = _rows(database, f"{named} EXCEPT {named_before}")
        unsupported = {iri for iri, _ in _rows(database, f"{named_before} EXCEPT {named}")}
        unsupported -= {iri for iri, _ in supported}
        return Difference(
            boards=_touched(database, "dataset", "metric"),
            rivals=_rivals(_touched(database, "method", "baseline")),
            reports=tuple(map(Report._make, _rows(database, f"{now} EXCEPT {was}"))),
            old_reports=tuple(map(Report._make, _rows(database, f"{was} EXCEPT {now}"))),
            support=tuple(supported),
            unsupported=tuple(sorted(unsupported)),
        )


def _everything(database: sqlite3.Connection) -> Difference:
    return Difference(
        boards=tuple(_rows(database, _ALL.format(one="dataset", other="metric"))),
        rivals=_rivals(_rows(database, _ALL.format(one="method", other="baseline"))),
        reports=tuple(map(Report._make, _rows(database, _REPORTS.format(catalogue="main")))),
        old_reports=(),
        support=tuple(_rows(database, _SUPPORT.format(catalogue="main"))),
        unsupported=(),
    )


def _touched(database: sqlite3.Connection, one: str, other: str) -> tuple[Pair, ...]:
    """What was together in a result that came, changed or went: in either catalogue."""
    sides = (
        _TOUCHED.format(catalogue=name, one=one, other=other, altered=_ALTERED.format(catalogue=name))
        for name in ("main", "before")
    )
    return tuple(_rows(database, " UNION ".join(sides)))


def _rivals(pairs: Collection[Pair]) -> tuple[Pair, ...]:
    """Who is compared with whom, whichever of the two is the baseline."""
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))


def _rows(database: sqlite3.Connection, sql: str) -> list[Any]:
    """All rows, sorted, so that equal graphs are written in one order."""
    return sorted(database.execute(sql), key=lambda row: tuple(str(value or "") for value in row))


@contextmanager
def _opened(catalogue: Path, before: Path | None) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{catalogue.absolute().as_uri()}?mode=ro", uri=True)) as database:
        database.execute("PRAGMA temp_store = MEMORY")
        if before is not None:
            database.execute(
                "ATTACH DATABASE ? AS before", (f"{before.absolute().as_uri()}?mode=ro&immutable=1",)
            )
        yield database
