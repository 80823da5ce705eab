"""Graphs that cross between rdflib and pyoxigraph."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.rdf.index_store import IndexStore
from kg.rdf.interop import to_oxigraph, to_rdflib

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = NamedNode("http://example.org/graph")
NODES = st.sampled_from([NamedNode(f"http://example.org/{name}") for name in "abcd"])
LITERALS = st.one_of(
    st.builds(Literal, st.text()),
    st.builds(Literal, st.text(max_size=3), language=st.sampled_from(["en", "de-at"])),
    st.builds(
        Literal,
        st.sampled_from(["1", "01", "1.50", "+2", "2024", "true"]),
        datatype=st.sampled_from([NamedNode(XSD + n) for n in ("integer", "decimal", "gYear", "boolean")]),
    ),
)
QUADS = st.builds(Quad, NODES, NODES, NODES | LITERALS, st.just(GRAPH))


@given(st.lists(QUADS, max_size=20))
@pytest.mark.filterwarnings("ignore")
def test_quads_come_back_as_they_went(quads: list[Quad]) -> None:
    """No literal is normalised on the way, and no quad is lost or doubled."""
    graph = to_rdflib(quads)

    assert set(to_oxigraph(graph, GRAPH)) == set(quads)
    assert len(graph) == len(set(quads))


def test_blank_nodes_keep_their_labels() -> None:
    """So that a node that is named twice stays one."""
    quad = Quad(BlankNode("b1"), NamedNode("http://example.org/p"), BlankNode("b1"), GRAPH)

    assert to_oxigraph(to_rdflib([quad]), GRAPH) == [quad]


def test_what_the_other_library_does_not_know_is_refused() -> None:
    """rdflib has no triple terms, and pyoxigraph no literal subjects."""
    node = NamedNode("http://example.org/a")
    literal_subject = rdflib.Graph()
    literal_subject.add((rdflib.Literal("a"), rdflib.RDF.type, rdflib.RDF.Bag))

    with pytest.raises(ValueError, match="no triple terms"):
        to_rdflib([Quad(node, node, Triple(node, node, node), GRAPH)])
    with pytest.raises(ValueError, match="subject"):
        to_oxigraph(literal_subject, GRAPH)


TERMS = st.sampled_from([rdflib.URIRef(f"http://example.org/{name}") for name in "abc"])
VALUES = TERMS | st.sampled_from([rdflib.Literal("a"), rdflib.Literal("a", lang="en"), rdflib.Literal(1)])
TRIPLES = st.tuples(TERMS, TERMS, VALUES)
PATTERNS = st.tuples(st.none() | TERMS, st.none() | TERMS, st.none() | VALUES)


@given(st.lists(TRIPLES, max_size=15), PATTERNS)
def test_the_index_finds_what_rdflibs_own_store_finds(
    triples: list[tuple[rdflib.URIRef, rdflib.URIRef, rdflib.term.Node]],
    pattern: tuple[rdflib.URIRef | None, rdflib.URIRef | None, rdflib.term.Node | None],
) -> None:
    """For every pattern, each triple once."""
    ours, theirs = rdflib.Graph(IndexStore()), rdflib.Graph()
    for triple in triples:
        ours.add(triple)
        theirs.add(triple)

    found = list(ours.triples(pattern))

    assert len(found) == len(set(found))
    assert set(found) == set(theirs.triples(pattern))
    assert len(ours) == len(theirs)


def test_nothing_is_taken_out_of_an_index() -> None:
    """It says so rather than keep what was to go."""
    graph = rdflib.Graph(IndexStore())

    with pytest.raises(NotImplementedError):
        graph.remove((None, None, None))
