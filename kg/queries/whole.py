"""Pages of lists that are read whole: what a paper has, and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from kg.errors import QueryInvalid
from kg.queries.arguments import PageRequest
from kg.queries.paging import list_digest, make_cursor, read_cursor
from kg.queries.rows import Page
from kg.reader import Snapshot

__all__ = ["Place", "keys_of", "page_of_whole"]

Row = TypeVar("Row")

#: The place of a row, which no other has; lists are sorted by it.
Place = tuple[Any, ...]


def page_of_whole(
    snapshot: Snapshot,
    keyed: Sequence[tuple[Place, Row]],
    page: PageRequest,
    *,
    kinds: tuple[type, ...],
    list_: Sequence[Hashable],
    explain: Callable[[], str],
    total: int | None = None,
) -> Page[Row]:
    """A page of rows that are sorted by their keys.

    Args:
        snapshot: What the rows are of.
        keyed: The list, or as much of it as the page can be of.
        page: Which stretch is wanted.
        kinds: The types of the parts of a key.
        list_: What tells the list from others, for the cursors.
        explain: Gives the SPARQL query of the list.
        total: How many rows the whole list has, if these are not all.

    Raises:
        QueryInvalid: A cursor is none of ours, or is of another list.
    """
    kept = list(keyed)
    if page.after is not None:
        after = keys_of(page.after, list_, kinds, "after")
        kept = [(key, row) for key, row in kept if key > after]
    if page.before is not None:
        before = keys_of(page.before, list_, kinds, "before")
        kept = [(key, row) for key, row in kept if key < before]
    more = len(kept) > page.size
    found = kept[max(0, len(kept) - page.size) :] if page.backwards else kept[: page.size]
    digest = list_digest(list_)
    return Page(
        rows=tuple(row for _, row in found),
        cursors=tuple(make_cursor(snapshot.id, digest, key) for key, _ in found),
        support=(0,) * len(found),
        total=len(keyed) if total is None else total,
        has_next=page.before is not None if page.backwards else more,
        has_previous=more if page.backwards else page.after is not None,
        explain=explain,
    )


def keys_of(cursor: str, list_: Sequence[Hashable], kinds: tuple[type, ...], where: str) -> Place:
    """The key that a cursor holds. Raises QueryInvalid for one that is none, or is of another list."""
    key = tuple(read_cursor(cursor, list_digest(list_), len(kinds), where))
    if not all(isinstance(part, kind) for part, kind in zip(key, kinds, strict=True)):
        raise QueryInvalid("this is no cursor.", where=where, remedy="Take one from `pageInfo` or `edges`.")
    return key
