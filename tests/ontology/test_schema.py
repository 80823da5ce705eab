from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SKOS, VANN

from ontology.derived_terms import DerivedTerms
from ontology.namespaces import PREFIXES
from ontology.resources import resource
from ontology.terms import SG

ONTOLOGY = URIRef("https://w3id.org/sotagraph/ontology")
NAMES = sorted(
    name for part in (SG, DerivedTerms) for name in part.__annotations__ if not name.startswith("_")
)
MAPPINGS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, RDFS.seeAlso)
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual}
TURTLE = resource("schema.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def schema() -> Graph:
    return Graph(bind_namespaces="none").parse(data=TURTLE, format="turtle")


def test_code_and_turtle_name_the_same_terms(schema: Graph) -> None:
    """Every term of the code is defined in Turtle, and every term of Turtle is named in code."""
    in_code = {SG[name] for name in NAMES}

    in_turtle = {term for term in schema.subjects(RDF.type) if str(term).startswith(str(SG))}

    assert in_code == in_turtle


def test_code_and_turtle_use_no_term_that_is_not_defined(schema: Graph) -> None:
    """Domains, ranges and superclasses are terms that exist."""
    used = {
        term for triple in schema for term in triple if str(term).startswith(str(SG)) and term != URIRef(SG)
    }

    unknown = {term for term in used if isinstance(term, URIRef)} - {SG[name] for name in NAMES}

    assert unknown == set()


@pytest.mark.parametrize("misspelt", ["paper_", "Papr", "proposed", "__wrapped__"])
def test_a_misspelt_term_raises(misspelt: str) -> None:
    """A name that the ontology lacks is an error, not a new term."""
    with pytest.raises(AttributeError):
        getattr(SG, misspelt)


@pytest.mark.parametrize("name", NAMES)
def test_a_term_is_labelled_defined_and_placed(name: str, schema: Graph) -> None:
    """A term has one label and one definition in plain strings, one kind, and says where it is defined."""
    term = SG[name]

    labels = list(schema.objects(term, RDFS.label))
    definitions = list(schema.objects(term, SKOS.definition))

    assert len(labels) == len(definitions) == 1
    assert all(isinstance(text, Literal) and text.language is None for text in (*labels, *definitions))
    assert str(definitions[0]).endswith(".")
    assert schema.value(term, RDFS.isDefinedBy) == ONTOLOGY
    assert len(KINDS & set(schema.objects(term, RDF.type))) == 1


def test_a_term_has_a_doc_comment_in_code() -> None:
    """Each constant is explained by a `#:` comment on the line before it."""
    source = "".join(
        resource(f"{name}.py").read_text(encoding="utf-8") for name in ("terms", "derived_terms")
    )

    explained = re.findall(r"#: .+\.\n    (\w+): URIRef", source)

    assert sorted(explained) == NAMES


def test_no_two_terms_have_the_same_definition(schema: Graph) -> None:
    """A definition tells its term from every other."""
    definitions = list(schema.objects(None, SKOS.definition))

    assert len(definitions) == len(set(definitions)) == len(NAMES)


def test_individuals_belong_to_a_class_of_ours(schema: Graph) -> None:
    """Each individual is one of an enumeration, and each enumeration has at least two."""
    individuals = list(schema.subjects(RDF.type, OWL.NamedIndividual))

    classes = [kind for term in individuals for kind in schema.objects(term, RDF.type) if kind in SG]

    assert len(classes) == len(individuals)
    assert min(classes.count(kind) for kind in classes) >= 2


@pytest.mark.parametrize(
    "name", ["Paper", "Text", "Method", "Dataset", "Task", "Metric", "Result", "Mention"]
)
def test_what_others_have_too_is_mapped(name: str, schema: Graph) -> None:
    """Each class that another vocabulary has as well points to it."""
    mapped = [
        target for mapping in MAPPINGS for target in schema.objects(SG[name], mapping) if target not in SG
    ]

    assert mapped


def test_mappings_use_namespaces_as_their_owners_spell_them(schema: Graph) -> None:
    """Every foreign term is in a namespace of the prefix table, or is one of two that have no prefix."""
    foreign = {
        str(target)
        for mapping in MAPPINGS
        for target in schema.objects(None, mapping)
        if not str(target).startswith(tuple(PREFIXES.values()))
    }

    assert foreign == {
        "http://orkg.org/orkg/predicate/P32",
        "https://ibm.github.io/ai-atlas-nexus/ontology/MetricConfig",
    }


def test_prefixes_are_bound_as_in_code() -> None:
    """A prefix means the same in every Turtle file of the package as in the prefix table."""
    files = [TURTLE, resource("shapes.ttl").read_text(encoding="utf-8")]

    bound = {pair for text in files for pair in re.findall(r"^@prefix (\w+): <(.+)> \.$", text, re.MULTILINE)}

    assert bound - set(PREFIXES.items()) == {("shape", "https://w3id.org/sotagraph/shapes#")}


def test_known_traps_are_avoided(schema: Graph) -> None:
    """The arXiv property is the one that FaBiO has, and classes of Linked Papers With Code are lower-case."""
    targets = {str(target) for mapping in MAPPINGS for target in schema.objects(None, mapping)}
    linked = {iri.removeprefix(PREFIXES["lpwc"]) for iri in targets if iri.startswith(PREFIXES["lpwc"])}

    assert "http://purl.org/spar/fabio/hasArXivId" in targets
    assert "http://purl.org/spar/fabio/hasArXivID" not in targets
    assert linked
    assert all(name == name.lower() for name in linked)


def test_the_header_says_what_it_is(schema: Graph) -> None:
    """The ontology has a title, a description, a licence, a creator, a version and a preferred prefix."""
    header = {DCTERMS.title, DCTERMS.description, DCTERMS.license, DC.creator, OWL.versionIRI}

    stated = set(schema.predicates(ONTOLOGY))

    assert header <= stated
    assert schema.value(ONTOLOGY, VANN.preferredNamespacePrefix) == Literal("sg")
    assert schema.value(ONTOLOGY, VANN.preferredNamespaceUri) == Literal(str(SG))


def test_the_version_is_that_of_the_distribution(schema: Graph) -> None:
    """Ontology and software are released together, under one number."""
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)

    assert version
    assert schema.value(ONTOLOGY, OWL.versionInfo) == Literal(version[1])
    assert schema.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version[1]}")


def test_the_example_paper_uses_terms_that_exist() -> None:
    """The graph that the tests hold up as good has no term that the ontology lacks."""
    example = Graph().parse(Path(__file__).parent / "paper.ttl")

    used = {str(term) for triple in example for term in triple if str(term).startswith(str(SG))}

    assert used <= {str(SG[name]) for name in NAMES}
