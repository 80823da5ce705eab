"""Rows of the catalogue for what is derived from all papers together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pyoxigraph as ox

from kg.catalogue.graph import all_of_type, one, settings
from kg.catalogue.write import SEPARATOR
from ontology.namespaces import RDFS
from ontology.terms import SG

_ENTITY = "(SELECT id FROM entity WHERE iri = ?)"
_LEADERBOARD = (
    f"INSERT INTO leaderboard (iri, dataset, metric, papers, sort) VALUES (?, {_ENTITY}, {_ENTITY}, ?, ?)"  # noqa: S608
)
_CONTRADICTION = (
    "INSERT INTO contradiction (iri, method, dataset, metric, sort) "  # noqa: S608 - constants
    f"VALUES (?, {_ENTITY}, {_ENTITY}, {_ENTITY}, ?)"
)
_VICTORY = (
    "INSERT INTO victory (iri, winner, loser, dataset, metric, papers, sort) "  # noqa: S608 - constants
    f"VALUES (?, {_ENTITY}, {_ENTITY}, {_ENTITY}, {_ENTITY}, ?, ?)"
)


def forget_derived(database: sqlite3.Connection) -> None:
    """Take out what was derived, which refers to entities that may go."""
    for table in ("leaderboard", "contradiction", "victory", "score", "setting"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - constants


def write_derived(database: sqlite3.Connection, store: ox.Store) -> None:
    """Write what the graph has derived, in place of what was there."""
    forget_derived(database)
    database.executemany(_LEADERBOARD, _leaderboards(store))
    database.executemany(_CONTRADICTION, _contradictions(store))
    database.executemany(_VICTORY, _victories(store))
    _write_settings(database, store)


def _write_settings(database: sqlite3.Connection, store: ox.Store) -> None:
    ids = dict(database.execute("SELECT iri, id FROM result"))
    found = [(ids[result], stated) for result, stated in settings(store)]
    database.executemany("INSERT INTO score VALUES (?)", ((result,) for result, _ in found))
    database.executemany(
        "INSERT OR IGNORE INTO setting VALUES (?, ?, ?)",
        ((result, facet, value.lower()) for result, stated in found for facet, value in stated),
    )


def _leaderboards(store: ox.Store) -> Iterator[tuple[object, ...]]:
    for iri, node in all_of_type(store, SG.Leaderboard):
        papers, label = int(node[str(SG.support)][0]), node[str(RDFS.label)][0].casefold()
        yield iri, node[str(SG.dataset)][0], node[str(SG.metric)][0], papers, _sort(papers, label, iri)


def _contradictions(store: ox.Store) -> Iterator[tuple[object, ...]]:
    for iri, node in all_of_type(store, SG.Contradiction):
        yield iri, node[str(SG.method)][0], node[str(SG.dataset)][0], node[str(SG.metric)][0], iri


def _victories(store: ox.Store) -> Iterator[tuple[object, ...]]:
    for iri, node in all_of_type(store, SG.Victory):
        papers = int(node[str(SG.support)][0])
        dataset, metric = one(node, str(SG.dataset)), one(node, str(SG.metric))
        yield (
            iri,
            node[str(SG.winner)][0],
            node[str(SG.loser)][0],
            dataset,
            metric,
            papers,
            _sort(papers, iri),
        )


def _sort(papers: int, *names: str) -> str:
    """Most papers first, then by name."""
    return SEPARATOR.join((f"{10**9 - papers:010}", *names))
