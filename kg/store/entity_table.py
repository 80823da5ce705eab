"""What the entities of all papers are outside them, as linking said."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from kg.linking import LinkedBy, LinkedEntity
from kg.rdf.entities import EntityNames
from kg.records import EntityType

__all__ = ["EntityTable"]

_LINKS = """
    SELECT entities.type, links.name, entities.key, links.label, links.linked_by, links.concept,
        links.variant_of
    FROM links JOIN entities ON entities.id = links.entity WHERE links.paper = ? ORDER BY links.position
"""

_ENTITY = """
    INSERT INTO entities (type, key, dirty) VALUES (?, ?, 1)
    ON CONFLICT (type, key) DO UPDATE SET dirty = 1 RETURNING id
"""

# One row for each way in which papers came to an entity, or one without a name if there is none.
_DIRTY = """
    SELECT
        entities.id, type, key, name, linked_by, iif(concept IS NULL, NULL, label),
        iif(linked_by = 'decision', label, NULL), variant_of, count(links.paper)
    FROM (SELECT id, type, key FROM entities WHERE dirty = 1 AND id > ? ORDER BY id LIMIT ?) AS entities
    LEFT JOIN links ON links.entity = entities.id
    GROUP BY 1, 4, 5, 6, 7, 8 ORDER BY 1
"""


class _Row(NamedTuple):
    """One of the ways in which papers came to an entity."""

    id: int
    type: str
    key: str
    name: str | None
    linked_by: str
    label: str | None
    decided: str | None
    variant_of: str | None
    papers: int


class EntityTable:
    """Reads and writes the tables `entities` and `links`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def links(self, paper: int) -> tuple[LinkedEntity, ...]:
        """What a paper's entities are, in the order of its extraction."""
        return tuple(
            LinkedEntity(EntityType(kind), name, key, label, LinkedBy(reason), concept, variant_of)
            for kind, name, key, label, reason, concept, variant_of in self._connection.execute(
                _LINKS, (paper,)
            )
        )

    def papers(self, kind: EntityType, key: str) -> set[int]:
        """The papers that are shown to name an entity."""
        statement = """
            SELECT links.paper FROM links JOIN entities ON entities.id = links.entity
            WHERE (entities.type, entities.key) = (?, ?)
        """
        return {paper for (paper,) in self._connection.execute(statement, (kind.value, key))}

    def keys(self, kind: EntityType) -> Iterator[str]:
        """The canonical keys of all entities of a type that papers are shown to name."""
        rows = self._connection.execute("SELECT key FROM entities WHERE type = ?", (kind.value,))
        return (key for (key,) in rows)

    def put_links(self, paper: int, links: Sequence[LinkedEntity]) -> None:
        """Replace a paper's links; the entities of the old and of the new ones become dirty."""
        self.remove_links(paper)
        rows = []
        for position, link in enumerate(links):
            (entity,) = self._connection.execute(_ENTITY, (link.type.value, link.key)).fetchone()
            reason = link.linked_by.value
            rows.append(
                (paper, position, entity, link.name, link.label, reason, link.concept, link.variant_of)
            )
        self._connection.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def remove_links(self, paper: int) -> None:
        """Drop a paper's links; their entities become dirty."""
        self._connection.execute(
            "UPDATE entities SET dirty = 1 WHERE id IN (SELECT entity FROM links WHERE paper = ?)", (paper,)
        )
        self._connection.execute("DELETE FROM links WHERE paper = ?", (paper,))

    def dirty(self, size: int) -> Iterator[list[EntityNames]]:
        """The dirty entities in batches; one that no paper links to any more has no names."""
        last = 0
        while rows := self._connection.execute(_DIRTY, (last, size)).fetchall():
            named = map(_Row._make, rows)
            yield [_names(list(group)) for _, group in groupby(named, key=attrgetter("id"))]
            last = rows[-1][0]

    def mark_all(self) -> None:
        """Mark every entity dirty."""
        self._connection.execute("UPDATE entities SET dirty = 1")

    def mark(self, wanted: Callable[[EntityType, str], bool]) -> None:
        """Mark dirty the entities of which, by type and key, this is wanted."""
        rows = self._connection.execute("SELECT id, type, key FROM entities").fetchall()
        marked = [(number,) for number, kind, key in rows if wanted(EntityType(kind), key)]
        self._connection.executemany("UPDATE entities SET dirty = 1 WHERE id = ?", marked)

    def clear_marks(self) -> None:
        """Note that the published graph shows every entity as it is, and forget those without a paper."""
        self._connection.execute(
            """
            DELETE FROM entities
            WHERE dirty = 1 AND NOT EXISTS (SELECT 1 FROM links WHERE entity = entities.id)
            """
        )
        self._connection.execute("UPDATE entities SET dirty = 0 WHERE dirty = 1")


def _names(rows: list[_Row]) -> EntityNames:
    """What all papers together call an entity; `rows` are its rows of `_DIRTY`."""
    names: Counter[str] = Counter()
    for row in rows:
        if row.name is not None:
            names[row.name] += row.papers
    return EntityNames(
        type=EntityType(rows[0].type),
        key=rows[0].key,
        names=names,
        linked_by=frozenset(row.linked_by for row in rows if row.name is not None),
        # What a vocabulary calls it goes before what people called it when they decided.
        label=min((row.label for row in rows if row.label is not None), default=None)
        or min((row.decided for row in rows if row.decided is not None), default=None),
        variant_of=min((row.variant_of for row in rows if row.variant_of is not None), default=None),
    )
