"""Rows of the catalogue for what is derived from all papers together."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from kg.catalogue.graph import Node, all_of_type, described, of_boards, one, settings
from kg.catalogue.write import SEPARATOR
from kg.rdf.interop import named_node
from kg.rdf.terms import TYPE
from ontology.namespaces import RDFS
from ontology.terms import SG

Pair = tuple[str, str]

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

_RESULTS = f"SELECT id FROM result WHERE dataset = {_ENTITY} AND metric = {_ENTITY}"  # noqa: S608 - constants
_OF_BOARD = (
    f"DELETE FROM contradiction WHERE dataset = {_ENTITY} AND metric = {_ENTITY}",  # noqa: S608 - constants
    f"DELETE FROM score WHERE result IN ({_RESULTS})",  # noqa: S608 - constants
    f"DELETE FROM setting WHERE result IN ({_RESULTS})",  # noqa: S608 - constants
)
_OF_RIVALS = (
    f"DELETE FROM victory WHERE winner = {_ENTITY} AND loser = {_ENTITY} "  # noqa: S608 - constants
    f"OR winner = {_ENTITY} AND loser = {_ENTITY}"
)


class Touched(NamedTuple):
    """What a publication derives anew.

    Args:
        boards: The IRIs of the data set and of the metric of each leaderboard, by its own IRI.
        rivals: Each two methods between which claims are touched, as IRIs.
    """

    boards: Mapping[str, Pair]
    rivals: Collection[Pair]


def write_derived(database: sqlite3.Connection, store: ox.Store, touched: Touched | None) -> None:
    """Write what the graph has derived in place of what was there: everything, or only what is touched."""
    if touched is None:
        for table in ("leaderboard", "contradiction", "victory", "score", "setting"):
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
        boards, contradictions, scores, victories = (
            all_of_type(store, kind) for kind in (SG.Leaderboard, SG.Contradiction, SG.Score, SG.Victory)
        )
    else:
        _forget(database, touched)
        boards = _typed(store, touched.boards, SG.Leaderboard)
        contradictions, scores = (
            of_boards(store, kind, touched.boards) for kind in (SG.Contradiction, SG.Score)
        )
        victories = _between(store, touched.rivals)
    database.executemany(_LEADERBOARD, _leaderboards(described(store, boards)))
    database.executemany(_CONTRADICTION, _contradictions(described(store, contradictions)))
    database.executemany(_VICTORY, _victories(described(store, victories)))
    _write_settings(database, settings(store, scores))


def _forget(database: sqlite3.Connection, touched: Touched) -> None:
    """Take out what was derived; what referred to entities and results that are gone went with these."""
    database.executemany("DELETE FROM leaderboard WHERE iri = ?", ((iri,) for iri in touched.boards))
    for statement in _OF_BOARD:
        database.executemany(statement, touched.boards.values())
    database.executemany(_OF_RIVALS, ((one, other, other, one) for one, other in touched.rivals))


def _typed(store: ox.Store, iris: Iterable[str], kind: str) -> Iterator[ox.Quad]:
    for iri in iris:
        yield from store.quads_for_pattern(named_node(iri), TYPE, named_node(kind))


def _between(store: ox.Store, rivals: Iterable[Pair]) -> Iterator[ox.Quad]:
    """The quads that say which of two methods won against the other."""
    for pair in rivals:
        for winner, loser in (pair, reversed(pair)):
            for quad in store.quads_for_pattern(None, named_node(SG.winner), named_node(winner)):
                lost = ox.Quad(quad.subject, named_node(SG.loser), named_node(loser), quad.graph_name)
                if lost in store:
                    yield quad


def _write_settings(database: sqlite3.Connection, found: Iterable[tuple[str, list[tuple[str, str]]]]) -> None:
    for result, stated in found:
        (number,) = database.execute("SELECT id FROM result WHERE iri = ?", (result,)).fetchone()
        database.execute("INSERT INTO score VALUES (?)", (number,))
        database.executemany(
            "INSERT OR IGNORE INTO setting VALUES (?, ?, ?)",
            ((number, facet, value.lower()) for facet, value in stated),
        )


def _leaderboards(boards: Iterable[tuple[str, Node]]) -> Iterator[tuple[object, ...]]:
    for iri, node in boards:
        papers, label = int(node[str(SG.support)][0]), node[str(RDFS.label)][0].casefold()
        yield iri, node[str(SG.dataset)][0], node[str(SG.metric)][0], papers, _sort(papers, label, iri)


def _contradictions(found: Iterable[tuple[str, Node]]) -> Iterator[tuple[object, ...]]:
    for iri, node in found:
        yield iri, node[str(SG.method)][0], node[str(SG.dataset)][0], node[str(SG.metric)][0], iri


def _victories(found: Iterable[tuple[str, Node]]) -> Iterator[tuple[object, ...]]:
    for iri, node in found:
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
