"""Rows of the catalogue from what was read of the graph."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from kg.catalogue.graph import EntityEntry, PaperEntry
from ontology.folding import fold

#: Between the parts of a sort key; it sorts before every character of a name.
SEPARATOR = "\x1f"
#: Newest first: dates are sorted by the complement of their digits, and what has no date comes last.
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
_UNDATED = "~"

_INSERT_RESULT = """
INSERT INTO result
(iri, paper, method, dataset, task, metric, baseline, kind, value, unit, confidence, sort)
VALUES (
    ?, ?,
    (SELECT id FROM entity WHERE iri = ?),
    (SELECT id FROM entity WHERE iri = ?),
    (SELECT id FROM entity WHERE iri = ?),
    (SELECT id FROM entity WHERE iri = ?),
    (SELECT id FROM entity WHERE iri = ?),
    ?, ?, ?, ?, ?
)
"""


def remove_papers(database: sqlite3.Connection, iris: Sequence[str]) -> set[str]:
    """Take papers out; the IRIs of the entities that they named are returned."""
    named: set[str] = set()
    for iri in iris:
        row = database.execute("SELECT id FROM paper WHERE iri = ?", (iri,)).fetchone()
        if row is None:
            continue
        entities = "SELECT e.iri FROM named n JOIN entity e ON e.id = n.entity WHERE n.paper = ?"
        named.update(entity for (entity,) in database.execute(entities, row))
        database.execute("DELETE FROM paper_text WHERE rowid = ?", row)
        database.execute("DELETE FROM paper WHERE id = ?", row)
    return named


def write_entity(database: sqlite3.Connection, iri: str, entry: EntityEntry | None) -> bool:
    """Write an entity with its names; without an entry, forget its names and return False."""
    if entry is None:
        row = database.execute("SELECT id FROM entity WHERE iri = ?", (iri,)).fetchone()
        if row:
            _forget_names(database, row[0])
        return False
    sort = f"{entry.label.casefold()}{SEPARATOR}{iri}"
    (rowid,) = database.execute(
        "INSERT INTO entity (iri, type, label, sort, direction, unit) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (iri) DO UPDATE SET label = excluded.label, sort = excluded.sort, "
        "direction = excluded.direction, unit = excluded.unit RETURNING id",
        (iri, entry.type.value, entry.label, sort, entry.direction, entry.unit),
    ).fetchone()
    _forget_names(database, rowid)
    names = [(entry.label, 1), *((alias, 0) for alias in entry.aliases)]
    database.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?)",
        ((fold(name), rowid, name, preferred) for name, preferred in names),
    )
    text = "\n".join(name for name, _ in names)
    database.execute("INSERT INTO entity_text (rowid, names) VALUES (?, ?)", (rowid, text))
    return True


def _forget_names(database: sqlite3.Connection, rowid: int) -> None:
    database.execute("DELETE FROM name WHERE entity = ?", (rowid,))
    database.execute("DELETE FROM entity_text WHERE rowid = ?", (rowid,))


def delete_entities(database: sqlite3.Connection, iris: Iterable[str]) -> None:
    """Delete entities that no paper names and no vocabulary has; their names are forgotten already."""
    database.executemany("DELETE FROM entity WHERE iri = ?", ((iri,) for iri in iris))


def count_papers(database: sqlite3.Connection, iris: Iterable[str]) -> None:
    """Count anew how many papers name each of the entities."""
    database.executemany(
        "UPDATE entity SET papers = (SELECT count(DISTINCT paper) FROM named WHERE entity = entity.id) "
        "WHERE iri = ?",
        ((iri,) for iri in iris),
    )


def write_narrower(database: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Write which entities are narrower than which, in place of what was there."""
    database.execute("DELETE FROM narrower")
    database.executemany(
        "INSERT OR IGNORE INTO narrower SELECT entity.id, than.id FROM entity, entity AS than "
        "WHERE entity.iri = ? AND than.iri = ?",
        pairs,
    )


def write_paper(database: sqlite3.Connection, entry: PaperEntry) -> None:
    """Write a paper with what it names and its results; the entities must be there."""
    date = entry.date.translate(_COMPLEMENT) if entry.date else _UNDATED
    sort = SEPARATOR.join((date, entry.title.casefold(), entry.iri))
    (rowid,) = database.execute(
        "INSERT INTO paper (iri, title, date, venue, code, mentions, sort) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "RETURNING id",
        (entry.iri, entry.title.casefold(), entry.date, entry.venue, entry.code, entry.mentions, sort),
    ).fetchone()
    database.execute(
        "INSERT INTO paper_text (rowid, title, abstract) VALUES (?, ?, ?)",
        (rowid, entry.title, entry.abstract),
    )
    database.executemany(
        "INSERT OR IGNORE INTO identifier VALUES (?, ?)", ((value, rowid) for value in entry.identifiers)
    )
    database.executemany(
        "INSERT INTO named SELECT id, ?, ? FROM entity WHERE iri = ?",
        ((rowid, role, entity) for entity, role in entry.named),
    )
    _write_results(database, rowid, sort, entry)


def _write_results(database: sqlite3.Connection, paper: int, sort: str, entry: PaperEntry) -> None:
    database.executemany(
        _INSERT_RESULT,
        (
            (
                result.iri,
                paper,
                result.method,
                result.dataset,
                result.task,
                result.metric,
                result.baseline,
                result.kind,
                result.value,
                result.unit.lower() if result.unit else None,
                result.confidence,
                SEPARATOR.join((sort, f"{result.start:08}", result.iri)),
            )
            for result in entry.results
        ),
    )
