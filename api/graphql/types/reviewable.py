"""What people decide about, with what they decided and what that ended."""

from typing import Any

import strawberry

from api.graphql.arguments import InEffect
from api.graphql.connection import After, Before, Connection, First, Last
from api.graphql.context import Context
from api.graphql.types.decision import Decision, decision_connection
from api.graphql.types.history import FormerFact, former_facts
from kg.queries.decisions import DecisionFilter

Info = strawberry.Info[Context, None]


@strawberry.interface(description="What people can decide about, or a paper within which they can.")
class Reviewable:
    """Something whose row has an IRI."""

    row: strawberry.Private[Any]

    @strawberry.field(description="What people decided about it, in the order of deciding, undoings too.")
    async def decisions(
        self,
        info: Info,
        in_effect: InEffect = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Decision]:
        """The decisions."""
        keep = DecisionFilter(about=self.row.iri, in_effect=in_effect)
        return await decision_connection(info, keep, first, after, last, before)

    @strawberry.field(description="What was stated of it before people decided otherwise, oldest first.")
    async def history(self, info: Info) -> list[FormerFact]:
        """The former facts."""
        return await former_facts(info, self.row.iri)
