"""What people decide about facts, through the API; who may is told by a key of the scope `review`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic, sleep
from typing import Annotated

import strawberry

from api.graphql.arguments import argument
from api.graphql.context import Context
from api.graphql.jobs import JobMutations
from api.graphql.types.decision import Decision, load_decision
from api.graphql.types.review import (
    CorrectLinkInput,
    CorrectMentionInput,
    CorrectResultInput,
    FactInput,
    MergeInput,
    SplitInput,
    UndoInput,
)
from api.keys import Scope
from kg import review
from kg.data_directory import DataDirectory
from kg.errors import StoreLocked
from kg.identity.iris import Iris
from kg.review import Reviewed, Signature

Info = strawberry.Info[Context, None]

#: How long a decision waits for another writer, in seconds, and how often it tries.
PATIENCE = 4.0
PAUSE = 0.1


@strawberry.type(description="What came of a decision.")
class ReviewPayload:
    """A decision that was kept."""

    number: int = strawberry.field(description="Its place in the order of deciding (sg:number).")
    papers: int = strawberry.field(description="How many papers show something else since.")
    snapshot: str | None = strawberry.field(description="The snapshot that shows it.")
    iri: strawberry.Private[str]

    @strawberry.field(description="The decision as that snapshot has it.")
    async def decision(self, info: Info) -> Decision | None:
        """The decision."""
        return await load_decision(info, self.iri)


@strawberry.type(
    description=(
        "Decisions about facts; they hold for every later extraction, are kept with who made them and why, "
        "and can be undone. Each needs a key of the scope `review`, and is by the key's name."
    )
)
class Mutation(JobMutations):
    """The mutation root."""

    @strawberry.mutation(description="Vouch for a fact as it is shown.")
    async def accept(
        self, info: Info, given: Annotated[FactInput, argument("Which, and why.", name="input")]
    ) -> ReviewPayload:
        """Accept."""
        return await _decide(
            info, given.why, partial(review.accept, target=given.target, kind=given.type, name=given.name)
        )

    @strawberry.mutation(description="Take a fact away, from every later extraction too.")
    async def reject(
        self, info: Info, given: Annotated[FactInput, argument("Which, and why.", name="input")]
    ) -> ReviewPayload:
        """Reject."""
        return await _decide(
            info, given.why, partial(review.reject, target=given.target, kind=given.type, name=given.name)
        )

    @strawberry.mutation(description="Say how a result should read; what is not given stays as it is.")
    async def correct_result(
        self, info: Info, given: Annotated[CorrectResultInput, argument("What, and why.", name="input")]
    ) -> ReviewPayload:
        """Correct a result."""
        act = partial(review.correct_result, iri=given.result, slots=given.slots())
        return await _decide(info, given.why, act)

    @strawberry.mutation(description="Say what a mention names, or where it begins and ends.")
    async def correct_mention(
        self, info: Info, given: Annotated[CorrectMentionInput, argument("What, and why.", name="input")]
    ) -> ReviewPayload:
        """Correct a mention."""
        act = partial(
            review.correct_mention,
            iri=given.mention,
            kind=given.type,
            name=given.instead,
            start=given.start,
            end=given.end,
        )
        return await _decide(info, given.why, act)

    @strawberry.mutation(description="Say what a paper means by a name.")
    async def correct_link(
        self, info: Info, given: Annotated[CorrectLinkInput, argument("What, and why.", name="input")]
    ) -> ReviewPayload:
        """Correct what a name stands for."""
        act = partial(
            review.correct_link, paper=given.paper, kind=given.type, name=given.name, instead=given.instead
        )
        return await _decide(info, given.why, act)

    @strawberry.mutation(description="Say that two entities are one; the IRI of the first still answers.")
    async def merge(
        self, info: Info, given: Annotated[MergeInput, argument("Which, and why.", name="input")]
    ) -> ReviewPayload:
        """Merge."""
        act = partial(review.merge, source=given.source, into=given.into, kind=given.type)
        return await _decide(info, given.why, act)

    @strawberry.mutation(description="Say that papers, or one paper, mean another thing than this entity.")
    async def split(
        self, info: Info, given: Annotated[SplitInput, argument("What, and why.", name="input")]
    ) -> ReviewPayload:
        """Split."""
        act = partial(
            review.split,
            entity=given.entity,
            instead=given.instead,
            name=given.name,
            paper=given.paper,
            kind=given.type,
        )
        return await _decide(info, given.why, act)

    @strawberry.mutation(description="Let a decision no longer count; an undoing can be undone too.")
    async def undo(
        self, info: Info, given: Annotated[UndoInput, argument("Which, and why.", name="input")]
    ) -> ReviewPayload:
        """Undo."""
        return await _decide(info, given.why, partial(review.undo, number=given.decision))


async def _decide(info: Info, why: str, act: Callable[..., Reviewed]) -> ReviewPayload:
    """Keep a decision, by the name of the key that was sent.

    Raises:
        Unauthenticated, Forbidden: Nobody who may.
        StoreLocked: Another writer is at work for longer than PATIENCE.
        SotagraphError: As the functions of `kg.review` raise it.
    """
    directory, key = await info.context.authorize(Scope.REVIEW)
    signature = Signature(key.name, why)
    info.context.decides = True
    done = await info.context.work(lambda: _patiently(directory, act, signature))
    info.context.decides = False
    info.context.renew()
    number = done.decision.number
    iri = await info.context.run(lambda snapshot: Iris(snapshot.manifest.base).decision(number))
    return ReviewPayload(number=number, papers=done.papers, snapshot=done.snapshot, iri=iri)


def _patiently(directory: DataDirectory, act: Callable[..., Reviewed], signature: Signature) -> Reviewed:
    """Try again for a while if another writer is at work, such as another decision."""
    until = monotonic() + PATIENCE
    while True:
        try:
            return act(directory, signature=signature)
        except StoreLocked:
            if monotonic() > until:
                raise
            sleep(PAUSE)
