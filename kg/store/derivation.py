"""From the records to the graph: whatever is dirty is written anew."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Quad, RdfFormat, parse

from kg.identity.iris import GraphName, Iris, paper_graph
from kg.linking import LinkedBy
from kg.rdf.decisions import DecisionState, decision_quads
from kg.rdf.entities import EntityNames, entity_quads
from kg.rdf.history import history_quads
from kg.rdf.interop import iri_of, named_node
from kg.rdf.provenance import run_quads
from kg.rdf.vocabularies import vocabulary_quads
from kg.records import Undo
from kg.store.manifest import Manifest
from kg.store.paper_table import StoredPaper
from kg.store.primary import Primary
from kg.store.records import Records
from kg.store.showing import Showing
from ontology.resources import resource
from ontology.vocabulary import Vocabulary

__all__ = ["Derivation", "ontology_digest"]

_PAPERS = 200
_ENTITIES = 2_000


class Derivation:
    """Makes the writer's graph show the records.

    What is interrupted is done again, with the same outcome. Marks say what is still to do: those of
    papers go when the paper's graph is on the disk, those of entities only with a publication.

    Args:
        records: What was ingested.
        primary: The graph.

    Raises:
        StoreUnwritable: The disk refuses; so do all methods.
    """

    def __init__(self, records: Records, primary: Primary) -> None:
        self._records = records
        self._primary = primary
        self._showing = Showing(records)
        self._iris = Iris(records.base)

    def write_papers(self, graphs: Mapping[int, tuple[str, Sequence[Quad]]]) -> None:
        """Write the graphs of stored papers: by the paper's number, its IRI and its quads."""
        self._primary.replace_graphs({paper_graph(iri): quads for iri, quads in graphs.values()})
        self._primary.flush()
        with self._records.transaction():
            self._records.papers.mark_written(graphs)

    def derive(self, vocabulary: Vocabulary | None, published: Manifest | None) -> None:
        """Write whatever is not written yet.

        Args:
            vocabulary: What the vocabularies graph shall show, or None to leave it as it is.
            published: What the last publication showed, or None before the first.
        """
        self._derive_papers()
        self._derive_decisions()
        self._derive_runs()
        self._derive_ontology(published)
        if vocabulary is not None:
            self._derive_vocabularies(vocabulary, published)
        self._derive_entities()

    def _derive_papers(self) -> None:
        papers = self._records.papers
        self._primary.drop_graphs(map(paper_graph, papers.gone_iris()))
        while batch := papers.after(0, _PAPERS, unwritten=True):
            self.write_papers({stored.id: (stored.iri, self._quads(stored)) for stored in batch})

    def _quads(self, stored: StoredPaper) -> list[Quad]:
        return self._showing.quads(stored.iri, stored.paper, self._showing.of_stored(stored))

    def _derive_decisions(self) -> None:
        decisions = self._records.decisions
        if not decisions.dirty:
            return
        standing, effective = decisions.standing(), decisions.effective()
        stored = {paper for paper in standing.papers if self._records.papers.number(paper) is not None}
        states = [
            DecisionState(
                decision=decision,
                effective=decision.number in effective
                or (isinstance(decision.act, Undo) and decision.number not in standing.undone),
                undone=standing.undone.get(decision.number),
                bare=getattr(decision.act, "paper", None) not in {None, *stored},
            )
            for decision in decisions.all()
        ]
        for name, quads in (
            (GraphName.DECISIONS, decision_quads(self._iris, states, standing.replaced)),
            (GraphName.HISTORY, history_quads(self._iris, states)),
        ):
            self._primary.change_graph(self._iris.graph(name), quads)

    def _derive_runs(self) -> None:
        quads = run_quads(self._iris, self._records.papers.extractors())
        self._primary.change_graph(self._iris.graph(GraphName.RUNS), quads)

    def _derive_ontology(self, published: Manifest | None) -> None:
        name = self._iris.graph(GraphName.ONTOLOGY)
        if published is None or published.ontology != ontology_digest() or not self._primary.has_graph(name):
            self._primary.replace_graphs({name: _ontology_quads(name)})

    def _derive_vocabularies(self, vocabulary: Vocabulary, published: Manifest | None) -> None:
        name = self._iris.graph(GraphName.VOCABULARIES)
        known = published.vocabulary if published and self._primary.has_graph(name) else None
        if vocabulary.digest == known:
            return
        quads = vocabulary_quads(vocabulary, self._iris)
        changed = self._primary.differing_subjects(name, quads)
        with self._records.transaction():
            # What the entities graph states depends on what the vocabularies state already.
            self._records.entities.mark(lambda kind, key: self._iris.entity(kind, key) in changed)
        self._primary.replace_subjects(
            name, changed, [quad for quad in quads if iri_of(quad.subject) in changed]
        )

    def _derive_entities(self) -> None:
        """Write the entities, without what the vocabularies graph states of them.

        The union of the graphs, which most queries ask, does not join equal statements of two graphs, so a
        statement in both would give every answer twice.
        """
        graph, vocabularies = self._iris.graph(GraphName.ENTITIES), self._iris.graph(GraphName.VOCABULARIES)
        for batch in self._records.entities.dirty(_ENTITIES):
            subjects = [self._iris.entity(entity.type, entity.key) for entity in batch]
            # An entity that no paper links to any more has no names, and so gets no quads.
            named = [self._labelled(entity) for entity in batch if entity.names]
            quads = entity_quads(self._iris, named)
            quads = [quad for quad in quads if not self._primary.states(vocabularies, quad)]
            self._primary.replace_subjects(graph, subjects, quads)

    def _labelled(self, entity: EntityNames) -> EntityNames:
        """What people decided on is called as the vocabularies call it now, if they have it."""
        if LinkedBy.DECISION.value not in entity.linked_by:
            return entity
        vocabularies = self._iris.graph(GraphName.VOCABULARIES)
        label = self._primary.label(vocabularies, self._iris.entity(entity.type, entity.key))
        return entity if label is None else replace(entity, label=label)


def ontology_digest() -> str:
    """SHA-256 of the ontology's file, 64 hex digits."""
    return hashlib.sha256(_schema()).hexdigest()


def _ontology_quads(name: str) -> list[Quad]:
    return [
        Quad(triple.subject, triple.predicate, triple.object, named_node(name))
        for triple in parse(_schema(), RdfFormat.TURTLE)
    ]


def _schema() -> bytes:
    return resource("schema.ttl").read_bytes()
