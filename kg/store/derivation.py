"""From the records to the graph: whatever is dirty is written anew."""

from __future__ import annotations

import hashlib

from pyoxigraph import Quad, RdfFormat, parse

from kg.identity.iris import GraphName, Iris, paper_graph
from kg.rdf.entities import entity_quads
from kg.rdf.interop import named_node
from kg.rdf.paper_graph import paper_quads
from kg.rdf.vocabularies import vocabulary_quads
from kg.store.manifest import Manifest
from kg.store.paper_table import StoredPaper
from kg.store.primary import Primary
from kg.store.records import Records
from ontology.resources import resource
from ontology.vocabulary import Vocabulary

__all__ = ["derive", "ontology_digest"]

_PAPERS = 500
_ENTITIES = 2_000


def derive(
    records: Records, primary: Primary, vocabulary: Vocabulary | None, published: Manifest | None
) -> None:
    """Make the graph show the records.

    Dirty marks stay, since only a publication makes the result safe. Doing it twice, or again after it
    was interrupted anywhere, gives the same graph.

    Args:
        records: What was ingested.
        primary: The graph.
        vocabulary: What the vocabularies graph shall show, or None to leave it as it is.
        published: What the last publication showed, or None before the first.

    Raises:
        StoreUnwritable: The disk refuses.
    """
    iris = Iris(records.base)
    _derive_papers(records, primary, iris)
    _derive_entities(records, primary, iris)
    name = iris.graph(GraphName.ONTOLOGY)
    if published is None or published.ontology != ontology_digest() or not primary.has_graph(name):
        primary.replace_graphs({name: _ontology_quads(name)})
    name = iris.graph(GraphName.VOCABULARIES)
    if vocabulary is not None and (
        published is None or published.vocabulary != vocabulary.digest or not primary.has_graph(name)
    ):
        primary.replace_graphs({name: vocabulary_quads(vocabulary, iris)})


def ontology_digest() -> str:
    """SHA-256 of the ontology's file, 64 hex digits."""
    return hashlib.sha256(_schema()).hexdigest()


def _derive_papers(records: Records, primary: Primary, iris: Iris) -> None:
    primary.drop_graphs(map(paper_graph, records.papers.gone_iris()))
    last = 0
    while batch := records.papers.after(last, _PAPERS, dirty=True):
        primary.replace_graphs({paper_graph(stored.iri): _quads(records, iris, stored) for stored in batch})
        last = batch[-1].id


def _quads(records: Records, iris: Iris, stored: StoredPaper) -> list[Quad]:
    links = records.entities.links(stored.id)
    return paper_quads(iris, stored.iri, stored.paper, stored.extraction, links)


def _derive_entities(records: Records, primary: Primary, iris: Iris) -> None:
    graph = iris.graph(GraphName.ENTITIES)
    for batch in records.entities.dirty(_ENTITIES):
        subjects = [iris.entity(entity.type, entity.key) for entity in batch]
        # An entity that no paper links to any more has no names, and so gets no quads.
        quads = entity_quads(iris, [entity for entity in batch if entity.names])
        primary.replace_subjects(graph, subjects, quads)


def _ontology_quads(name: str) -> list[Quad]:
    return [
        Quad(triple.subject, triple.predicate, triple.object, named_node(name))
        for triple in parse(_schema(), RdfFormat.TURTLE)
    ]


def _schema() -> bytes:
    return resource("schema.ttl").read_bytes()
