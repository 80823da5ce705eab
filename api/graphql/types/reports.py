"""The filter that reads like the question: what has a result that fits."""

import strawberry

from kg.queries.rows import ReportsFilter
from kg.records import ResultKind


@strawberry.input(
    name="Reports",
    description=(
        "Keeps what has a result that fits. Each name may be a label, an alias or an IRI: "
        '"FID", "Fréchet Inception Distance" and the IRI of FID are one.'
    ),
)
class Reports:
    """The filter as an input object."""

    metric: str | None = strawberry.field(default=None, description="By this metric.")
    dataset: str | None = strawberry.field(default=None, description="On this data set, variants apart.")
    task: str | None = strawberry.field(default=None, description="For this task.")
    method: str | None = strawberry.field(default=None, description="Of this method.")
    kind: ResultKind | None = strawberry.field(default=None, description="Of this kind; any if not given.")

    def to_filter(self) -> ReportsFilter:
        """The same as the typed queries take it."""
        return ReportsFilter(
            metric=self.metric, dataset=self.dataset, task=self.task, method=self.method, kind=self.kind
        )
