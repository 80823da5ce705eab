"""The vocabularies graph: what is known of entities beforehand, under the IRIs that papers' entities have."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.identity.iris import GraphName, Iris
from kg.rdf import literals
from kg.rdf.interop import iri_of, named_node
from kg.rdf.writer import GraphWriter
from kg.records import EntityType
from ontology.namespaces import RDF, SKOS
from ontology.spelling import canonical_key
from ontology.terms import SG
from ontology.vocabulary import Concept, Vocabulary


def vocabulary_quads(vocabulary: Vocabulary, iris: Iris) -> list[Quad]:
    """The quads of the vocabularies graph.

    Raises:
        ValueError: A concept refers to one that its vocabulary does not have.
    """
    graph = GraphWriter(iris.graph(GraphName.VOCABULARIES))
    for entity_type in EntityType:
        for concept in vocabulary.of(entity_type):
            _write_concept(graph, concept, vocabulary, iris)
    return graph.quads()


def read_vocabulary(store: Store, iris: Iris) -> Vocabulary:
    """The vocabularies that a graph was published with, as far as names are linked by them.

    Concepts go by their IRIs, since the graph does not know their local names.
    """
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    graph = named_node(iris.graph(GraphName.VOCABULARIES))
    for quad in store.quads_for_pattern(None, None, None, graph):
        if isinstance(quad.object, Literal | NamedNode):
            values[iri_of(quad.subject)][quad.predicate.value].append(quad.object.value)
    types = {str(SG[kind.value]): kind for kind in EntityType}
    return Vocabulary(
        Concept(
            type=next(types[value] for value in stated[str(RDF.type)] if value in types),
            local=iri,
            label=min(stated[str(SKOS.prefLabel)]),
            aliases=tuple(sorted(stated[str(SKOS.altLabel)])),
            definition=min(stated[str(SKOS.definition)], default=None),
            variant_of=min(stated[str(SG.variantOf)], default=None),
            hidden=tuple(sorted(stated[str(SKOS.hiddenLabel)])),
        )
        for iri, stated in values.items()
    )


def _write_concept(graph: GraphWriter, concept: Concept, vocabulary: Vocabulary, iris: Iris) -> None:
    node = _node(concept, iris)
    graph.type(node, SG[concept.type.value])
    graph.type(node, SKOS.Concept)
    graph.add(node, SKOS.prefLabel, literals.text(concept.label, "label"))
    for alias in concept.aliases:
        graph.add(node, SKOS.altLabel, literals.text(alias, "alias"))
    for name in concept.hidden:
        graph.add(node, SKOS.hiddenLabel, literals.text(name, "hidden name"))
    if concept.definition is not None:
        graph.add(node, SKOS.definition, literals.text(concept.definition, "definition"))
    for local in concept.broader:
        graph.add(node, SKOS.broader, _referred(concept, local, vocabulary, iris))
    if concept.variant_of is not None:
        graph.add(node, SG.variantOf, _referred(concept, concept.variant_of, vocabulary, iris))
    if concept.direction is not None:
        graph.add(node, SG.direction, named_node(SG[concept.direction]))
    if concept.unit is not None:
        graph.add(node, SG.unit, literals.text(concept.unit, "unit"))


def _referred(concept: Concept, local: str, vocabulary: Vocabulary, iris: Iris) -> NamedNode:
    other = vocabulary.by_local(concept.type, local)
    if other is None:
        raise ValueError(f"{concept.local} refers to {local}, which no {concept.type.value} is called.")
    return _node(other, iris)


def _node(concept: Concept, iris: Iris) -> NamedNode:
    return named_node(iris.entity(concept.type, canonical_key(concept.label)))
