"""Keyset pages of the catalogue: a cursor holds the sort key of its row, not a position.

So a page starts where the last one ended even when papers were added or removed in between.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.errors import QueryInvalid
from kg.queries.rows import PageRequest
from kg.reader import Readable

#: What a cursor begins with, so that a string from elsewhere is told from one of ours.
_MARK = "k1:"


@dataclass(slots=True)
class Selection:
    """A list in the catalogue: a table, and conditions with their parameters.

    Conditions are constants of this package; whatever a person sent is a parameter.
    """

    table: str
    conditions: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def keep(self, condition: str, *parameters: Any) -> None:
        """Add a condition with as many parameters as it has question marks."""
        self.conditions.append(condition)
        self.parameters.extend(parameters)


@dataclass(frozen=True, slots=True)
class Keys:
    """The IRIs of a page, their cursors, and where the page stands in the list."""

    iris: tuple[str, ...]
    cursors: tuple[str, ...]
    total: int
    has_next: bool
    has_previous: bool


def select(snapshot: Readable, selection: Selection, page: PageRequest) -> Keys:
    """The page of a selection, in the order of the table's `sort` column.

    Raises:
        QueryInvalid: A cursor is none of ours.
    """
    where = " AND ".join(selection.conditions) or "1"
    total = snapshot.catalogue.value(
        f"SELECT count(*) FROM {selection.table} WHERE {where}",  # noqa: S608 - constants of this package
        selection.parameters,
    )
    bounds: list[str] = []
    parameters = list(selection.parameters)
    for cursor, comparison, name in ((page.after, ">", "after"), (page.before, "<", "before")):
        if cursor is not None:
            bounds.append(f"AND sort {comparison} ?")
            parameters.append(decode_cursor(cursor, name))
    backwards = page.first is None and page.last is not None
    size = page.last if backwards else page.first
    limit = 20 if size is None else size
    rows = snapshot.catalogue.rows(
        f"SELECT iri, sort FROM {selection.table} WHERE {where} {' '.join(bounds)} "  # noqa: S608 - as above
        f"ORDER BY sort {'DESC' if backwards else 'ASC'} LIMIT ?",
        [*parameters, limit + 1],
    )
    more = len(rows) > limit
    rows = rows[:limit]
    if backwards:
        rows.reverse()
    return Keys(
        iris=tuple(iri for iri, _ in rows),
        cursors=tuple(encode_cursor(sort) for _, sort in rows),
        total=total,
        has_next=page.before is not None if backwards else more,
        has_previous=more if backwards else page.after is not None,
    )


def encode_cursor(sort: str) -> str:
    """The cursor of a row, opaque to clients."""
    return base64.urlsafe_b64encode((_MARK + sort).encode()).decode()


def decode_cursor(cursor: str, where: str) -> str:
    """The sort key that a cursor holds. Raises QueryInvalid for a string that is no cursor of ours."""
    try:
        text = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        text = ""
    if not text.startswith(_MARK):
        raise QueryInvalid(
            f"{cursor[:80]!r} is no cursor.", where=where, remedy="Take one from `pageInfo` or `edges`."
        )
    return text.removeprefix(_MARK)


def unique(items: Sequence[str]) -> list[str]:
    """The items in order, each once."""
    return list(dict.fromkeys(items))
