"""The quads of a batch of papers held against the SHACL shapes before they are stored.

What validation costs lies in setting it up rather than in running it, so papers are validated together
and each finding is brought home to its paper afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pyshacl
import rdflib
from pyoxigraph import Quad
from rdflib import Graph, Node
from rdflib.namespace import RDF, SH

from kg.errors import GraphInvalid
from kg.rdf.interop import named_node, to_rdflib
from ontology.resources import resource

# A value longer than this is cut in a finding: the abstract is one.
_LONGEST_VALUE = 80


def validate(quads_by_paper: Mapping[str, Sequence[Quad]]) -> dict[str, list[str]]:
    """What is wrong with each paper, as sentences; papers with which nothing is are left out.

    Args:
        quads_by_paper: The quads of the papers' graphs by the papers' IRIs. They are read as one graph,
            so a node that two papers describe is held to both descriptions, and both are told.

    Raises:
        GraphInvalid: The shapes themselves cannot be applied.
    """
    graph = to_rdflib(quad for quads in quads_by_paper.values() for quad in quads)
    _, report, text = pyshacl.validate(
        graph, shacl_graph=_shapes(), inference="none", advanced=False, inplace=True, meta_shacl=False
    )
    if not isinstance(report, Graph):
        raise GraphInvalid(f"the shapes cannot be applied: {text}", where="shapes.ttl")
    findings = _findings(report)
    if not findings:
        return {}
    return _by_paper(findings, quads_by_paper)


@cache
def _shapes() -> Graph:
    return Graph(bind_namespaces="none").parse(data=resource("shapes.ttl").read_bytes(), format="turtle")


def _findings(report: Graph) -> dict[str, set[str]]:
    """What is wrong with each node, as sentences."""
    findings: dict[str, set[str]] = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode))
        message = report.value(result, SH.resultMessage)
        findings[focus].add(f"{focus}: {message}{_shown(report.value(result, SH.value))}")
    return findings


def _shown(value: Node | None) -> str:
    """The value that was found, as far as it helps to see it."""
    if value is None:
        return ""
    text = value.n3() if isinstance(value, rdflib.URIRef | rdflib.Literal) else str(value)
    return f" It is {text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + '…'}."


def _by_paper(
    findings: Mapping[str, Iterable[str]], quads_by_paper: Mapping[str, Sequence[Quad]]
) -> dict[str, list[str]]:
    """The findings of each paper whose quads describe the node, or else refer to it."""
    nodes = {named_node(focus): sentences for focus, sentences in findings.items()}
    failing: dict[str, set[str]] = defaultdict(set)
    described = set()
    for paper, quads in quads_by_paper.items():
        for node in nodes.keys() & {quad.subject for quad in quads}:
            failing[paper].update(nodes[node])
            described.add(node)
    for paper, quads in quads_by_paper.items():
        for node in (nodes.keys() - described) & {quad.object for quad in quads}:
            failing[paper].update(nodes[node])
    return {paper: sorted(failing[paper]) for paper in quads_by_paper if paper in failing}
