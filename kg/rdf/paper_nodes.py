"""A paper as its sources describe it, and the links that it states."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.identity.iris import short_digest
from kg.rdf import literals
from kg.rdf.interop import named_node
from kg.rdf.terms import IDENTIFIERS, LINK_KINDS
from kg.rdf.text_nodes import TextNode, write_evidence
from kg.rdf.writer import GraphWriter
from kg.records import Link, LinkKind, Paper, Span
from ontology.namespaces import DC, DCTERMS, RDF
from ontology.terms import SG

# Where a paper states an address twice, the kind that says more counts.
_TELLING = {kind: rank for rank, kind in enumerate(LinkKind)}


def write_paper(graph: GraphWriter, node: NamedNode, paper: Paper) -> None:
    """Title, abstract, authors, date, venue, categories and identifiers."""
    graph.type(node, SG.Paper)
    graph.add(node, DCTERMS.title, literals.text(paper.title, "title"))
    graph.add(node, DCTERMS.abstract, literals.text(paper.abstract, "abstract"))
    for author in paper.authors:
        graph.add(node, DC.creator, literals.text(author, "authors"))
    if paper.authors:
        graph.add(node, SG.authorList, _author_list(paper.authors))
    if paper.date is not None:
        graph.add(node, SG.date, literals.date(paper.date))
    if paper.venue is not None:
        graph.add(node, SG.venue, literals.text(paper.venue, "venue"))
    for category in paper.categories:
        graph.add(node, SG.category, literals.text(category, "categories"))
    for identifier in paper.identifiers:
        field = f"{identifier.kind.value} identifier"
        graph.add(node, IDENTIFIERS[identifier.kind].value, literals.text(identifier.value, field))
    if paper.source_id is not None:
        graph.add(node, SG.sourceId, literals.text(paper.source_id, "source identifier"))


def write_links(graph: GraphWriter, paper: NamedNode, text: TextNode, links: Sequence[Link]) -> None:
    """A node for each address, with the places where the paper states it."""
    for url in sorted({link.url for link in links}):
        places = [link for link in links if link.url == url]
        node = named_node(f"{paper.value}/link/{short_digest(url)}")
        kind = min((link.kind for link in places), key=_TELLING.__getitem__)
        graph.add(paper, SG.link, node)
        graph.type(node, SG.Link)
        graph.add(node, SG.url, literals.address(url, "link"))
        graph.add(node, SG.linkKind, LINK_KINDS[kind])
        for link in places:
            graph.add(node, SG.evidence, write_evidence(graph, text, Span(link.start, link.end), "link"))


def _author_list(authors: Sequence[str]) -> Literal:
    listed = json.dumps(list(authors), ensure_ascii=False, separators=(",", ":"))
    return Literal(listed, datatype=named_node(RDF.JSON))
