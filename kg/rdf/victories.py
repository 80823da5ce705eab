"""Claims that one method beats another, as nodes of the derived graph."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg.identity.iris import GraphName, Iris
from kg.leaderboards.claims import Victory
from kg.rdf import literals
from kg.rdf.interop import named_node
from kg.rdf.writer import GraphWriter
from ontology.terms import SG


def victory_quads(iris: Iris, victories: Iterable[Victory]) -> list[Quad]:
    """The quads of victories; the results that claim them say by how much."""
    graph = GraphWriter(iris.graph(GraphName.DERIVED))
    for victory in victories:
        about = (victory.winner, victory.loser, victory.dataset or "", victory.metric or "")
        node = named_node(iris.derived("victory", *about))
        graph.type(node, SG.Victory)
        graph.add(node, SG.winner, named_node(victory.winner))
        graph.add(node, SG.loser, named_node(victory.loser))
        graph.add(node, SG.dataset, named_node(victory.dataset) if victory.dataset else None)
        graph.add(node, SG.metric, named_node(victory.metric) if victory.metric else None)
        for claim in victory.claims:
            graph.add(node, SG.claim, named_node(claim.result.iri))
        graph.add(node, SG.support, literals.integer(victory.papers))
    return graph.quads()
