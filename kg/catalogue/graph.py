"""What the catalogue reads from the graph: a paper's graph whole, an entity by its own statements.

Patterns of the store are several times faster here than SPARQL, since everything is read anyway.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.identity.iris import paper_graph
from kg.rdf.interop import named_node
from kg.rdf.leaderboards import FACETS
from kg.rdf.terms import ENTITY_CLASSES, IDENTIFIERS, LINK_KINDS, ROLES, TYPE, local
from kg.records import EntityType, LinkKind
from ontology.namespaces import DCTERMS, RDF, SKOS
from ontology.terms import SG

_ENTITY_TYPES = {node.value: kind for kind, node in ENTITY_CLASSES.items()}
_IDENTIFIERS = (*(node.value for node in IDENTIFIERS.values()), str(SG.sourceId))
_ROLES = {node.value: local(node.value) for node in sorted(ROLES, key=lambda node: node.value)}

_CODE = LINK_KINDS[LinkKind.CODE].value

#: The values of each property of a node, as text.
Node = dict[str, list[str]]


@dataclass(slots=True)
class PaperEntry:
    """One paper as the catalogue keeps it.

    `named` are (entity IRI, local name of the role), `code` is whether it gives a link to code.
    """

    iri: str
    title: str
    abstract: str
    date: str | None
    venue: str | None
    code: bool
    mentions: int
    identifiers: list[str]
    named: list[tuple[str, str]]
    results: list[ResultEntry]


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """One result as the catalogue keeps it; the slots are IRIs, `start` is where its evidence begins."""

    iri: str
    method: str | None
    dataset: str | None
    task: str | None
    metric: str | None
    baseline: str | None
    kind: str
    value: float | None
    unit: str | None
    confidence: float
    start: int


@dataclass(slots=True)
class EntityEntry:
    """One entity as the catalogue keeps it."""

    iri: str
    type: EntityType
    label: str
    aliases: list[str] = field(default_factory=list)
    direction: str | None = None
    unit: str | None = None


def all_papers(store: ox.Store) -> Iterator[str]:
    """The IRIs of all papers."""
    return (_value(q.subject) for q in store.quads_for_pattern(None, TYPE, named_node(SG.Paper)))


def all_entities(store: ox.Store) -> list[str]:
    """The IRIs of all entities, those that only the vocabularies name included, sorted."""
    found = {
        _value(quad.subject)
        for iri in _ENTITY_TYPES
        for quad in store.quads_for_pattern(None, TYPE, named_node(iri))
    }
    return sorted(found)


def read_paper(store: ox.Store, iri: str) -> PaperEntry | None:
    """The paper with this IRI, or None if the graph does not have it."""
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, named_node(paper_graph(iri))):
        nodes[_value(quad.subject)][quad.predicate.value].append(_value(quad.object))
    paper = nodes.get(iri)
    if paper is None:
        return None
    by_type = defaultdict(list)
    for subject, node in nodes.items():
        for kind in node.get(str(RDF.type), ()):
            by_type[kind].append(subject)
    return PaperEntry(
        iri=iri,
        title=paper[str(DCTERMS.title)][0],
        abstract=paper[str(DCTERMS.abstract)][0],
        date=one(paper, str(SG.date)),
        venue=one(paper, str(SG.venue)),
        code=any(_CODE in node.get(str(SG.linkKind), ()) for node in nodes.values()),
        mentions=len(by_type[str(SG.Mention)]),
        identifiers=[value for name in _IDENTIFIERS for value in paper.get(name, ())],
        named=[(entity, role) for name, role in _ROLES.items() for entity in paper.get(name, ())],
        results=[_result(subject, nodes) for subject in by_type[str(SG.Result)]],
    )


def read_entity(store: ox.Store, iri: str) -> EntityEntry | None:
    """The entity with this IRI and its names, or None if the graph does not have it."""
    node: Node = defaultdict(list)
    for quad in store.quads_for_pattern(named_node(iri), None, None):
        node[quad.predicate.value].append(_value(quad.object))
    kinds = [_ENTITY_TYPES[kind] for kind in node[str(RDF.type)] if kind in _ENTITY_TYPES]
    labels = node[str(SKOS.prefLabel)]
    if not kinds or not labels:
        return None
    label = min(labels)
    direction = one(node, str(SG.direction))
    return EntityEntry(
        iri=iri,
        type=min(kinds),
        label=label,
        aliases=sorted({*labels, *node[str(SKOS.altLabel)]} - {label}),
        direction=None if direction is None else local(direction),
        unit=one(node, str(SG.unit)),
    )


def replaced(store: ox.Store) -> Iterator[tuple[str, str]]:
    """Each entity that was merged into another, and that other one."""
    found = store.quads_for_pattern(None, named_node(DCTERMS.isReplacedBy), None)
    return ((_value(quad.subject), _value(quad.object)) for quad in found)


def narrower(store: ox.Store) -> Iterator[tuple[str, str]]:
    """Each entity that is a variant of another, or narrower, and that other one."""
    for name in (SG.variantOf, SKOS.broader):
        for quad in store.quads_for_pattern(None, named_node(name), None):
            yield _value(quad.subject), _value(quad.object)


def settings(store: ox.Store, scores: Iterable[ox.Quad]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The result of each of these scores, with what its protocol states: facets and settings."""
    stated: dict[str, list[tuple[str, str]]] = {}
    for _, score in described(store, scores):
        (in_group,) = store.quads_for_pattern(named_node(score[str(SG.row)][0]), named_node(SG.group), None)
        group = _value(in_group.object)
        if group not in stated:
            ((_, node),) = described(store, store.quads_for_pattern(named_node(group), TYPE, None))
            stated[group] = [
                (local(str(name)), value) for name in FACETS.values() for value in node.get(str(name), ())
            ]
        yield score[str(SG.result)][0], stated[group]


