"""The root's questions to what people decided."""

from typing import Annotated

import strawberry
from strawberry import relay

from api.graphql.arguments import InEffect, argument
from api.graphql.connection import After, Before, Connection, First, Last
from api.graphql.context import Context
from api.graphql.types.decision import Decision, decision_connection
from api.graphql.types.entity import load_entity
from api.graphql.types.history import FormerFact, former_facts
from api.graphql.types.mention import Mention
from api.graphql.types.paper import Paper
from api.graphql.types.result import Result
from kg.queries.decisions import DecisionFilter
from kg.records import Verdict

Info = strawberry.Info[Context, None]
Subject = Annotated[str, argument("The IRI of a result, a mention, an entity or a paper.")]


@strawberry.type
class Reviewed:
    """Decisions, and what they ended."""

    @strawberry.field(description="What people decided, in the order of deciding: `last: 20` are the newest.")
    async def decisions(
        self,
        info: Info,
        about: Annotated[
            str | None, argument("About the result, mention, entity or paper with this IRI, undoings too.")
        ] = None,
        by: Annotated[str | None, argument("Of who goes by this name.")] = None,
        verdict: Annotated[Verdict | None, argument("Only those that say this.")] = None,
        in_effect: InEffect = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Decision]:
        """The decisions that the filters keep."""
        keep = DecisionFilter(about=about, by=by, verdict=verdict, in_effect=in_effect)
        return await decision_connection(info, keep, first, after, last, before)

    @strawberry.field(
        description="What was stated of something, or within a paper, before people decided otherwise."
    )
    async def history(self, info: Info, iri: Subject) -> list[FormerFact]:
        """The former facts, oldest first, also of what is no longer there."""
        return await former_facts(info, iri)

    @strawberry.field(description="What an IRI names in this snapshot; null if nothing.")
    async def fact(self, info: Info, iri: Subject) -> relay.Node | None:
        """The paper, result, mention or entity."""
        context = info.context
        if mention := await context.mention.load(iri):
            return Mention.from_row(mention)
        if result := await context.result.load(iri):
            return Result.from_row(result)
        if entity := await load_entity(info, iri):
            return entity
        paper = await context.paper.load(iri)
        return Paper.from_row(paper) if paper else None
