"""Relay connections over the pages of `kg.queries`: keyset cursors and a total count.

Follows the GraphQL Cursor Connections Specification of Relay.
"""

from collections.abc import Callable
from typing import Annotated, TypeVar

import strawberry
from strawberry import relay

from api.graphql.context import Context
from kg.errors import QueryInvalid
from kg.queries.arguments import PageRequest
from kg.queries.rows import Page

NodeType = TypeVar("NodeType", bound=relay.Node)
Row = TypeVar("Row")

#: How many nodes a page may have.
MAX_PAGE = 100

First = Annotated[
    int | None, strawberry.argument(description=f"At most this many from the start, {MAX_PAGE} at most.")
]
After = Annotated[str | None, strawberry.argument(description="Only what comes after this cursor.")]
Last = Annotated[
    int | None, strawberry.argument(description=f"At most this many from the end, {MAX_PAGE} at most.")
]
Before = Annotated[str | None, strawberry.argument(description="Only what comes before this cursor.")]


@strawberry.type(
    description=(
        "A page of a list. Its cursors keep the snapshot that the list began in; when that is no longer "
        "kept, the error is CursorExpired."
    )
)
class Connection(relay.Connection[NodeType]):
    """A page of a list."""

    total_count: int = strawberry.field(description="How many there are on all pages together.")
    explanation: strawberry.Private[Callable[[], str]]

    @strawberry.field(
        description="The SPARQL query that gives the ids of the whole list, in its order, at /sparql."
    )
    async def explain(self, info: strawberry.Info[Context, None]) -> str:
        """The query."""
        return await info.context.work(self.explanation)


@strawberry.type(name="Edge", description="An entity of a list, with what is behind it.")
class SupportedEdge(relay.Edge[NodeType]):
    """An entity of a list."""

    support: int = strawberry.field(
        description="How many papers that fit the filters are behind it (sg:support)."
    )


@strawberry.type(name="Connection", description="A page of a list of entities.")
class EntityConnection(Connection[NodeType]):
    """A page of a list whose edges say how many papers are behind each."""

    edges: list[SupportedEdge[NodeType]] = strawberry.field(description="The entities of this page.")  # type: ignore[assignment]


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
    return PageRequest(first=first, after=after, last=last, before=before)


def connection(page: Page[Row], node: Callable[[Row], NodeType]) -> Connection[NodeType]:
    """The page as a connection whose nodes `node` makes."""
    edges = [
        relay.Edge(cursor=cursor, node=node(row)) for cursor, row in zip(page.cursors, page.rows, strict=True)
    ]
    return Connection(
        total_count=page.total, edges=edges, page_info=_page_info(page), explanation=page.explain
    )


def entity_connection(page: Page[Row], node: Callable[[Row], NodeType]) -> EntityConnection[NodeType]:
    """The page of a list of entities as a connection whose nodes `node` makes."""
    rows = zip(page.cursors, page.rows, page.support, strict=True)
    edges = [SupportedEdge(cursor=cursor, node=node(row), support=support) for cursor, row, support in rows]
    return EntityConnection(
        total_count=page.total, edges=edges, page_info=_page_info(page), explanation=page.explain
    )


def _page_info(page: Page[Row]) -> relay.PageInfo:
    return relay.PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=page.cursors[0] if page.cursors else None,
        end_cursor=page.cursors[-1] if page.cursors else None,
    )
