"""The quads of a batch of papers held against the SHACL shapes before they are stored.

What validation costs lies in setting it up as much as in running it, so papers are validated together
and each finding is brought home to its paper afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Quad

from kg.rdf.interop import named_node, to_rdflib
from kg.rdf.shapes import findings


def validate(quads_by_paper: Mapping[str, Sequence[Quad]]) -> dict[str, list[str]]:
    """What is wrong with each paper, as sentences; papers with which nothing is are left out.

    Args:
        quads_by_paper: The quads of the papers' graphs by the papers' IRIs. They are read as one graph,
            so a node that two papers describe is held to both descriptions, and both are told.

    Raises:
        GraphInvalid: The shapes themselves cannot be applied.
    """
    found = findings(to_rdflib(quad for quads in quads_by_paper.values() for quad in quads))
    return _by_paper(found, quads_by_paper) if found else {}


def _by_paper(
    found: Mapping[str, Iterable[str]], quads_by_paper: Mapping[str, Sequence[Quad]]
) -> dict[str, list[str]]:
    """The findings of each paper whose quads describe the node or, if none does, refer to it."""
    nodes = {named_node(focus): sentences for focus, sentences in found.items()}
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
