"""The border between rdflib and pyoxigraph: graphs and terms cross it here and nowhere else.

The ontology is written with rdflib, which validates it; the store is Oxigraph, which is fast.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox
import rdflib
from rdflib.graph import Graph

from kg.rdf.index_store import IndexStore

_STRING = ox.NamedNode(str(rdflib.XSD.string))

OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
OxSubject = ox.NamedNode | ox.BlankNode | ox.Triple


@lru_cache(maxsize=65_536)
def named_node(iri: str) -> ox.NamedNode:
    """An IRI for pyoxigraph; rdflib's `URIRef` is a string, so it fits. Raises ValueError if it is none."""
    return ox.NamedNode(iri)


def iri_of(node: OxTerm) -> str:
    """The IRI of a node. Raises ValueError for one that has none: our graphs have no other subjects."""
    if not isinstance(node, ox.NamedNode):
        raise ValueError(f"{node} has no IRI")
    return node.value


def to_oxigraph(graph: Graph, name: ox.NamedNode) -> list[ox.Quad]:
    """The triples of an rdflib graph as quads of the named graph, in no particular order."""
    quads = []
    for subject, predicate, value in graph:
        if isinstance(subject, rdflib.Literal):
            raise ValueError(f"a literal cannot be the subject of a triple: {subject.n3()}")
        quads.append(ox.Quad(_subject(subject), named_node(str(predicate)), _ox_term(value), name))
    return quads


def to_rdflib(quads: Iterable[ox.Quad]) -> Graph:
    """The quads as triples of one rdflib graph; the names of their graphs are dropped.

    Literals keep the characters that they have: nothing is normalised on the way.
    """
    store = IndexStore()
    for quad in quads:
        triple = (_rdflib_term(quad.subject), _rdflib_iri(quad.predicate), _rdflib_term(quad.object))
        store.add(triple, None)
    return Graph(store, bind_namespaces="none")


def _subject(term: rdflib.term.Node) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(term)) if isinstance(term, rdflib.BNode) else named_node(str(term))


def _ox_term(term: rdflib.term.Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(term, rdflib.Literal):
        return _subject(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=named_node(str(term.datatype)) if term.datatype else None)


@lru_cache(maxsize=65_536)
def _rdflib_iri(node: ox.NamedNode) -> rdflib.URIRef:
    return rdflib.URIRef(node.value)


def _rdflib_term(term: OxTerm) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    if isinstance(term, ox.NamedNode):
        return _rdflib_iri(term)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype == _STRING:
            return rdflib.Literal(term.value)
        return _rdflib_typed(term)
    raise ValueError(f"rdflib has no triple terms: {term}")


@lru_cache(maxsize=65_536)
def _rdflib_typed(term: ox.Literal) -> rdflib.Literal:
    """Numbers and dates, of which there are few and rdflib takes long to read one."""
    return rdflib.Literal(term.value, datatype=_rdflib_iri(term.datatype), normalize=False)
