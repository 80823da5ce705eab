"""What was stated before people decided otherwise."""

import strawberry

from api.graphql.context import Context
from api.graphql.types.decision import Decision, Statement, load_decision, statements
from kg.queries.former import FormerRow

Info = strawberry.Info[Context, None]


@strawberry.type(description="What was stated of something before a decision ended it (sg:FormerFact).")
class FormerFact:
    """A former fact."""

    row: strawberry.Private[FormerRow]

    @strawberry.field(description="Its IRI.")
    def iri(self) -> str:
        """The IRI."""
        return self.row.iri

    @strawberry.field(description="The IRI of what it was stated of (prov:specializationOf).")
    def about(self) -> str:
        """What it was about."""
        return self.row.about

    @strawberry.field(
        description="What it said; empty if the paper that stated it was removed (sg:statement)."
    )
    def stated(self) -> list[Statement]:
        """What it said."""
        return statements(self.row.stated)

    @strawberry.field(description="When it was ended, as an xsd:dateTime (prov:invalidatedAtTime).")
    def ended_at(self) -> str:
        """When."""
        return self.row.at

    @strawberry.field(
        description="The decision that ended it, in an act of its own (prov:wasInvalidatedBy, sg:Review)."
    )
    async def ended_by(self, info: Info) -> Decision | None:
        """The decision."""
        return await load_decision(info, self.row.decision)

    @strawberry.field(
        description="The IRI of the former fact that it was a revision of (prov:wasRevisionOf)."
    )
    def revision_of(self) -> str | None:
        """The earlier one."""
        return self.row.earlier


async def former_facts(info: Info, iri: str) -> list[FormerFact]:
    """What was stated before of something, or within a paper."""
    rows = await info.context.former.load(iri) or ()
    info.context.spend(len(rows))
    return [FormerFact(row=row) for row in rows]
