"""What the SHACL shapes find wrong with a graph, as sentences."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pyshacl
from rdflib import Graph, Literal, Node, URIRef
from rdflib.namespace import RDF, SH

from kg.errors import GraphInvalid
from ontology.resources import resource

# A value longer than this is cut in a finding: the abstract is one.
_LONGEST_VALUE = 80


def findings(graph: Graph) -> dict[str, list[str]]:
    """What is wrong with each node of the graph; nodes with which nothing is are left out.

    Raises:
        GraphInvalid: The shapes themselves cannot be applied.
    """
    _, report, text = pyshacl.validate(
        graph, shacl_graph=_shapes(), inference="none", advanced=False, inplace=True, meta_shacl=False
    )
    if not isinstance(report, Graph):
        raise GraphInvalid(f"the shapes cannot be applied: {text}", where="shapes.ttl")
    found: dict[str, set[str]] = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode))
        message = report.value(result, SH.resultMessage)
        found[focus].add(f"{focus}: {message}{_shown(report.value(result, SH.value))}")
    return {focus: sorted(sentences) for focus, sentences in found.items()}


@cache
def _shapes() -> Graph:
    return Graph(bind_namespaces="none").parse(data=resource("shapes.ttl").read_bytes(), format="turtle")


def _shown(value: Node | None) -> str:
    """The value that was found, as far as it helps to see it."""
    if value is None:
        return ""
    text = value.n3() if isinstance(value, URIRef | Literal) else str(value)
    return f" It is {text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + '…'}."
