"""What the catalogue reads from the graph, a few hundred papers or entities at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.identity.iris import paper_graph
from kg.rdf.sparql import fill, load_query
from kg.records import EntityType
from ontology.namespaces import SKOS
from ontology.terms import SG

_NAMESPACE = str(SG)


@dataclass(slots=True)
class PaperEntry:
    """One paper as the catalogue keeps it; `named` are (entity IRI, local name of the role)."""

    iri: str
    title: str
    abstract: str
    date: str | None
    venue: str | None
    mentions: int = 0
    identifiers: list[str] = field(default_factory=list)
    named: list[tuple[str, str]] = field(default_factory=list)
    results: list[ResultEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """One result as the catalogue keeps it; the slots are IRIs."""

    iri: str
    method: str | None
    dataset: str | None
    task: str | None
    metric: str | None
    kind: str
    value: float | None
    confidence: float
    start: int


@dataclass(slots=True)
class EntityEntry:
    """One entity as the catalogue keeps it."""

    iri: str
    type: EntityType
    label: str = ""
    aliases: list[str] = field(default_factory=list)


def all_papers(store: ox.Store) -> list[str]:
    """The IRIs of all papers."""
    return [row[0] or "" for row in _rows(store, load_query("all_papers"))]


def all_entities(store: ox.Store) -> list[str]:
    """The IRIs of all entities, those that only the vocabularies name included."""
    return [row[0] or "" for row in _rows(store, load_query("all_entities"))]


def read_papers(store: ox.Store, iris: Sequence[str]) -> list[PaperEntry]:
    """The papers with these IRIs that the graph has."""
    graphs = [ox.NamedNode(paper_graph(iri)) for iri in iris]

    def rows(name: str) -> Iterator[list[str | None]]:
        return _rows(store, fill(load_query(name), {"graph": graphs}))

    papers = {
        iri: PaperEntry(iri, title, abstract, date, venue)
        for iri, title, abstract, date, venue in rows("catalogue_papers")
        if iri and title is not None and abstract is not None
    }
    for paper, value in rows("catalogue_identifiers"):
        papers[paper or ""].identifiers.append(value or "")
    for paper, role, entity in rows("catalogue_named"):
        papers[paper or ""].named.append((entity or "", _local(role)))
    by_graph = {paper_graph(iri): paper for iri, paper in papers.items()}
    for graph, count in rows("catalogue_mentions"):
        if graph in by_graph:
            by_graph[graph].mentions = int(count or 0)
    for result, paper, method, dataset, task, metric, kind, value, confidence, start in rows(
        "catalogue_results"
    ):
        entry = ResultEntry(
            iri=result or "",
            method=method,
            dataset=dataset,
            task=task,
            metric=metric,
            kind=_local(kind),
            value=None if value is None else float(value),
            confidence=float(confidence or 0),
            start=int(start or 0),
        )
        papers[paper or ""].results.append(entry)
    return list(papers.values())


def read_entities(store: ox.Store, iris: Sequence[str]) -> list[EntityEntry]:
    """The entities with these IRIs that the graph has, with their names."""
    entities: dict[str, EntityEntry] = {}
    query = fill(load_query("catalogue_names"), {"entity": map(ox.NamedNode, iris)})
    for iri, kind, name_property, name in _rows(store, query):
        if iri is None or name is None:
            continue
        entity = entities.setdefault(iri, EntityEntry(iri, EntityType(_local(kind))))
        if name_property == str(SKOS.prefLabel):
            entity.label = name
        else:
            entity.aliases.append(name)
    for entity in entities.values():
        entity.aliases = sorted(set(entity.aliases) - {entity.label})
    return list(entities.values())


def _local(iri: str | None) -> str:
    return (iri or "").removeprefix(_NAMESPACE)


def _rows(store: ox.Store, query: str) -> Iterator[list[str | None]]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - every query here is a SELECT
    width = len(solutions.variables)
    for solution in solutions:
        yield [None if (term := solution[i]) is None else _value(term) for i in range(width)]


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)  # noqa: S101 - our graphs hold no other terms here
    return term.value
