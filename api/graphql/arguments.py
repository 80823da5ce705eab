"""Arguments that several fields share, so that one thing is asked for in one way."""

from typing import Annotated

import strawberry

from kg.errors import QueryInvalid
from kg.queries.arguments import ReportsFilter
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
KindOfResult = Annotated[ResultKind | None, argument("Of this kind; any if not given.")]

AsOf = Annotated[
    str | None, argument("Only what had appeared by the end of this: 2024, 2024-03 or 2024-03-12.")
]

MinConfidence = Annotated[float | None, argument("Only results at least this sure, 0 to 1.")]
MinPapers = Annotated[int | None, argument("Only what so many papers at least are behind.")]

Name = Annotated[str | None, argument("Only the one with this label, alias or IRI.")]
Search = Annotated[str | None, argument("Only those whose names have these words; the last may be a prefix.")]
InPaper = Annotated[str | None, argument("Only those of the paper with this IRI or identifier.")]


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
    task: str | None = strawberry.field(default=None, description="For this task.")
    method: str | None = strawberry.field(default=None, description="Of this method.")
    kind: ResultKind | None = strawberry.field(default=None, description="Of this kind; any if not given.")
    min_confidence: float | None = strawberry.field(default=None, description="At least this sure, 0 to 1.")
    min_papers: int | None = strawberry.field(
        default=None, description="Stated by so many papers at least (sg:support)."
    )

    def to_filter(self) -> ReportsFilter:
        """The same as the typed queries take it."""
        return ReportsFilter(
            metric=self.metric,
            dataset=self.dataset,
            task=self.task,
            method=self.method,
            kind=self.kind,
            min_confidence=confidence(self.min_confidence),
            min_papers=count(self.min_papers, "minPapers"),
        )


Keep = Annotated[Reports | None, argument("Only those with a result that fits.")]
