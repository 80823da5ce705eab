"""Stretches of a paper's text: those that name something, and those that state something."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.graphql.context import Context
from api.graphql.types.reviewable import Reviewable
from api.graphql.types.span import Span
from kg.queries.mentions import MentionRow

if TYPE_CHECKING:
    from api.graphql.types.entity import Entity
    from api.graphql.types.paper import Paper

Info = strawberry.Info[Context, None]


@strawberry.type(description="A stretch of a paper's text that names an entity (sg:Mention).")
class Mention(relay.Node, Span, Reviewable):
    """A mention."""

    key: relay.NodeID[str]
    row: strawberry.Private[MentionRow]

    @classmethod
    def from_row(cls, row: MentionRow) -> "Mention":
        """The mention of a row."""
        return cls(key=row.iri, iri=row.iri, start=row.start, end=row.end, row=row)

    @classmethod
    async def resolve_nodes(  # type: ignore[override]
        cls, *, info: Info, node_ids: list[str], required: bool = False
    ) -> list["Mention | None"]:
        """Load mentions by IRI; None for one that is not in the snapshot."""
        del required
        rows = await info.context.mention.load_many(node_ids)
        return [cls.from_row(row) if row else None for row in rows]

    @strawberry.field(description="The characters, letter for letter (sg:surfaceForm).")
    def surface_form(self) -> str:
        """The form."""
        return self.row.form

    @strawberry.field(description="How sure the extractor is, between 0 and 1 (sg:confidence).")
    def confidence(self) -> float:
        """The confidence."""
        return self.row.confidence

    @strawberry.field(description="What it names (sg:entity); its `linkedBy` says why.")
    async def entity(
        self, info: Info
    ) -> Annotated["Entity", strawberry.lazy("api.graphql.types.entity")] | None:
        """The entity."""
        from api.graphql.types.entity import load_entity

        return await load_entity(info, self.row.entity)

    @strawberry.field(description="The paper whose text it is of (sg:paper).")
    async def paper(
        self, info: Info
    ) -> Annotated["Paper", strawberry.lazy("api.graphql.types.paper")] | None:
        """The paper."""
        from api.graphql.types.paper import Paper

        row = await info.context.paper.load(self.row.paper)
        return Paper.from_row(row) if row else None
