"""Running a query to its end: solutions become plain Python before anything else sees them.

pyoxigraph's solutions belong to the thread that made them, so nothing here hands one out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.rdf.sparql import fill, load_query
from kg.reader import Readable


def solutions(snapshot: Readable, name: str, iris: Mapping[str, Iterable[str]]) -> list[dict[str, Any]]:
    """The solutions of `<name>.rq` with its VALUES blocks filled with IRIs.

    A solution maps the name of a variable to the text of its term, or to None where it is unbound. IRIs that
    are none (a stranger may have sent them) match nothing.
    """
    blocks = {variable: list(filter(None, map(_node, values))) for variable, values in iris.items()}
    if not all(blocks.values()):
        return []
    found = snapshot.store.query(fill(load_query(name), blocks))
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - every typed query is a SELECT
    names = [variable.value for variable in found.variables]
    return [{name: _text(row[name]) for name in names} for row in found]


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def _text(term: object) -> str | None:
    if term is None:
        return None
    assert isinstance(term, ox.NamedNode | ox.Literal)  # noqa: S101 - the queries select no other terms
    return term.value
