"""Methods, data sets, tasks and metrics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.queries import filters
from kg.queries.names import match_words, replacements, resolve
from kg.queries.paging import Selection, select, unique
from kg.queries.rows import EntityFilter, EntityRow, Page, PageRequest, ResultRow
from kg.queries.solutions import solutions
from kg.rdf.terms import local
from kg.reader import Readable
from kg.records import EntityType
from ontology.namespaces import RDF, SKOS
from ontology.terms import SG

EntityRequest = tuple[EntityType, EntityFilter, PageRequest]


def entities_by_iri(snapshot: Readable, iris: Sequence[str]) -> dict[str, EntityRow]:
    """The entities with these IRIs that the snapshot has; of a merged one, what it was merged into."""
    asked = unique(iris)
    merged = replacements(snapshot, asked)
    now = {iri: merged.get(iri, iri) for iri in asked}
    properties: dict[str, dict[str, list[str]]] = {}
    for row in solutions(snapshot, "entities", {"iri": unique(list(now.values()))}):
        properties.setdefault(row["iri"], {}).setdefault(row["property"], []).append(row["value"])
    counts = filters.listed(snapshot, list(properties))
    made = {iri: _row(iri, found, counts[iri].papers) for iri, found in properties.items()}
    return {iri: entity for iri in now if (entity := made.get(now[iri])) is not None}


class Entities:
    """Entities that are read once, however often they are asked for.

    Attributes:
        known: Those that were loaded, by IRI; without what the graph does not have.
    """

    def __init__(self, snapshot: Readable) -> None:
        self._snapshot = snapshot
        self.known: dict[str, EntityRow] = {}

    def load(self, iris: Iterable[str]) -> None:
        """Read those that are not known yet, with one query."""
        missing = [iri for iri in unique(list(iris)) if iri not in self.known]
        self.known |= entities_by_iri(self._snapshot, missing)

    def labels(self, row: ResultRow) -> dict[EntityType, str]:
        """What those of the known that a result is about are called."""
        slots = (row.method, row.dataset, row.task, row.metric)
        about = (self.known[iri] for iri in slots if iri is not None and iri in self.known)
        return {entity.type: entity.label for entity in about}


def entity_pages(snapshot: Readable, requests: Sequence[EntityRequest]) -> list[Page[EntityRow]]:
    """A page for each request, by label; entities that no paper names are in none.

    Raises:
        NameUnknown: A filter names something that the graph does not have.
        QueryInvalid: A cursor is none of ours.
    """
    keys = [select(snapshot, _selection(snapshot, kind, keep), page) for kind, keep, page in requests]
    rows = entities_by_iri(snapshot, [iri for key in keys for iri in key.iris])
    return [filters.page(key, rows) for key in keys]


def _selection(snapshot: Readable, kind: EntityType, keep: EntityFilter) -> Selection:
    selection = Selection("entity")
    selection.keep("type = ?", kind.value)
    selection.keep("papers > 0")
    if keep.name is not None:
        selection.keep("iri = ?", resolve(snapshot, kind, keep.name, where="name"))
    if keep.search is not None:
        match = match_words(keep.search)
        selection.keep("id IN (SELECT rowid FROM entity_text WHERE entity_text MATCH ?)", match or '""')
    if keep.role is not None or keep.paper is not None:
        filters.keep_named(snapshot, selection, kind, keep.role, keep.paper)
    if keep.min_papers is not None:
        selection.keep("papers >= ?", keep.min_papers)
    if keep.reports is not None:
        filters.keep_reporting(snapshot, selection, kind, keep.reports)
    return selection


def _row(iri: str, found: dict[str, list[str]], papers: int) -> EntityRow | None:
    kinds = {kind.value for kind in EntityType} & {local(value) for value in found.get(str(RDF.type), ())}
    labels = found.get(str(SKOS.prefLabel))
    if not kinds or not labels:
        return None

    def one(name: str) -> str | None:
        values = found.get(name)
        return min(values) if values else None

    label = min(labels)
    direction = one(str(SG.direction))
    return EntityRow(
        iri=iri,
        type=EntityType(min(kinds)),
        label=label,
        aliases=tuple(sorted({*found.get(str(SKOS.altLabel), ()), *labels} - {label})),
        definition=one(str(SKOS.definition)),
        direction=local(direction) if direction else None,
        unit=one(str(SG.unit)),
        papers=papers,
    )
