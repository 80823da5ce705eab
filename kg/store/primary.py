"""The writer's RDF store: graphs replaced whole, or subject by subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.rdf.interop import iri_of, named_node
from kg.store.failures import writing
from ontology.namespaces import SKOS

__all__ = ["Primary"]

# Above this many quads a bulk load, which writes new files, is faster than transactions.
_BULK = 5_000


class Primary:
    """The store of which snapshots are checkpoints. No reader ever opens it.

    Args:
        path: Its folder, made if it is not there.

    Raises:
        StoreUnwritable: No permission, a full disk or a damaged store; so do all methods.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            #: For reading only.
            self.store = Store(str(path))

    def replace_graphs(self, graphs: Mapping[str, Sequence[Quad]]) -> None:
        """Give each named graph exactly these quads.

        Not in one transaction: what is interrupted must be done again, which dirty marks see to.
        """
        with writing(self._path):
            for name in graphs:
                self._drop(named_node(name))
            self._add([quad for quads in graphs.values() for quad in quads])

    def change_graph(self, graph: str, quads: Sequence[Quad]) -> None:
        """Give a named graph exactly these quads, touching only what differs; without any it is no graph."""
        name = named_node(graph)
        with writing(self._path):
            if quads:
                self._change(set(self.store.quads_for_pattern(None, None, None, name)), quads)
            else:
                self._drop(name)

    def replace_subjects(self, graph: str, subjects: Iterable[str], quads: Sequence[Quad]) -> None:
        """Give each subject exactly these quads in a named graph, touching only what differs."""
        name = named_node(graph)
        with writing(self._path):
            old = {
                quad
                for subject in subjects
                for quad in self.store.quads_for_pattern(named_node(subject), None, None, name)
            }
            self._change(old, quads)

    def differing_subjects(self, graph: str, quads: Iterable[Quad]) -> set[str]:
        """The IRIs of the subjects of which a named graph states something else than these quads."""
        old = set(self.store.quads_for_pattern(None, None, None, named_node(graph)))
        return {iri_of(quad.subject) for quad in old.symmetric_difference(quads)}

    def drop_graphs(self, names: Iterable[str]) -> None:
        """Remove named graphs, those that are there."""
        with writing(self._path):
            for name in names:
                self._drop(named_node(name))

    def states(self, graph: str, quad: Quad) -> bool:
        """Whether a named graph has the statement of a quad."""
        return Quad(quad.subject, quad.predicate, quad.object, named_node(graph)) in self.store

    def label(self, graph: str, subject: str) -> str | None:
        """The preferred label that a named graph states of a subject, or None."""
        pattern = (named_node(subject), named_node(SKOS.prefLabel), None, named_node(graph))
        found = (quad.object for quad in self.store.quads_for_pattern(*pattern))
        return min((term.value for term in found if isinstance(term, Literal)), default=None)

    def subjects(self, graph: str, predicate: str, value: str) -> list[str]:
        """The IRIs of what a named graph states to have a value, itself an IRI."""
        pattern = (None, named_node(predicate), named_node(value), named_node(graph))
        return sorted(iri_of(quad.subject) for quad in self.store.quads_for_pattern(*pattern))

    def has_graph(self, name: str) -> bool:
        """Whether there is a named graph of that name."""
        return self.store.contains_named_graph(named_node(name))

    def flush(self) -> None:
        """Bring everything to the disk."""
        with writing(self._path):
            self.store.flush()

    def optimize(self) -> None:
        """Put the files in the best order for reading; takes time in proportion to everything."""
        with writing(self._path):
            self.store.optimize()

    def backup(self, target: Path) -> None:
        """Make a checkpoint of everything in a new folder."""
        with writing(target):
            self.store.flush()
            self.store.backup(str(target))

    def _drop(self, name: NamedNode) -> None:
        if self.store.contains_named_graph(name):
            self.store.remove_graph(name)

    def _change(self, old: set[Quad], quads: Sequence[Quad]) -> None:
        for quad in old.difference(quads):
            self.store.remove(quad)
        self._add([quad for quad in quads if quad not in old] if old else quads)

    def _add(self, quads: Sequence[Quad]) -> None:
        if len(quads) > _BULK:
            self.store.bulk_extend(quads)
        elif quads:
            self.store.extend(quads)
