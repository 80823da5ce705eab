"""Methods, data sets, tasks and metrics."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from kg.queries import filters
from kg.queries.arguments import EntityFilter, PageRequest, PaperScope
from kg.queries.lookup import listed
from kg.queries.names import replacements, resolve
from kg.queries.orders import entity_order
from kg.queries.paging import page_of, select, unique
from kg.queries.rows import EntityRow, Page, ResultRow
from kg.queries.selection import Selection, iri
from kg.queries.solutions import solutions
from kg.rdf.terms import local
from kg.reader import Readable, Snapshot
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
    counts = listed(snapshot, list(properties))
    made = {iri: _row(iri, found, counts[iri].papers) for iri, found in properties.items() if iri in counts}
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


def entity_pages(snapshot: Snapshot, requests: Sequence[EntityRequest]) -> list[Page[EntityRow]]:
    """A page for each request, by label; entities that no paper names are in none.

    Raises:
        NameUnknown: A filter names something that the graph does not have.
        QueryInvalid: A cursor is none of ours.
    """
    iris = [select(snapshot, _selection(snapshot, kind, keep), page) for kind, keep, page in requests]
    rows = entities_by_iri(snapshot, [iri for each in iris for iri in each.rows])
    return [page_of(each, rows) for each in iris]


def _selection(snapshot: Readable, kind: EntityType, keep: EntityFilter) -> Selection:
    slot = kind.value.lower()
    selection = Selection("entity", slot)
    selection.keep("type = ?", kind.value, pattern=f"?{slot} a sg:{kind.value} ; skos:prefLabel ?label .")
    selection.keep("papers > 0", pattern="?paper a sg:Paper .")
    if keep.name is not None:
        name = resolve(snapshot, kind, keep.name, where="name")
        selection.keep("iri = ?", name, pattern=f"VALUES ?{slot} {{ {iri(name)} }}")
    if keep.search is not None:
        filters.keep_search(snapshot, selection, keep.search)
    if keep.min_papers is not None:
        pattern = f"?{slot} sg:support ?all .\nFILTER (?all >= {int(keep.min_papers)})"
        selection.keep("papers >= ?", keep.min_papers, pattern=pattern)
    _count(selection, _behind(snapshot, kind, keep), kind, keep)
    selection.order = entity_order(keep.order, slot, selection.support or "")
    return selection


def _behind(snapshot: Readable, kind: EntityType, keep: EntityFilter) -> Selection | None:
    """What papers state that keeps an entity: rows with a `paper` and, as `entity`, what they name.

    None if nothing is asked of papers.
    """
    if keep.reports is not None:
        behind = Selection("result", "result")
        filters.keep_results(snapshot, behind, keep.reports)
        slot = kind.value.lower()
        behind.patterns.append(f"?result sg:{slot} ?{slot} ; sg:paper ?paper .")
        if keep.role is not None:
            behind.conditions.append(
                f"EXISTS (SELECT 1 FROM named WHERE named.entity = result.{slot} "  # noqa: S608 - constants
                "AND named.paper = result.paper AND role IN (SELECT value FROM json_each(?)))"
            )
            behind.parameters.append(json.dumps(filters.roles_of(kind, keep.role)))
    elif keep.role is not None or keep.scope != PaperScope():
        behind = Selection("named", "paper")
        behind.conditions.append("role IN (SELECT value FROM json_each(?))")
        behind.parameters.append(json.dumps(filters.roles_of(kind, keep.role)))
    else:
        return None
    filters.keep_scope(snapshot, behind, keep.scope)
    return behind


def _count(selection: Selection, behind: Selection | None, kind: EntityType, keep: EntityFilter) -> None:
    """Keep entities with enough papers behind them, and say how many these are."""
    slot = kind.value.lower()
    selection.patterns.append(filters.naming(kind, keep.role, slot))
    least = (keep.reports.min_papers if keep.reports else None) or 1
    selection.grouped = least
    if behind is None:
        selection.support = "papers"
        return
    selection.support = "fit.support"
    column = slot if behind.table == "result" else "entity"
    selection.joined = (
        f" JOIN (SELECT {column} AS entity, count(DISTINCT paper) AS support "  # noqa: S608 - constants
        f"FROM {behind.table} WHERE {behind.where} GROUP BY {column} "
        "HAVING support >= ?) AS fit ON fit.entity = entity.id"
    )
    selection.joined_parameters = [*behind.parameters, least]
    selection.patterns += behind.patterns


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
        linked_by=tuple(sorted(found.get(str(SG.linkedBy), ()))),
    )
