"""One paper's graph: everything that is stated about it, replaced whole whenever any of it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from kg.errors import GraphInvalid
from kg.identity.iris import Iris, paper_graph
from kg.identity.iris import text as text_iri
from kg.linking import LinkedEntity, UnitedEntity, unite
from kg.rdf.interop import named_node
from kg.rdf.paper_nodes import write_links, write_paper
from kg.rdf.provenance import write_run
from kg.rdf.result_nodes import Names, named_results, write_results
from kg.rdf.terms import DATASET_ROLES, METHOD_ROLES
from kg.rdf.text_nodes import TextNode, write_mentions, write_text
from kg.rdf.writer import GraphWriter
from kg.records import EntityType, Extraction, Paper, Role
from ontology.terms import SG


def paper_quads(
    iris: Iris,
    paper_iri: str,
    paper: Paper,
    extraction: Extraction,
    links: Sequence[LinkedEntity],
    results: Sequence[str] | None = None,
) -> list[Quad]:
    """The quads of a paper's graph, each once and in an order that equal input gives again.

    Args:
        iris: Mints the IRIs of entities and of the run, which is described in the runs graph.
        paper_iri: The paper's own, from the registry.
        paper: What its sources say of it.
        extraction: What was found in its text.
        links: What its entities are outside it, beside `extraction.entities`.
        results: The IRIs of `extraction.results`, or None if they follow from these alone.

    Raises:
        GraphInvalid: The extraction is of another text, an offset is wrong, a result names an entity that
            the extraction lacks, or a string holds a character that XML 1.0 cannot carry.
    """
    if extraction.text_digest != paper.text_digest:
        raise GraphInvalid(
            "the extraction is of another text.", where=paper_iri, remedy="Extract the paper again."
        )
    entities = unite(extraction.entities, links)
    nodes = {(e.type, e.key): named_node(iris.entity(e.type, e.key)) for e in entities}
    node = named_node(paper_iri)
    text = TextNode(text_iri(paper_iri, paper.text_digest), paper.text)
    graph = GraphWriter(paper_graph(paper_iri))
    write_run(graph, iris, extraction.extractor)
    write_paper(graph, node, paper)
    graph.add(node, SG.text, write_text(graph, text, paper))
    _write_roles(graph, node, entities, nodes)
    write_links(graph, node, text, extraction.links)
    write_mentions(graph, text, entities, nodes)
    if results is None:
        results = named_results(paper_iri, extraction, links)
    write_results(graph, node, text, zip(results, extraction.results, strict=True), Names.of(links, nodes))
    return graph.quads()


def _write_roles(
    graph: GraphWriter,
    paper: NamedNode,
    entities: Sequence[UnitedEntity],
    nodes: Mapping[tuple[EntityType, str], NamedNode],
) -> None:
    for entity in entities:
        graph.add(paper, _role(entity), nodes[entity.type, entity.key])


def _role(entity: UnitedEntity) -> str:
    """The property that says what the paper does with an entity; without a role, it mentions it."""
    if entity.type is EntityType.TASK:
        return SG.addresses
    if entity.type is EntityType.METRIC:
        return SG.reports
    roles = METHOD_ROLES if entity.type is EntityType.METHOD else DATASET_ROLES
    role = entity.role or Role.MENTIONED
    if role not in roles:
        raise GraphInvalid(
            f"a {entity.type.value} cannot have the role {role.value!r}.", where=f"entity {entity.names[0]!r}"
        )
    return roles[role].value
