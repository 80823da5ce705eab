"""The enumerations of the schema: the records' own, with the same names as in the ontology."""

from collections.abc import Mapping
from enum import Enum

import strawberry

from kg.leaderboards.facets import Facet
from kg.leaderboards.score import Mark
from kg.queries.orders import EntityOrder, PaperOrder, ResultOrder
from kg.records import Bound, Change, EntityType, LinkKind, ResultKind, Role, Verdict


def describe(enumeration: type[Enum], description: str, members: Mapping[Enum, str]) -> None:
    """Make an enumeration of the records one of the schema, every value with what it means."""
    strawberry.enum(enumeration, description=description)
    for value in enumeration.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = members[enumeration(value.value)]


describe(
    ResultKind,
    "What the value of a result is (sg:ResultKind).",
    {
        ResultKind.ABSOLUTE: "A score as the metric gives it (sg:Absolute).",
        ResultKind.IMPROVEMENT: "A difference to a baseline (sg:Improvement).",
        ResultKind.SPEEDUP: "A factor or a share of time or work saved (sg:Speedup).",
        ResultKind.UNVALUED: "A claim that states no value (sg:Unvalued).",
    },
)
describe(
    Change,
    "In which direction the quote says that the value moved (sg:Change).",
    {Change.INCREASE: "It rose (sg:Increase).", Change.DECREASE: "It fell (sg:Decrease)."},
)
describe(
    Bound,
    "How the quote hedges the value (sg:Bound).",
    {
        Bound.UP_TO: "At most this: `up to 6%` (sg:UpTo).",
        Bound.OVER: "More than this: `over 6%` (sg:Over).",
        Bound.ABOUT: "Near this: `about 6%` (sg:About).",
    },
)
describe(
    LinkKind,
    "What a URL in the text leads to (sg:LinkKind).",
    {
        LinkKind.CODE: "The paper's code (sg:CodeLink).",
        LinkKind.PROJECT: "Its project page (sg:ProjectLink).",
        LinkKind.DATA: "Its data (sg:DataLink).",
        LinkKind.DEMO: "A demonstration (sg:DemoLink).",
        LinkKind.OTHER: "Something else, or the sentence does not say (sg:OtherLink).",
    },
)
describe(
    Facet,
    "A respect in which protocols differ.",
    {
        Facet.CONDITIONING: "On a class, a text, or on nothing (sg:conditioning).",
        Facet.GUIDANCE: "With which guidance, at which scale, or without (sg:guidance).",
        Facet.SHOTS: "How many examples are given (sg:shots).",
        Facet.RESOLUTION: "In pixels (sg:resolution).",
        Facet.STEPS: "Sampling steps, or evaluations of the network (NFE) (sg:steps).",
        Facet.BACKBONE: "The network that is built upon (sg:backbone).",
        Facet.EXTRA_DATA: "What is trained on beside (sg:extraData).",
        Facet.SIZE: "The number of parameters (sg:size).",
        Facet.HARDWARE: "The machine (sg:hardware).",
        Facet.SPLIT: "The part of the data set (sg:split).",
        Facet.OTHER: "Words of a condition that were not understood, compared as words (sg:otherCondition).",
    },
)
describe(
    EntityType,
    "What an entity is.",
    {
        EntityType.METHOD: "A method (sg:Method).",
        EntityType.DATASET: "A data set (sg:Dataset).",
        EntityType.TASK: "A task (sg:Task).",
        EntityType.METRIC: "A metric (sg:Metric).",
    },
)
describe(
    EntityOrder,
    "How a list of entities is sorted.",
    {
        EntityOrder.LABEL: "By label.",
        EntityOrder.SUPPORT: "By how many papers that fit are behind each, most first; then by label.",
    },
)
describe(
    PaperOrder,
    "How a list of papers is sorted.",
    {
        PaperOrder.NEWEST: "By date, the newest first and those without a date last; then by title.",
        PaperOrder.OLDEST: "By date, the oldest first and those without a date last.",
        PaperOrder.TITLE: "By title.",
    },
)
describe(
    ResultOrder,
    "How a list of results is sorted.",
    {
        ResultOrder.NEWEST: "By paper, the newest first; then by place in the text.",
        ResultOrder.OLDEST: "By paper, the oldest first.",
        ResultOrder.LOWEST: "By value as written, the lowest first and those without a value last.",
        ResultOrder.HIGHEST: "By value as written, the highest first and those without a value last.",
        ResultOrder.CONFIDENCE: "By how sure it is, the surest first.",
    },
)
describe(
    Mark,
    "What a reader should know of a value that ranks (sg:Mark).",
    {
        Mark.BY_OTHERS: "The paper that states it does not propose the method (sg:ReportedByOthers).",
        Mark.APPROXIMATE: "The text hedges it: `about 90%` (sg:Approximate).",
    },
)
describe(
    Verdict,
    "What a decision says of what it is about (sg:Verdict).",
    {
        Verdict.ACCEPT: "It holds as it was stated (sg:Accept).",
        Verdict.REJECT: "It does not hold (sg:Reject).",
        Verdict.CORRECT: "It holds, but otherwise than it was stated (sg:Correct).",
        Verdict.MERGE: "Two entities are one thing (sg:Merge).",
        Verdict.SPLIT: "Some of what was taken for an entity is another thing (sg:Split).",
        Verdict.UNDO: "An earlier decision no longer counts (sg:Undo).",
    },
)


@strawberry.enum(description="Which values of a metric are better (sg:Direction).")
class Direction(Enum):
    """A direction; a metric whose direction is unknown has none."""

    HIGHER_IS_BETTER = strawberry.enum_value(
        "HigherIsBetter", description="As of an accuracy (sg:HigherIsBetter)."
    )
    LOWER_IS_BETTER = strawberry.enum_value("LowerIsBetter", description="As of an error (sg:LowerIsBetter).")


@strawberry.enum(description="What a paper does with a method.")
class MethodRole(Enum):
    """The roles that a method can have."""

    PROPOSED = strawberry.enum_value(Role.PROPOSED, description="It is the paper's own (sg:proposes).")
    USED = strawberry.enum_value(Role.USED, description="The paper builds on it (sg:uses).")
    COMPARED = strawberry.enum_value(Role.COMPARED, description="It is a baseline (sg:comparesWith).")
    MENTIONED = strawberry.enum_value(Role.MENTIONED, description="It is only named (sg:mentions).")


@strawberry.enum(description="What a paper does with a data set.")
class DatasetRole(Enum):
    """The roles that a data set can have."""

    INTRODUCED = strawberry.enum_value(Role.INTRODUCED, description="It is the paper's own (sg:introduces).")
    EVALUATED = strawberry.enum_value(Role.EVALUATED, description="Results are on it (sg:evaluatesOn).")
    TRAINED = strawberry.enum_value(Role.TRAINED, description="It is trained on (sg:trainsOn).")
    MENTIONED = strawberry.enum_value(Role.MENTIONED, description="It is only named (sg:mentions).")


def to_role(role: MethodRole | DatasetRole | None) -> Role | None:
    """The role as the records have it."""
    return None if role is None else Role(role.value)
