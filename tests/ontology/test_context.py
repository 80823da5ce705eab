from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.namespace import DC, DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from ontology.namespaces import PREFIXES
from ontology.resources import resource
from ontology.terms import SG

PAPER = Path(__file__).parent / "paper.ttl"
# What each namespace has, by its prefix: asking one of these for a term that it lacks raises.
NAMESPACES = {"dc": DC, "dcterms": DCTERMS, "prov": PROV, "sg": SG, "skos": SKOS}


@pytest.fixture
def document() -> dict[str, Any]:
    """The context as a JSON-LD document, so that nothing is fetched."""
    loaded: dict[str, Any] = json.loads(resource("context.jsonld").read_text(encoding="utf-8"))
    return loaded


def compacted(turtle: Graph, document: dict[str, Any]) -> dict[str, Any]:
    expanded = jsonld.from_rdf(turtle.serialize(format="nt"), {"format": "application/n-quads"})
    answer: dict[str, Any] = jsonld.compact(expanded, document)
    return answer


def test_every_key_is_a_term_that_exists(document: dict[str, Any]) -> None:
    """A key stands for a term of the ontology or of a standard, a prefix or a keyword."""
    context = document["@context"]

    for key, meaning in context.items():
        iri = meaning["@id"] if isinstance(meaning, dict) else meaning
        if key in PREFIXES:
            assert iri == PREFIXES[key]
        elif not key.startswith("@") and not iri.startswith("@"):
            prefix, _, name = iri.partition(":")
            assert str(NAMESPACES[prefix][name]) == PREFIXES[prefix] + name
            assert key == name


def test_every_term_of_the_ontology_has_a_key(document: dict[str, Any]) -> None:
    """Classes, individuals and properties can all be written without a prefix."""
    schema = Graph().parse(data=resource("schema.ttl").read_text(encoding="utf-8"), format="turtle")
    terms = {
        str(term).removeprefix(str(SG)) for term in schema.subjects(RDF.type) if str(term).startswith(str(SG))
    }

    missing = terms - document["@context"].keys()

    assert missing == set()


def test_values_are_typed_as_the_ontology_says(document: dict[str, Any]) -> None:
    """A property's type in the context follows from its range: an IRI, an individual, a datatype or JSON."""
    schema = Graph().parse(data=resource("schema.ttl").read_text(encoding="utf-8"), format="turtle")
    enumerations = {
        kind
        for term in schema.subjects(RDF.type, OWL.NamedIndividual)
        for kind in schema.objects(term, RDF.type)
    }

    for term in schema.subjects(RDF.type, OWL.ObjectProperty):
        meaning = document["@context"][str(term).removeprefix(str(SG))]
        assert meaning["@type"] == ("@vocab" if schema.value(term, RDFS.range) in enumerations else "@id")
    for term in schema.subjects(RDF.type, OWL.DatatypeProperty):
        meaning = document["@context"][str(term).removeprefix(str(SG))]
        range_ = schema.value(term, RDFS.range)
        stated = meaning.get("@type") if isinstance(meaning, dict) else None
        if range_ is None or range_ == XSD.string:
            assert stated is None
        elif range_ == RDF.JSON:
            assert stated == "@json"
        else:
            assert stated == "xsd:" + str(range_).removeprefix(str(XSD))


def test_a_paper_survives_the_way_to_json_and_back(document: dict[str, Any]) -> None:
    """Compacted and expanded again, a paper's graph is what it was."""
    paper = Graph().parse(PAPER)

    quads = jsonld.to_rdf(compacted(paper, document), {"format": "application/n-quads"})
    back = Graph().parse(data=quads, format="nt")

    assert isomorphic(back, paper)


def test_a_paper_reads_as_plain_json(document: dict[str, Any]) -> None:
    """No key and no class needs a prefix; the author list is an array in order, kinds are bare words."""
    nodes = compacted(Graph().parse(PAPER), document)["@graph"]

    paper = next(node for node in nodes if node.get("type") == "Paper")
    result = next(node for node in nodes if node.get("kind") == "Absolute")

    assert not [key for node in nodes for key in node if ":" in key]
    assert paper["title"] == "A++ beats B"
    assert paper["authorList"] == ["Charles Babbage", "Ada Lovelace"]
    assert paper["reports"] == ["https://w3id.org/sotagraph/id/metric/fid-00000005"]
    assert (result["type"], result["value"], result["change"]) == ("Result", "1.91", "Decrease")
