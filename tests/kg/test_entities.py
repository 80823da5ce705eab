"""The entities graph and the vocabularies graph."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad

from kg.identity.iris import Iris
from kg.linking import link
from kg.rdf.entities import EntityNames, entity_quads
from kg.rdf.vocabularies import vocabulary_quads
from kg.records import Entity, EntityType, Extraction, Extractor
from ontology.namespaces import RDF, SKOS
from ontology.terms import SG
from ontology.vocabulary import Concept, Vocabulary

IRIS = Iris()


def said(quads: list[Quad], predicate: str) -> list[str]:
    """The values of a property, in the order in which they are said."""
    return [quad.object.value for quad in quads if quad.predicate.value == str(predicate)]


def test_an_entity_is_called_as_most_papers_call_it() -> None:
    """The other names are aliases, and every reason for a link is kept."""
    entity = EntityNames(
        EntityType.METHOD,
        "foonet",
        {"Foo-Net": 3, "FooNet": 5, "foonet": 1},
        frozenset({"name", "expansion"}),
    )

    quads = entity_quads(IRIS, [entity])

    assert {q.subject.value for q in quads} == {IRIS.entity(EntityType.METHOD, "foonet")}
    assert {q.graph_name.value for q in quads} == {f"{IRIS.base}id/graph/entities"}
    assert said(quads, RDF.type) == [str(SG.Method)]
    assert said(quads, SKOS.prefLabel) == ["FooNet"]
    assert said(quads, SKOS.altLabel) == ["Foo-Net", "foonet"]
    assert said(quads, SG.linkedBy) == ["expansion", "name"]


def test_names_that_are_equally_common_are_taken_in_string_order() -> None:
    """The order in which papers came has no say."""
    one = EntityNames(EntityType.METHOD, "k", {"b": 2, "a": 2}, frozenset())
    other = EntityNames(EntityType.METHOD, "k", {"a": 2, "b": 2}, frozenset())

    assert one.preferred == other.preferred == "a"


def test_the_label_of_a_concept_wins_over_what_papers_write() -> None:
    """Even where no paper writes it so."""
    entity = EntityNames(EntityType.METRIC, "fid", {"fid": 9}, frozenset(), label="FID")

    quads = entity_quads(IRIS, [entity])

    assert said(quads, SKOS.prefLabel) == ["FID"]
    assert said(quads, SKOS.altLabel) == ["fid"]


VOCABULARY = Vocabulary(
    [
        Concept(EntityType.DATASET, "imagenet", "ImageNet", ("ILSVRC",), "Photographs."),
        Concept(EntityType.DATASET, "imagenet-64", "ImageNet 64x64", variant_of="imagenet"),
        Concept(EntityType.TASK, "generation", "generation"),
        Concept(EntityType.TASK, "image-generation", "image generation", broader=("generation",)),
        Concept(EntityType.METRIC, "fid", "FID", direction="LowerIsBetter", unit="points"),
    ]
)


def test_a_concept_has_the_iri_of_the_entities_that_are_linked_to_it() -> None:
    """What the vocabulary knows of a metric is said of the very node that results refer to."""
    entity = Entity(EntityType.METRIC, "fid", ())
    extraction = Extraction("0" * 64, Extractor("test", "1", "0" * 64), (entity,))
    [linked] = link(extraction, VOCABULARY, IRIS.paper("A paper"))

    node = IRIS.entity(linked.type, linked.key)
    quads = [quad for quad in vocabulary_quads(VOCABULARY, IRIS) if quad.subject.value == node]

    assert said(quads, SKOS.prefLabel) == ["FID"]
    assert said(quads, SG.direction) == [str(SG.LowerIsBetter)]
    assert said(quads, SG.unit) == ["points"]


def test_concepts_refer_to_one_another_by_their_iris() -> None:
    """Variants and broader tasks lead to nodes of the same graph."""
    quads = vocabulary_quads(VOCABULARY, IRIS)

    assert said(quads, SG.variantOf) == [IRIS.entity(EntityType.DATASET, "imagenet")]
    assert said(quads, SKOS.broader) == [IRIS.entity(EntityType.TASK, "generation")]
    assert said(quads, SKOS.altLabel) == ["ILSVRC"]
    assert said(quads, SKOS.definition) == ["Photographs."]


def test_a_reference_to_a_concept_that_is_not_there_is_an_error() -> None:
    """It names both ends."""
    broken = Vocabulary([Concept(EntityType.TASK, "a", "a", broader=("b",))])

    with pytest.raises(ValueError, match="a refers to b"):
        vocabulary_quads(broken, IRIS)
