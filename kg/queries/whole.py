"""Pages of lists that are read whole: what a paper has, and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from kg.queries.arguments import PageRequest
from kg.queries.paging import list_digest, make_cursor, read_cursor
from kg.queries.rows import Page
from kg.reader import Snapshot

__all__ = ["page_of_whole"]

Row = TypeVar("Row")
_DEFAULT = 20


def page_of_whole(
    snapshot: Snapshot,
    rows: Sequence[Row],
    key: Callable[[Row], int],
    page: PageRequest,
    *,
    list_: Sequence[Hashable],
    explain: Callable[[], str],
) -> Page[Row]:
    """A page of rows that are sorted by `key`.

    Args:
        snapshot: What the rows are of.
        rows: The whole list.
        key: The place of a row, which no other has.
        page: Which stretch is wanted.
        list_: What tells the list from others, for the cursors.
        explain: Gives the SPARQL query of the list.

    Raises:
        QueryInvalid: A cursor is none of ours, or is of another list.
    """
    digest = list_digest(list_)
    kept = list(rows)
    if page.after is not None:
        (after,) = read_cursor(page.after, digest, 1, "after")
        kept = [row for row in kept if key(row) > int(after or 0)]
    if page.before is not None:
        (before,) = read_cursor(page.before, digest, 1, "before")
        kept = [row for row in kept if key(row) < int(before or 0)]
    backwards = page.first is None and page.last is not None
    size = page.last if backwards else page.first
    limit = _DEFAULT if size is None else size
    more = len(kept) > limit
    found = kept[max(0, len(kept) - limit) :] if backwards else kept[:limit]
    return Page(
        rows=tuple(found),
        cursors=tuple(make_cursor(snapshot.id, digest, [key(row)]) for row in found),
        support=(0,) * len(found),
        total=len(rows),
        has_next=page.before is not None if backwards else more,
        has_previous=more if backwards else page.after is not None,
        explain=explain,
    )
