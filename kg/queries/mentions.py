"""Where papers name entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import QueryInvalid
from kg.identity.iris import paper_graph
from kg.queries.arguments import PageRequest
from kg.queries.paging import list_digest, make_cursor, read_cursor, unique
from kg.queries.rows import Page
from kg.queries.solutions import solutions
from kg.queries.whole import page_of_whole
from kg.rdf.terms import local
from kg.reader import Readable, Snapshot

__all__ = ["MentionRow", "entity_mention_pages", "mentions_by_iri", "paper_mention_pages"]

MentionRequest = tuple[str, PageRequest]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A stretch of a paper's text that names an entity; offsets in code points, `paper` and `entity` IRIs."""

    iri: str
    paper: str
    entity: str
    start: int
    end: int
    form: str
    confidence: float

    @property
    def place(self) -> int:
        """Its place among the mentions of its text, by start and then by end."""
        return self.start * 2**31 + self.end


def mentions_by_iri(snapshot: Readable, iris: Sequence[str]) -> dict[str, MentionRow]:
    """The mentions with these IRIs that the snapshot has."""
    return {row.iri: row for row in _rows(solutions(snapshot, "mention", {"iri": unique(iris)}))}


def paper_mention_pages(snapshot: Snapshot, requests: Sequence[MentionRequest]) -> list[Page[MentionRow]]:
    """A page of the mentions of each paper, in the order of its text. Raises QueryInvalid for a cursor."""
    found = _of_papers(snapshot, unique([paper for paper, _ in requests]))
    return [
        page_of_whole(
            snapshot,
            found.get(paper, []),
            lambda row: row.place,
            page,
            list_=("mentions", paper),
            explain=partial(_explain_paper, paper),
        )
        for paper, page in requests
    ]


def entity_mention_pages(snapshot: Snapshot, requests: Sequence[MentionRequest]) -> list[Page[MentionRow]]:
    """A page of the mentions of each entity: the newest papers first, in the order of their texts.

    Raises QueryInvalid for a cursor that is none, or is of another list.
    """
    counted = solutions(snapshot, "mention_counts", {"iri": unique([entity for entity, _ in requests])})
    counts = {row["iri"]: int(row["count"]) for row in counted}
    papers = [_papers(snapshot, entity, page) for entity, page in requests]
    found = _of_papers(snapshot, unique([iri for named in papers for iri, _ in named]))
    return [
        _entity_page(snapshot, entity, page, named, found, counts.get(entity, 0))
        for (entity, page), named in zip(requests, papers, strict=True)
    ]


def _papers(snapshot: Readable, entity: str, page: PageRequest) -> list[tuple[str, str]]:
    """The papers that a page of an entity's mentions can be of, and their places, from the page's side."""
    conditions, parameters = ["n.entity = (SELECT id FROM entity WHERE iri = ?)"], [entity]
    for cursor, comparison, name in ((page.after, ">=", "after"), (page.before, "<=", "before")):
        if cursor is not None:
            sort, _ = _keys(cursor, entity, name)
            conditions.append(f"p.sort {comparison} ?")
            parameters.append(sort)
    order = "DESC" if _backwards(page) else "ASC"
    # Of the paper that a cursor is of, nothing may be left; every other has a mention.
    rows = snapshot.catalogue.rows(
        "SELECT DISTINCT p.iri, p.sort FROM named n JOIN paper p ON p.id = n.paper "  # noqa: S608 - constants
        f"WHERE {' AND '.join(conditions)} ORDER BY p.sort {order} LIMIT ?",
        [*parameters, _size(page) + 3],
    )
    return [(iri, sort) for iri, sort in rows]


def _entity_page(
    snapshot: Snapshot,
    entity: str,
    page: PageRequest,
    papers: Sequence[tuple[str, str]],
    found: dict[str, list[MentionRow]],
    total: int,
) -> Page[MentionRow]:
    list_ = list_digest(("mentions", entity))
    keyed = [
        ((sort, row.place), row)
        for iri, sort in sorted(papers, key=lambda paper: paper[1])
        for row in found.get(iri, [])
        if row.entity == entity
    ]
    if page.after is not None:
        after = _keys(page.after, entity, "after")
        keyed = [(key, row) for key, row in keyed if key > after]
    if page.before is not None:
        before = _keys(page.before, entity, "before")
        keyed = [(key, row) for key, row in keyed if key < before]
    size, backwards = _size(page), _backwards(page)
    more = len(keyed) > size
    kept = keyed[max(0, len(keyed) - size) :] if backwards else keyed[:size]
    return Page(
        rows=tuple(row for _, row in kept),
        cursors=tuple(make_cursor(snapshot.id, list_, key) for key, _ in kept),
        support=(0,) * len(kept),
        total=total,
        has_next=page.before is not None if backwards else more,
        has_previous=more if backwards else page.after is not None,
        explain=partial(_explain_entity, entity),
    )


def _keys(cursor: str, entity: str, where: str) -> tuple[str, int]:
    sort, place = read_cursor(cursor, list_digest(("mentions", entity)), 2, where)
    if not (isinstance(sort, str) and isinstance(place, int)):
        raise QueryInvalid("this is no cursor.", where=where, remedy="Take one from `pageInfo` or `edges`.")
    return sort, place


def _backwards(page: PageRequest) -> bool:
    return page.first is None and page.last is not None


def _size(page: PageRequest) -> int:
    size = page.last if _backwards(page) else page.first
    return 20 if size is None else size


def _of_papers(snapshot: Readable, papers: Sequence[str]) -> dict[str, list[MentionRow]]:
    """The mentions of each paper, in the order of its text."""
    found: dict[str, list[MentionRow]] = {}
    for row in _rows(solutions(snapshot, "mentions", {"graph": map(paper_graph, papers)})):
        found.setdefault(row.paper, []).append(row)
    return {paper: sorted(rows, key=lambda row: row.place) for paper, rows in found.items()}


def _rows(found: Iterable[dict[str, Any]]) -> list[MentionRow]:
    nodes: dict[tuple[str, str], dict[str, str]] = {}
    for row in found:
        nodes.setdefault((row["graph"], row["iri"]), {})[local(row["property"])] = row["value"]
    return [
        MentionRow(
            iri=iri,
            paper=graph.removesuffix("/graph"),
            entity=node["entity"],
            start=int(node["start"]),
            end=int(node["end"]),
            form=node["surfaceForm"],
            confidence=float(node["confidence"]),
        )
        for (graph, iri), node in nodes.items()
        if "entity" in node
    ]


_PREFIX = "PREFIX sg: <https://w3id.org/sotagraph/ontology#>\n"


def _explain_paper(paper: str) -> str:
    graph = NamedNode(paper_graph(paper))
    return (
        f"{_PREFIX}SELECT ?mention WHERE {{\n  GRAPH {graph} {{ ?mention sg:entity ?entity ; "
        "sg:start ?start ; sg:end ?end }\n} ORDER BY ?start ?end"
    )


def _explain_entity(entity: str) -> str:
    return (
        "PREFIX dcterms: <http://purl.org/dc/terms/>\n"
        f"{_PREFIX}SELECT ?mention WHERE {{\n  GRAPH ?graph {{ ?mention sg:entity {NamedNode(entity)} ; "
        "sg:start ?start ; sg:end ?end . ?paper dcterms:title ?title . OPTIONAL { ?paper sg:date ?date } }\n"
        '} ORDER BY DESC(CONCAT(STR(?date), "~")) LCASE(?title) ?paper ?start ?end'
    )
