"""How many papers are behind an entity and behind a report, as statements of the derived graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Quad

from kg.identity.iris import GraphName, Iris
from kg.rdf import literals
from kg.rdf.interop import named_node
from kg.rdf.writer import GraphWriter
from ontology.terms import SG


class Report(NamedTuple):
    """That papers state results of a method by a metric, on a data set if they name one; entities are IRIs.

    `confidence` is that of the surest of the results.
    """

    method: str
    dataset: str | None
    metric: str
    papers: int
    confidence: float


def report_iri(iris: Iris, report: Report) -> str:
    """The IRI of a report."""
    return iris.derived("report", report.method, report.dataset or "", report.metric)


def report_quads(iris: Iris, reports: Iterable[Report]) -> list[Quad]:
    """The quads of reports."""
    graph = GraphWriter(iris.graph(GraphName.DERIVED))
    for report in reports:
        node = named_node(report_iri(iris, report))
        graph.type(node, SG.Report)
        graph.add(node, SG.method, named_node(report.method))
        graph.add(node, SG.dataset, named_node(report.dataset) if report.dataset else None)
        graph.add(node, SG.metric, named_node(report.metric))
        graph.add(node, SG.support, literals.integer(report.papers))
        graph.add(node, SG.confidence, literals.confidence(report.confidence, "confidence of a report"))
    return graph.quads()


def support_quads(iris: Iris, entities: Iterable[tuple[str, int]]) -> list[Quad]:
    """How many papers name each entity, by its IRI."""
    graph = GraphWriter(iris.graph(GraphName.DERIVED))
    for iri, papers in entities:
        graph.add(named_node(iri), SG.support, literals.integer(papers))
    return graph.quads()
