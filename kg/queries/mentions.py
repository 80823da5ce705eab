"""Where papers name entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kg.identity.iris import paper_graph
from kg.queries.arguments import PageRequest
from kg.queries.orders import DATED, NEWEST_PAPER
from kg.queries.paging import unique
from kg.queries.rows import Page
from kg.queries.selection import iri, prefixed
from kg.queries.solutions import solutions
from kg.queries.whole import keys_of, page_of_whole
from kg.rdf.terms import local
from kg.reader import Readable, Snapshot

__all__ = ["MentionRow", "entity_mention_pages", "mentions_by_iri", "paper_mention_pages"]

MentionRequest = tuple[str, PageRequest]
#: Of the keys of an entity's mentions: where the paper is sorted, and the place in its text.
_KINDS = (str, int)


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
            [((row.place,), row) for row in found.get(paper, [])],
            page,
            kinds=(int,),
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
            sort, _ = keys_of(cursor, ("mentions", entity), _KINDS, name)
            conditions.append(f"p.sort {comparison} ?")
            parameters.append(sort)
    order = "DESC" if page.backwards else "ASC"
    # Of the paper that a cursor is of, nothing may be left; every other has a mention.
    rows = snapshot.catalogue.rows(
        "SELECT DISTINCT p.iri, p.sort FROM named n JOIN paper p ON p.id = n.paper "  # noqa: S608 - constants
        f"WHERE {' AND '.join(conditions)} ORDER BY p.sort {order} LIMIT ?",
        [*parameters, page.size + 3],
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
    keyed = [
        ((sort, row.place), row)
        for iri, sort in sorted(papers, key=lambda paper: paper[1])
        for row in found.get(iri, [])
        if row.entity == entity
    ]
    return page_of_whole(
        snapshot,
        keyed,
        page,
        kinds=_KINDS,
        list_=("mentions", entity),
        explain=partial(_explain_entity, entity),
        total=total,
    )


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


def _explain_paper(paper: str) -> str:
    return prefixed(
        f"SELECT ?mention WHERE {{\n  GRAPH {iri(paper_graph(paper))} {{ ?mention sg:entity ?entity ; "
        "sg:start ?start ; sg:end ?end }\n} ORDER BY ?start ?end"
    )


def _explain_entity(entity: str) -> str:
    return prefixed(
        f"SELECT ?mention WHERE {{\n  GRAPH ?graph {{ ?mention sg:entity {iri(entity)} ; "
        f"sg:start ?start ; sg:end ?end . {' '.join(DATED)} }}\n}} ORDER BY {NEWEST_PAPER} ?start ?end"
    )
