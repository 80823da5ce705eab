"""Papers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kg.queries import filters
from kg.queries.names import match_words, resolve
from kg.queries.paging import Selection, select, unique
from kg.queries.rows import LinkRow, Page, PageRequest, PaperFilter, PaperRow
from kg.queries.solutions import solutions
from kg.rdf.terms import IDENTIFIERS, LINK_KINDS
from kg.reader import Readable
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


def paper_pages(snapshot: Readable, requests: Sequence[PaperRequest]) -> list[Page[PaperRow]]:
    """A page for each request, newest first, those without a date last.

    Raises:
        NameUnknown: A filter names something that the graph does not have.
        QueryInvalid: A date or a cursor is malformed.
    """
    keys = [select(snapshot, _selection(snapshot, keep), page) for keep, page in requests]
    rows = papers_by_iri(snapshot, [iri for key in keys for iri in key.iris])
    return [filters.page(key, rows) for key in keys]


def _selection(snapshot: Readable, keep: PaperFilter) -> Selection:
    selection = Selection("paper")
    if keep.search is not None:
        match = match_words(keep.search)
        selection.keep("id IN (SELECT rowid FROM paper_text WHERE paper_text MATCH ?)", match or '""')
    for kind, name in (
        (EntityType.METHOD, keep.method),
        (EntityType.DATASET, keep.dataset),
        (EntityType.TASK, keep.task),
        (EntityType.METRIC, keep.metric),
    ):
        if name is not None:
            iri = resolve(snapshot, kind, name)
            selection.keep(
                "id IN (SELECT n.paper FROM named n JOIN entity e ON e.id = n.entity WHERE e.iri = ?)", iri
            )
    if keep.venue is not None:
        selection.keep("venue = ?", keep.venue)
    if keep.identifier is not None:
        selection.keep("iri = ?", filters.find_paper(snapshot, keep.identifier, "identifier"))
    if keep.since is not None:
        selection.keep("date >= ?", str(filters.read_date(keep.since, "since")))
    if keep.until is not None:
        # What is only known to lie in the year or month of `until` is kept, so compare its prefix.
        until = str(filters.read_date(keep.until, "until"))
        selection.keep("substr(date, 1, ?) <= ?", len(until), until)
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
    )
