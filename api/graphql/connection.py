"""Relay connections over the pages of `kg.queries`: keyset cursors and a total count.

Follows the GraphQL Cursor Connections Specification of Relay.
"""

from collections.abc import Callable
from typing import Annotated, TypeVar

import strawberry
from strawberry import relay

from kg.errors import QueryInvalid
from kg.queries.arguments import PageRequest
from kg.queries.rows import Page

NodeType = TypeVar("NodeType", bound=relay.Node)
Row = TypeVar("Row")

#: How many nodes a page may have, and how many it has if the question does not say.
MAX_PAGE = 100
DEFAULT_PAGE = 20

First = Annotated[
    int | None, strawberry.argument(description=f"At most this many from the start, {MAX_PAGE} at most.")
]
After = Annotated[str | None, strawberry.argument(description="Only what comes after this cursor.")]
Last = Annotated[
    int | None, strawberry.argument(description=f"At most this many from the end, {MAX_PAGE} at most.")
]
Before = Annotated[str | None, strawberry.argument(description="Only what comes before this cursor.")]


@strawberry.type(description="A page of a list, with cursors that stay valid while papers are added.")
class Connection(relay.Connection[NodeType]):
    """A page of a list."""

    total_count: int = strawberry.field(description="How many there are on all pages together.")


def page_request(first: int | None, after: str | None, last: int | None, before: str | None) -> PageRequest:
    """The stretch that the arguments of a connection ask for.

    Raises QueryInvalid if both ends are given or a size is out of bounds.
    """
    if first is not None and last is not None:
        raise QueryInvalid(
            "both `first` and `last` were given.", where="first", remedy="Ask for one end of the list."
        )
    for name, size in (("first", first), ("last", last)):
        if size is not None and not 0 <= size <= MAX_PAGE:
            raise QueryInvalid(
                f"{size} is not a page size.", where=name, remedy=f"Ask for 0 to {MAX_PAGE} and page on."
            )
    if first is None and last is None:
        first = DEFAULT_PAGE
    return PageRequest(first=first, after=after, last=last, before=before)


def connection(page: Page[Row], node: Callable[[Row], NodeType]) -> Connection[NodeType]:
    """The page as a connection whose nodes `node` makes."""
    edges = [
        relay.Edge(cursor=cursor, node=node(row)) for cursor, row in zip(page.cursors, page.rows, strict=True)
    ]
    return Connection(
        total_count=page.total,
        edges=edges,
        page_info=relay.PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=page.cursors[0] if page.cursors else None,
            end_cursor=page.cursors[-1] if page.cursors else None,
        ),
    )
