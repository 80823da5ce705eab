"""A snapshot asked in SPARQL: which graphs are meant, what is refused, how the answer is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Protocol, cast

import pyoxigraph as ox

from api.sparql.explanation import explained
from api.sparql.formats import GRAPHS, TABLES, not_acceptable
from api.sparql.frames import FrameKind, Question
from api.sparql.grammar import Grammar
from kg.data_directory import SnapshotFolder
from kg.store.lease import Lease

__all__ = ["Engine", "Sink", "ask"]

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Sink(Protocol):
    """Where an answer goes."""

    def begin(self, kind: FrameKind) -> None:
        """What it is, said before it is written."""

    def write(self, data: bytes) -> int:
        """A part of it."""

    def flush(self) -> None:
        """Called by the serializer at the end."""


class Engine:
    """Answers questions, and keeps the snapshot of the last one open.

    Args:
        prefixes: Those that a query need not declare.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._grammar = Grammar(prefixes)
        self._folder: str | None = None
        self._lease: Lease | None = None
        self._store: ox.Store | None = None

    def answer(self, question: Question, sink: Sink) -> None:
        """Write the answer to a question.

        Raises:
            QueryInvalid: The query is wrong.
            Refusal: It is not allowed, or the client takes no format of its answer.
            FileNotFoundError: The snapshot is gone.
        """
        store = self._open(question.snapshot)
        with explained(question.sparql):
            results = ask(
                store,
                self._grammar,
                question.sparql,
                base=question.base,
                default_graphs=question.default_graphs,
                named_graphs=question.named_graphs,
            )
            if isinstance(results, ox.QueryTriples):
                if question.graph is None:
                    raise not_acceptable(GRAPHS)
                sink.begin(FrameKind.GRAPH)
                results.serialize(cast("IO[bytes]", sink), getattr(ox.RdfFormat, question.graph))
            else:
                if question.table is None:
                    raise not_acceptable(TABLES)
                sink.begin(FrameKind.TABLE)
                results.serialize(cast("IO[bytes]", sink), getattr(ox.QueryResultsFormat, question.table))

    def _open(self, folder: str) -> ox.Store:
        if self._store is None or folder != self._folder:
            # Let go of the old one first: there need not be memory for two.
            self._store = self._folder = None
            if self._lease is not None:
                self._lease.release()
            snapshot = SnapshotFolder(Path(folder))
            self._lease = Lease(snapshot)
            self._store = ox.Store.read_only(str(snapshot.graph))
            self._folder = folder
        return self._store


def ask(
    store: ox.Store,
    grammar: Grammar,
    sparql: str,
    *,
    base: str | None = None,
    default_graphs: tuple[str, ...] = (),
    named_graphs: tuple[str, ...] = (),
) -> Results:
    """What a store answers; the default graph is the union of all graphs unless graphs are named.

    Graphs that the request names go before those that the query names (SPARQL 1.1 Protocol, 2.1.4).

    Raises:
        SyntaxError, ValueError, OSError: The query is wrong; see `explained`.
        Refusal: It has a SERVICE clause.
    """
    grammar.refuse_service(sparql, base)
    if default_graphs or named_graphs:
        return store.query(
            sparql,
            base_iri=base,
            prefixes=grammar.prefixes,
            default_graph=[ox.NamedNode(iri) for iri in default_graphs],
            named_graphs=[ox.NamedNode(iri) for iri in named_graphs],
        )
    # Oxigraph's union goes before FROM, which would have no effect.
    union = not grammar.names_graphs(sparql, base)
    return store.query(sparql, base_iri=base, prefixes=grammar.prefixes, use_default_graph_as_union=union)
