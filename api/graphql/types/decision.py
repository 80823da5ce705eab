"""What people decided about what was extracted."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.graphql.connection import Connection, connection, page_request
from api.graphql.context import Context
from kg.queries.decisions import DecisionFilter, decision_page
from kg.queries.rows import DecisionRow, SlotCorrection
from kg.records import Verdict

if TYPE_CHECKING:
    from api.graphql.types.entity import Entity
    from api.graphql.types.paper import Paper

Info = strawberry.Info[Context, None]


@strawberry.type(description="What one property of a fact said.")
class Statement:
    """A property and its value in words."""

    name: str = strawberry.field(description="The name of the property, as in the ontology.")
    value: str = strawberry.field(description="What it said.")


def statements(stated: Mapping[str, str]) -> list[Statement]:
    """What a fact said, by property."""
    return [Statement(name=name, value=value) for name, value in sorted(stated.items())]


@strawberry.type(description="How one property of a result was corrected (sg:SlotCorrection).")
class Correction:
    """A correction of one slot."""

    slot: str = strawberry.field(description="The name of the property (sg:slot).")
    before: str | None = strawberry.field(description="What it said before; null if nothing (sg:before).")
    after: str | None = strawberry.field(description="What it says since; null if nothing (sg:after).")

    @classmethod
    def from_row(cls, row: SlotCorrection) -> "Correction":
        """The correction of a row."""
        return cls(slot=row.slot, before=row.before, after=row.after)


@strawberry.type(
    description=(
        "What a person decided about a fact (sg:Decision). None is ever deleted; another one undoes it."
    )
)
class Decision(relay.Node):
    """A decision."""

    iri: relay.NodeID[str]
    row: strawberry.Private[DecisionRow]

    @classmethod
    def from_row(cls, row: DecisionRow) -> "Decision":
        """The decision of a row."""
        return cls(iri=row.iri, row=row)

    @classmethod
    async def resolve_nodes(  # type: ignore[override]
        cls, *, info: Info, node_ids: list[str], required: bool = False
    ) -> list["Decision | None"]:
        """Load decisions by IRI; None for one that is not in the snapshot."""
        del required
        return [await load_decision(info, iri) for iri in node_ids]

    @strawberry.field(name="iri", description="The decision's IRI.")
    def iri_(self) -> str:
        """The IRI."""
        return self.row.iri

    @strawberry.field(description="Its place in the order of deciding, from 1 (sg:number).")
    def number(self) -> int:
        """The number."""
        return self.row.number

    @strawberry.field(description="What it says of what it is about (sg:verdict).")
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.row.verdict

    @strawberry.field(description="Who decided (prov:wasAttributedTo).")
    def by(self) -> str:
        """Who decided."""
        return self.row.by

    @strawberry.field(description="When, as an xsd:dateTime (prov:generatedAtTime).")
    def at(self) -> str:
        """When."""
        return self.row.at

    @strawberry.field(description="Why, in the words of who decided (sg:reason).")
    def reason(self) -> str:
        """Why."""
        return self.row.why

    @strawberry.field(description="Whether it is not undone and what it is about is there (sg:inEffect).")
    def in_effect(self) -> bool:
        """Whether it counts."""
        return self.row.in_effect

    @strawberry.field(
        description=(
            "The IRI of the result, mention, entity or name within a paper that it is about; null for an "
            "undoing (sg:about). Ask `fact(iri:)` for what that is now."
        )
    )
    def about(self) -> str | None:
        """What it is about."""
        return self.row.about

    @strawberry.field(
        description="The paper that it is confined to; null if of all, or if the paper is gone (sg:within)."
    )
    async def within(
        self, info: Info
    ) -> Annotated["Paper", strawberry.lazy("api.graphql.types.paper")] | None:
        """The paper."""
        from api.graphql.types.paper import Paper

        row = await info.context.paper.load(self.row.within) if self.row.within else None
        return Paper.from_row(row) if row else None

    @strawberry.field(description="The name or the characters that it is about (sg:name).")
    def name(self) -> str | None:
        """The name."""
        return self.row.name

    @strawberry.field(description="The entity that it puts in the place of another (sg:instead).")
    async def instead(
        self, info: Info
    ) -> Annotated["Entity", strawberry.lazy("api.graphql.types.entity")] | None:
        """The other entity."""
        from api.graphql.types.entity import load_entity

        return await load_entity(info, self.row.instead)

    @strawberry.field(description="The earlier decision that it undoes (sg:undoes).")
    async def undoes(self, info: Info) -> "Decision | None":
        """What it undoes."""
        return await load_decision(info, self.row.undoes)

    @strawberry.field(description="The decision that undid it (sg:undoes, from the other end).")
    async def undone_by(self, info: Info) -> "Decision | None":
        """What undid it."""
        rows = await info.context.all_decisions()
        return next((Decision.from_row(row) for row in rows if row.number == self.row.undone_by), None)

    @strawberry.field(description="How it corrects a result, property by property (sg:correction).")
    def corrections(self) -> list[Correction]:
        """The corrections."""
        return [Correction.from_row(row) for row in self.row.corrections]

    @strawberry.field(description="What was stated before, as far as it ended that (sg:statement).")
    def formerly(self) -> list[Statement]:
        """What was stated."""
        return statements(self.row.formerly)


async def load_decision(info: Info, iri: str | None) -> Decision | None:
    """The decision with this IRI, or None."""
    if iri is None:
        return None
    rows = await info.context.all_decisions()
    return next((Decision.from_row(row) for row in rows if row.iri == iri), None)


async def decision_connection(
    info: Info,
    keep: DecisionFilter,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> Connection[Decision]:
    """A page of the decisions that the filter keeps."""
    request = page_request(first, after, last, before)
    page = await info.context.run(decision_page, await info.context.all_decisions(), keep, request)
    info.context.spend(1 + len(page.rows))
    return connection(page, Decision.from_row)
