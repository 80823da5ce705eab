"""Keyset pages of the catalogue: a cursor holds the sort key of its row, not a position.

It also names the snapshot and the list that it is of. So a page starts where the last one ended, in the same
snapshot for as long as that is kept, and a cursor of another list is refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from kg.errors import QueryInvalid
from kg.queries.arguments import PageRequest
from kg.queries.rows import Page
from kg.queries.selection import Key, Selection, all_keys, explain, sort_text
from kg.reader import Snapshot

Row = TypeVar("Row")

__all__ = [
    "cursor_snapshot",
    "list_digest",
    "make_cursor",
    "page_of",
    "read_cursor",
    "select",
    "unique",
]

#: What a cursor begins with, so that a string from elsewhere is told from one of ours.
_MARK = "k2"


def select(snapshot: Snapshot, selection: Selection, page: PageRequest) -> Page[str]:
    """The IRIs of a page of a selection, in its order.

    Raises:
        QueryInvalid: A cursor is none of ours, or is of another list.
    """
    total = snapshot.catalogue.value(
        f"SELECT count(*) FROM {selection.source} WHERE {selection.where}",  # noqa: S608 - our constants
        selection.all_parameters,
    )
    keys = all_keys(selection.order.keys, selection.table)
    list_ = _digest(selection)
    bounds: list[str] = []
    parameters = selection.all_parameters
    for cursor, forwards, name in ((page.after, True, "after"), (page.before, False, "before")):
        if cursor is not None:
            beyond, values = _beyond(keys, read_cursor(cursor, list_, len(keys), name), forwards=forwards)
            bounds.append(f" AND ({beyond})")
            parameters += values
    columns = ", ".join(key.expression for key in keys)
    rows = snapshot.catalogue.rows(
        f"SELECT {selection.table}.iri, {selection.support or 0}, {columns} FROM {selection.source} "  # noqa: S608
        f"WHERE {selection.where}{''.join(bounds)} "
        f"ORDER BY {sort_text(_reversed(keys) if page.backwards else keys)} LIMIT ?",
        [*parameters, page.size + 1],
    )
    more = len(rows) > page.size
    rows = rows[: page.size]
    if page.backwards:
        rows.reverse()
    return Page(
        rows=tuple(row[0] for row in rows),
        cursors=tuple(make_cursor(snapshot.id, list_, row[2:]) for row in rows),
        support=tuple(row[1] for row in rows),
        total=total,
        has_next=page.before is not None if page.backwards else more,
        has_previous=more if page.backwards else page.after is not None,
        explain=partial(explain, selection),
    )


def page_of(iris: Page[str], rows: Mapping[str, Row]) -> Page[Row]:
    """The page whose IRIs the catalogue gave, with the rows that the graph gave."""
    stretch = zip(iris.rows, iris.cursors, iris.support, strict=True)
    kept = [(iri, cursor, support) for iri, cursor, support in stretch if iri in rows]
    return Page(
        rows=tuple(rows[iri] for iri, _, _ in kept),
        cursors=tuple(cursor for _, cursor, _ in kept),
        support=tuple(support for _, _, support in kept),
        total=iris.total,
        has_next=iris.has_next,
        has_previous=iris.has_previous,
        explain=iris.explain,
    )


def _reversed(keys: Sequence[Key]) -> tuple[Key, ...]:
    return tuple(Key(key.expression, not key.descending) for key in keys)


def _beyond(keys: Sequence[Key], values: Sequence[Any], *, forwards: bool) -> tuple[str, list[Any]]:
    """What holds of the rows after the one with these keys, or before it, and the parameters of that.

    A key that is NULL is behind another of the same order (`x IS NULL`), so that comparing it tells nothing.
    """
    ways: list[str] = []
    parameters: list[Any] = []
    for place, key in enumerate(keys):
        same = [f"{earlier.expression} IS ?" for earlier in keys[:place]]
        comparison = ">" if forwards is not key.descending else "<"
        ways.append(" AND ".join([*same, f"{key.expression} {comparison} ?"]))
        parameters += values[: place + 1]
    return " OR ".join(f"({way})" for way in ways), parameters


def cursor_snapshot(cursor: str, where: str) -> str:
    """The snapshot that a cursor is of. Raises QueryInvalid for a string that is no cursor of ours."""
    return str(_decoded(cursor, where)[1])


def make_cursor(snapshot: str, list_: str, values: Sequence[Any]) -> str:
    """The cursor of a row with these keys, opaque to clients; `list_` is the digest of its list."""
    text = json.dumps([_MARK, snapshot, list_, *values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode()


def read_cursor(cursor: str, list_: str, count: int, where: str) -> list[Any]:
    """The keys that a cursor holds. Raises QueryInvalid for one that is none, or is of another list."""
    _, _, of, *values = _decoded(cursor, where)
    if of != list_ or len(values) != count:
        raise QueryInvalid(
            "this cursor is of another list: of other filters, or of another order.",
            where=where,
            remedy="Page on with the arguments that the list began with.",
        )
    return values


def _decoded(cursor: str, where: str) -> list[Any]:
    try:
        parts = json.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        parts = None
    scalar = str | int | float | None
    if not (
        isinstance(parts, list)
        and len(parts) > 3
        and all(isinstance(part, scalar) for part in parts)
        and parts[0] == _MARK
        and all(isinstance(part, str) for part in parts[:3])
        and not any(isinstance(part, int) and part.bit_length() > 63 for part in parts)
    ):
        raise QueryInvalid(
            f"{cursor[:80]!r} is no cursor.", where=where, remedy="Take one from `pageInfo` or `edges`."
        )
    return parts


def _digest(selection: Selection) -> str:
    """What tells the list from others: its table, filters and order."""
    told = [selection.source, selection.where, selection.order.name, *map(str, selection.all_parameters)]
    return list_digest(told)


def list_digest(told: Sequence[Any]) -> str:
    """The digest of a list, by what tells it from others."""
    return hashlib.sha256(json.dumps([*map(str, told)]).encode()).hexdigest()[:12]


def unique(items: Sequence[str]) -> list[str]:
    """The items in order, each once."""
    return list(dict.fromkeys(items))
