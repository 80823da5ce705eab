"""Papers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kg.errors import QueryInvalid
from kg.queries import filters
from kg.queries.arguments import PageRequest, PaperFilter
from kg.queries.names import resolve
from kg.queries.orders import paper_order
from kg.queries.paging import page_of, select, unique
from kg.queries.rows import LinkRow, Page, PaperRow
from kg.queries.selection import Selection
from kg.queries.solutions import solutions
from kg.rdf.terms import IDENTIFIERS, LINK_KINDS
from kg.reader import Readable, Snapshot
from kg.records import EntityType
from ontology.namespaces import DCTERMS
from ontology.terms import SG

PaperRequest = tuple[PaperFilter, PageRequest]

_LINK_KINDS = {node.value: kind for kind, node in LINK_KINDS.items()}


def papers_by_iri(snapshot: Readable, iris: Sequence[str]) -> dict[str, PaperRow]:
    """The papers with these IRIs that the snapshot has."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in solutions(snapshot, "papers", {"iri": unique(iris)}):
        found.setdefault(row["iri"], []).append(row)
    return {iri: _row(iri, rows) for iri, rows in found.items()}


def paper_pages(snapshot: Snapshot, requests: Sequence[PaperRequest]) -> list[Page[PaperRow]]:
    """A page for each request.

    Raises:
        NameUnknown: A filter names something that the graph does not have.
        QueryInvalid: A date or a cursor is malformed.
    """
    iris = [select(snapshot, _selection(snapshot, keep), page) for keep, page in requests]
    rows = papers_by_iri(snapshot, [iri for each in iris for iri in each.rows])
    return [page_of(each, rows) for each in iris]


def _selection(snapshot: Readable, keep: PaperFilter) -> Selection:
    selection = Selection("paper", "paper")
    selection.patterns.append("?paper a sg:Paper .")
    if keep.search is not None:
        filters.keep_search(snapshot, selection, keep.search)
    for kind, name, role, widely in (
        (EntityType.METHOD, keep.method, keep.method_role, False),
        (EntityType.DATASET, keep.dataset, keep.dataset_role, keep.include_variants),
        (EntityType.TASK, keep.task, None, keep.include_narrower),
        (EntityType.METRIC, keep.metric, None, False),
    ):
        if name is not None:
            entity = resolve(snapshot, kind, name)
            filters.keep_naming(selection, kind, entity, role, widely=widely)
        elif role is not None:
            slot = kind.value.lower()
            raise QueryInvalid(
                f"a role of no {slot} was asked for.", where=f"{slot}Role", remedy=f"Give `{slot}` as well."
            )
    if keep.reports is not None:
        results = Selection("result", "result")
        filters.keep_results(snapshot, results, keep.reports)
        selection.keep(
            f"id IN (SELECT paper FROM result WHERE {results.where})",  # noqa: S608 - constants
            *results.parameters,
            pattern=filters.together([*results.patterns, "?result sg:paper ?paper ."]),
        )
    filters.keep_scope(snapshot, selection, keep.scope, "id")
    selection.order = paper_order(keep.order)
    return selection


def _row(iri: str, rows: Sequence[dict[str, Any]]) -> PaperRow:
    values: dict[str, list[str]] = {}
    for row in rows:
        values.setdefault(row["property"], []).append(row["value"])

    def one(name: str) -> str | None:
        found = values.get(name)
        return min(found) if found else None

    links = {
        LinkRow(kind=_LINK_KINDS[row["linkKind"]], url=row["value"])
        for row in rows
        if row["linkKind"] is not None
    }
    return PaperRow(
        iri=iri,
        title=one(str(DCTERMS.title)) or "",
        abstract=one(str(DCTERMS.abstract)) or "",
        authors=tuple(json.loads(one(str(SG.authorList)) or "[]")),
        date=one(str(SG.date)),
        venue=one(str(SG.venue)),
        categories=tuple(sorted(values.get(str(SG.category), ()))),
        identifiers=tuple(
            (kind.value, value)
            for kind, node in IDENTIFIERS.items()
            for value in sorted(values.get(node.value, ()))
        ),
        links=tuple(sorted(links, key=lambda link: link.url)),
        source_id=one(str(SG.sourceId)),
    )
