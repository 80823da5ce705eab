"""The quads of one graph, put down one fact at a time."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.interop import named_node
from kg.rdf.terms import TYPE


class GraphWriter:
    """Collects the quads of one named graph, each once, in the order in which they are said."""

    def __init__(self, graph: str) -> None:
        self.graph = named_node(graph)
        # A dict keeps the order of first insertion, which a set does not.
        self._quads: dict[Quad, None] = {}

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal | None) -> None:
        """State a fact; one without a value is not stated."""
        if value is not None:
            self._quads[Quad(subject, named_node(predicate), value, self.graph)] = None

    def type(self, subject: NamedNode, kind: str) -> None:
        """State the class of a thing."""
        self._quads[Quad(subject, TYPE, named_node(kind), self.graph)] = None

    def quads(self) -> list[Quad]:
        """Everything that was said."""
        return list(self._quads)
