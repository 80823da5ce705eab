"""Arguments that several fields share, so that one thing is asked for in one way."""

from typing import Annotated

import strawberry

from kg.errors import QueryInvalid
from kg.leaderboards.facets import Facet
from kg.queries.arguments import PaperScope, ReportsFilter, SettingFilter
from kg.queries.orders import EntityOrder, PaperOrder, ResultOrder
from kg.records import ResultKind


def argument(description: str, name: str | None = None) -> object:
    """What an argument asks for, and its name where Python has another."""
    return strawberry.argument(description=description, name=name)


def confidence(share: float | None) -> float | None:
    """A confidence that somebody asks for. Raises QueryInvalid for what is none."""
    if share is not None and not 0 <= share <= 1:
        raise QueryInvalid(
            f"{share} is no confidence.", where="minConfidence", remedy="Give one from 0 to 1."
        )
    return share


def count(number: int | None, where: str) -> int | None:
    """A number of papers that somebody asks for. Raises QueryInvalid for what is none."""
    if number is not None and number < 0:
        raise QueryInvalid(f"{number} is no number of papers.", where=where, remedy="Give 0 or more.")
    return number


MetricName = Annotated[str | None, argument("By this metric: its label, an alias or its IRI.")]
DatasetName = Annotated[
    str | None, argument("On this data set, variants apart: its label, an alias or its IRI.")
]
TaskName = Annotated[str | None, argument("For this task: its label, an alias or its IRI.")]
MethodName = Annotated[str | None, argument("Of this method: its label, an alias or its IRI.")]
BaselineName = Annotated[str | None, argument("Against this method: its label, an alias or its IRI.")]
KindOfResult = Annotated[ResultKind | None, argument("Of this kind; any if not given.")]
WithVariants = Annotated[bool, argument("Also on variants of the data set, and on variants of those.")]
WithNarrower = Annotated[bool, argument("Also for tasks that are narrower than the task.")]
Units = Annotated[
    list[str] | None, argument("In one of these units, as written but for the case of letters.")
]
MinValue = Annotated[float | None, argument("Only values of at least this, as written in their unit.")]
MaxValue = Annotated[float | None, argument("Only values of at most this, as written in their unit.")]

AsOf = Annotated[
    str | None, argument("Only what had appeared by the end of this: 2024, 2024-03 or 2024-03-12.")
]
Venue = Annotated[str | None, argument("Only of papers that appeared here.")]
Since = Annotated[
    str | None, argument("Only of papers that did not appear before this: 2024, 2024-03 or 2024-03-12.")
]
Until = Annotated[str | None, argument("Only of papers that did not appear after this.")]
HasCode = Annotated[
    bool | None, argument("Only of papers that give a link to code, or only of those that do not.")
]

InEffect = Annotated[bool | None, argument("Only those that count, or only those that do not.")]
MinConfidence = Annotated[float | None, argument("Only results at least this sure, 0 to 1.")]
MinPapers = Annotated[int | None, argument("Only what so many papers at least are behind.")]

Name = Annotated[str | None, argument("Only the one with this label, alias or IRI.")]
Search = Annotated[str | None, argument("Only those whose names have these words; the last may be a prefix.")]
InPaper = Annotated[str | None, argument("Only those of the paper with this IRI or identifier.")]

EntityOrderBy = Annotated[EntityOrder, argument("How the list is sorted.")]
PaperOrderBy = Annotated[PaperOrder, argument("How the list is sorted.")]
ResultOrderBy = Annotated[ResultOrder, argument("How the list is sorted.")]


@strawberry.input(
    name="SettingFilter",
    description=(
        "What the condition of a result states of a facet, as leaderboards read it; so only results that a "
        "leaderboard has are kept. Values are those of `settings` on a leaderboard."
    ),
)
class SettingInput:
    """The filter by what a condition states."""

    facet: Facet = strawberry.field(description="The facet.")
    value: str | None = strawberry.field(
        default=None, description="It states this; any if not given. The case of letters is no matter."
    )
    stated: bool = strawberry.field(
        default=True, description="False, without a value: it states nothing of the facet."
    )

    def to_filter(self) -> SettingFilter:
        """The same as the typed queries take it. Raises QueryInvalid for what contradicts itself."""
        if self.value is not None and not self.stated:
            raise QueryInvalid(
                f"nothing is stated, and {self.value!r} is.",
                where="settings",
                remedy="Give `value`, or `stated: false`.",
            )
        return SettingFilter(self.facet, self.value, self.stated)


Settings = Annotated[list[SettingInput] | None, argument("Only under these conditions, all of them.")]


def settings(found: list[SettingInput] | None) -> tuple[SettingFilter, ...]:
    """What conditions are to state, as the typed queries take it."""
    return tuple(each.to_filter() for each in found or ())


def scope(
    paper: str | None, venue: str | None, since: str | None, until: str | None, has_code: bool | None
) -> PaperScope:
    """The papers of which something is kept."""
    return PaperScope(paper=paper, venue=venue, since=since, until=until, has_code=has_code)


@strawberry.input(
    description=(
        "Keeps what has a result that fits. Each name may be a label, an alias or an IRI: "
        '"FID", "Fréchet Inception Distance" and the IRI of FID are one.'
    )
)
class Reports:
    """The filter that reads like the question."""

    metric: str | None = strawberry.field(default=None, description="By this metric.")
    dataset: str | None = strawberry.field(default=None, description="On this data set, variants apart.")
    include_variants: bool = strawberry.field(
        default=False, description="Also on variants of the data set, and on variants of those."
    )
    task: str | None = strawberry.field(default=None, description="For this task.")
    include_narrower: bool = strawberry.field(
        default=False, description="Also for tasks that are narrower than the task."
    )
    method: str | None = strawberry.field(default=None, description="Of this method.")
    baseline: str | None = strawberry.field(default=None, description="Against this method.")
    kind: ResultKind | None = strawberry.field(default=None, description="Of this kind; any if not given.")
    units: list[str] | None = strawberry.field(
        default=None, description="In one of these units, as written but for the case of letters."
    )
    min_value: float | None = strawberry.field(
        default=None, description="At least this, as written in its unit."
    )
    max_value: float | None = strawberry.field(
        default=None, description="At most this, as written in its unit."
    )
    settings: list[SettingInput] | None = strawberry.field(
        default=None, description="Under these conditions, all of them."
    )
    min_confidence: float | None = strawberry.field(default=None, description="At least this sure, 0 to 1.")
    min_papers: int | None = strawberry.field(
        default=None, description="Stated by so many papers at least (sg:support)."
    )

    def to_filter(self) -> ReportsFilter:
        """The same as the typed queries take it."""
        return ReportsFilter(
            metric=self.metric,
            dataset=self.dataset,
            include_variants=self.include_variants,
            task=self.task,
            include_narrower=self.include_narrower,
            method=self.method,
            baseline=self.baseline,
            kind=self.kind,
            units=tuple(self.units or ()),
            min_value=self.min_value,
            max_value=self.max_value,
            settings=settings(self.settings),
            min_confidence=confidence(self.min_confidence),
            min_papers=count(self.min_papers, "minPapers"),
        )


Keep = Annotated[Reports | None, argument("Only those with a result that fits.")]
