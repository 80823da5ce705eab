"""What the catalogue knows of papers and entities by their IRIs, and papers by their identifiers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from kg.errors import NameUnknown, QueryInvalid
from kg.leaderboards.dates import PartialDate
from kg.reader import Readable
from kg.records import EntityType


class Listed(NamedTuple):
    """How the catalogue lists an entity."""

    type: EntityType
    sort: str
    papers: int


def listed(snapshot: Readable, entities: Sequence[str]) -> dict[str, Listed]:
    """How the catalogue lists each entity."""
    rows = snapshot.catalogue.rows(
        "SELECT iri, type, sort, papers FROM entity WHERE iri IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entities)),),
    )
    return {name: Listed(EntityType(kind), sort, papers) for name, kind, sort, papers in rows}


def dates(snapshot: Readable, papers: Sequence[str]) -> dict[str, str]:
    """When each paper appeared, as precisely as is known; without those of which nothing is known."""
    rows = snapshot.catalogue.rows(
        "SELECT iri, date FROM paper WHERE date IS NOT NULL AND iri IN (SELECT value FROM json_each(?))",
        (json.dumps(list(papers)),),
    )
    return dict(rows)


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
