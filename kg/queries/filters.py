"""Filters as conditions of the catalogue, shared by the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from kg.errors import NameUnknown, QueryInvalid
from kg.leaderboards.dates import PartialDate
from kg.queries.names import resolve
from kg.queries.paging import Keys, Selection
from kg.queries.rows import Page, ReportsFilter
from kg.rdf.terms import DATASET_ROLES, KINDS, METHOD_ROLES, local
from kg.reader import Readable
from kg.records import EntityType, Role

Row = TypeVar("Row")

_ENTITY = "SELECT e.id FROM entity e WHERE e.iri = ?"

#: SQLite takes this many parameters in any build of it.
PARAMETERS = 500


def page(keys: Keys, rows: Mapping[str, Row]) -> Page[Row]:
    """The page whose keys the catalogue gave, with the rows that the graph gave."""
    kept = [(iri, cursor) for iri, cursor in zip(keys.iris, keys.cursors, strict=True) if iri in rows]
    return Page(
        rows=tuple(rows[iri] for iri, _ in kept),
        cursors=tuple(cursor for _, cursor in kept),
        total=keys.total,
        has_next=keys.has_next,
        has_previous=keys.has_previous,
    )


class Listed(NamedTuple):
    """How the catalogue lists an entity."""

    type: EntityType
    sort: str
    papers: int


def listed(snapshot: Readable, entities: Sequence[str]) -> dict[str, Listed]:
    """How the catalogue lists each entity."""
    found: dict[str, Listed] = {}
    for start in range(0, len(entities), PARAMETERS):
        chunk = entities[start : start + PARAMETERS]
        marks = ", ".join("?" * len(chunk))
        rows = snapshot.catalogue.rows(
            f"SELECT iri, type, sort, papers FROM entity WHERE iri IN ({marks})",  # noqa: S608 - only marks
            chunk,
        )
        found.update({iri: Listed(EntityType(kind), sort, papers) for iri, kind, sort, papers in rows})
    return found


def dates(snapshot: Readable, papers: Sequence[str]) -> dict[str, str]:
    """When each paper appeared, as precisely as is known; without those of which nothing is known."""
    found: dict[str, str] = {}
    for start in range(0, len(papers), PARAMETERS):
        chunk = papers[start : start + PARAMETERS]
        marks = ", ".join("?" * len(chunk))
        rows = snapshot.catalogue.rows(
            f"SELECT iri, date FROM paper WHERE date IS NOT NULL AND iri IN ({marks})",  # noqa: S608 - only marks
            chunk,
        )
        found.update(dict(rows))
    return found


def read_date(text: str, where: str) -> PartialDate:
    """The date that somebody asks by. Raises QueryInvalid for what is none."""
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise QueryInvalid(f"{error}.", where=where, remedy="Write 2024, 2024-03 or 2024-03-12.") from error


def find_paper(snapshot: Readable, paper: str, where: str = "paper") -> str:
    """The IRI of the paper with this IRI or identifier. Raises NameUnknown if there is none."""
    found = snapshot.catalogue.value(
        "SELECT p.iri FROM paper p WHERE p.iri = :name OR p.id IN "
        "(SELECT paper FROM identifier WHERE value = :name) ORDER BY p.iri = :name DESC, p.sort LIMIT 1",
        {"name": paper},  # type: ignore[arg-type]
    )
    if found is None:
        raise NameUnknown(
            f"no paper has the IRI or the identifier {paper[:200]!r}.",
            where=where,
            remedy="Look for it with `papers(search: ...)`.",
        )
    return str(found)


def keep_reporting(
    snapshot: Readable, selection: Selection, kind: EntityType, reports: ReportsFilter
) -> None:
    """Keep the entities of a type that have a result which fits."""
    keep_supported(snapshot, selection, kind.value.lower(), reports, "id")


def keep_supported(
    snapshot: Readable, selection: Selection, slot: str, reports: ReportsFilter, column: str | None = None
) -> None:
    """Keep rows whose `column` (the slot itself, if not given) has results that fit, of enough papers."""
    results = Selection("result")
    keep_results(snapshot, results, reports)
    where = " AND ".join(results.conditions) or "1"
    selection.keep(
        f"{column or slot} IN (SELECT {slot} FROM result WHERE {where} "  # noqa: S608 - constants
        f"GROUP BY {slot} HAVING count(DISTINCT paper) >= ?)",
        *results.parameters,
        reports.min_papers or 1,
    )


def keep_results(snapshot: Readable, selection: Selection, reports: ReportsFilter) -> None:
    """Keep the results that fit."""
    keep_entities(
        snapshot,
        selection,
        metric=(EntityType.METRIC, reports.metric),
        dataset=(EntityType.DATASET, reports.dataset),
        task=(EntityType.TASK, reports.task),
        method=(EntityType.METHOD, reports.method),
    )
    if reports.kind is not None:
        selection.keep("kind = ?", local(KINDS[reports.kind].value))
    if reports.min_confidence is not None:
        selection.keep("confidence >= ?", reports.min_confidence)


def keep_entities(snapshot: Readable, selection: Selection, **named: tuple[EntityType, str | None]) -> None:
    """Keep what has these entities, each by the name of its column; None for any."""
    for slot, (kind, name) in named.items():
        if name is not None:
            selection.keep(f"{slot} = ({_ENTITY})", resolve(snapshot, kind, name, where=slot))


def keep_named(
    snapshot: Readable, selection: Selection, kind: EntityType, role: Role | None, paper: str | None
) -> None:
    """Keep the entities that a paper names, in a role or in any."""
    conditions, parameters = ["1"], []
    if role is not None:
        roles = {EntityType.METHOD: METHOD_ROLES, EntityType.DATASET: DATASET_ROLES}.get(kind, {})
        # A role that the type cannot have is no error: nothing has it.
        node = roles.get(role)
        conditions.append("role = ?")
        parameters.append(local(node.value) if node else "")
    if paper is not None:
        conditions.append("paper = (SELECT p.id FROM paper p WHERE p.iri = ?)")
        parameters.append(find_paper(snapshot, paper))
    where = " AND ".join(conditions)
    selection.keep(f"id IN (SELECT entity FROM named WHERE {where})", *parameters)  # noqa: S608