def concepts(store: ox.Store) -> dict[str, str]:
    """The IRI of each concept, with a digest that tells whether the vocabularies state the same of it."""
    graphs = {quad.graph_name for quad in store.quads_for_pattern(None, TYPE, named_node(SKOS.Concept))}
    stated: dict[str, list[str]] = defaultdict(list)
    for graph in graphs:
        for quad in store.quads_for_pattern(None, None, None, graph):
            stated[_value(quad.subject)].append(f"{quad.predicate} {quad.object}")
    return {
        iri: hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest() for iri, lines in stated.items()
    }


def all_of_type(store: ox.Store, kind: str) -> Iterator[ox.Quad]:
    """The quads that say what is of one class."""
    return store.quads_for_pattern(None, TYPE, named_node(kind))


def of_boards(store: ox.Store, kind: str, boards: Iterable[str]) -> Iterator[ox.Quad]:
    """The quads that say which of the parts of leaderboards are of one class."""
    for board in boards:
        for quad in store.quads_for_pattern(None, named_node(SG.leaderboard), named_node(board)):
            said = ox.Quad(quad.subject, TYPE, named_node(kind), quad.graph_name)
            if said in store:
                yield said


def described(store: ox.Store, found: Iterable[ox.Quad]) -> Iterator[tuple[str, Node]]:
    """The subjects of quads, with what is stated of them in the graphs of these."""
    for quad in found:
        node: Node = defaultdict(list)
        for said in store.quads_for_pattern(quad.subject, None, None, quad.graph_name):
            node[said.predicate.value].append(_value(said.object))
        yield _value(quad.subject), node


def _result(iri: str, nodes: dict[str, Node]) -> ResultEntry:
    node = nodes[iri]
    value = one(node, str(SG.value))
    evidence = nodes[node[str(SG.evidence)][0]]
    return ResultEntry(
        iri=iri,
        method=one(node, str(SG.method)),
        dataset=one(node, str(SG.dataset)),
        task=one(node, str(SG.task)),
        metric=one(node, str(SG.metric)),
        baseline=one(node, str(SG.baseline)),
        kind=local(node[str(SG.kind)][0]),
        value=None if value is None else float(value),
        unit=one(node, str(SG.unit)),
        confidence=float(node[str(SG.confidence)][0]),
        start=int(evidence[str(SG.start)][0]),
    )


def one(node: Node, name: str) -> str | None:
    """The value of a property of a node, or None."""
    values = node.get(name)
    return values[0] if values else None


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)  # noqa: S101 - our graphs hold no other terms
    return term.value
