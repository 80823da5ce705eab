"""What decisions are given: one input for each kind of them."""

from __future__ import annotations

import strawberry

from kg.records import Bound, Change, EntityType, ResultKind

_WHY = "The reason, for those who come after."
_TYPE = "Of which type the thing is."


@strawberry.input(description="A fact that is accepted or rejected.")
class FactInput:
    """A fact and a reason."""

    target: str = strawberry.field(
        description="IRI of a result or a mention; or a paper's IRI or identifier, for one of its names."
    )
    why: str = strawberry.field(description=_WHY)
    type: EntityType | None = strawberry.field(default=None, description="Of a name: its type.")
    name: str | None = strawberry.field(default=None, description="What the paper calls it.")


@strawberry.input(
    description="How a result should read. What is left out stays as it is, null takes it away."
)
class CorrectResultInput:
    """Slots of a result and a reason."""

    result: str = strawberry.field(description="The result's IRI.")
    why: str = strawberry.field(description=_WHY)
    method: str | None = strawberry.field(
        default=strawberry.UNSET, description="As the paper names it, or by label, alias or IRI."
    )
    dataset: str | None = strawberry.field(default=strawberry.UNSET, description="Likewise.")
    task: str | None = strawberry.field(default=strawberry.UNSET, description="Likewise.")
    metric: str | None = strawberry.field(default=strawberry.UNSET, description="Likewise.")
    baseline: str | None = strawberry.field(
        default=strawberry.UNSET, description="What it is compared with, likewise."
    )
    value: str | None = strawberry.field(default=strawberry.UNSET, description="The number, in digits.")
    uncertainty: str | None = strawberry.field(default=strawberry.UNSET, description="The number after ±.")
    unit: str | None = strawberry.field(default=strawberry.UNSET, description="The unit as written.")
    condition: str | None = strawberry.field(default=strawberry.UNSET, description="The setting as written.")
    relative_to: str | None = strawberry.field(
        default=strawberry.UNSET, description="What the value is a share of."
    )
    kind: ResultKind | None = strawberry.field(default=strawberry.UNSET, description="What the value is.")
    change: Change | None = strawberry.field(default=strawberry.UNSET, description="Whether it rose or fell.")
    bound: Bound | None = strawberry.field(default=strawberry.UNSET, description="How it is hedged.")

    def slots(self) -> dict[str, str | None]:
        """What each slot that is given should say."""
        given = {name: value for name, value in vars(self).items() if name not in {"result", "why"}}
        return {
            name: None if value is None else str(value)
            for name, value in given.items()
            if value is not strawberry.UNSET
        }


@strawberry.input(description="What a mention names, or where it stands.")
class CorrectMentionInput:
    """A mention as it should be, and a reason."""

    mention: str = strawberry.field(description="The mention's IRI.")
    why: str = strawberry.field(description=_WHY)
    type: EntityType | None = strawberry.field(default=None, description=_TYPE)
    instead: str | None = strawberry.field(
        default=None, description="What it names: a label, an alias or an IRI."
    )
    start: int | None = strawberry.field(default=None, description="Where it begins, in code points.")
    end: int | None = strawberry.field(default=None, description="Where it ends.")


@strawberry.input(description="What a paper means by a name.")
class CorrectLinkInput:
    """A name, what it stands for, and a reason."""

    paper: str = strawberry.field(description="The paper's IRI or identifier.")
    type: EntityType = strawberry.field(description=_TYPE)
    name: str = strawberry.field(description="What the paper calls it.")
    instead: str = strawberry.field(description="What it stands for: a label, an alias or an IRI.")
    why: str = strawberry.field(description=_WHY)


@strawberry.input(description="Two entities that are one.")
class MergeInput:
    """Two entities and a reason."""

    source: str = strawberry.field(description="What becomes part of the other: an IRI; with `type`, a name.")
    into: str = strawberry.field(description="What stays, given likewise.")
    why: str = strawberry.field(description=_WHY)
    type: EntityType | None = strawberry.field(default=None, description=_TYPE)


@strawberry.input(description="What is another thing: all papers that call it so, one paper, or both.")
class SplitInput:
    """An entity, what is another thing, and a reason."""

    entity: str = strawberry.field(description="An IRI; with `type`, a name.")
    instead: str = strawberry.field(description="What the other thing is called.")
    why: str = strawberry.field(description=_WHY)
    name: str | None = strawberry.field(default=None, description="The name that means the other thing.")
    paper: str | None = strawberry.field(default=None, description="The paper that means it.")
    type: EntityType | None = strawberry.field(default=None, description=_TYPE)


@strawberry.input(description="A decision that is to count no longer.")
class UndoInput:
    """A decision and a reason."""

    decision: int = strawberry.field(description="Its number.")
    why: str = strawberry.field(description=_WHY)
