"""A result and the sentence that states it."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api.graphql.context import Context
from api.graphql.types.entity import Dataset, Method, Metric, Task
from api.graphql.types.reviewable import Reviewable
from api.graphql.types.span import Span
from kg.queries.rows import EvidenceRow, ResultRow
from kg.records import Bound, Change, ResultKind

if TYPE_CHECKING:
    from api.graphql.types.paper import Paper

Info = strawberry.Info[Context, None]


@strawberry.type(description="A stretch of a paper's text that states a fact (sg:Evidence).")
class Evidence(Span):
    """A quote with its place."""

    quote: str = strawberry.field(description="The text at [start, end), letter for letter (sg:quote).")

    @classmethod
    def from_row(cls, row: EvidenceRow) -> "Evidence":
        """The evidence of a row."""
        return cls(iri=row.iri, quote=row.quote, start=row.start, end=row.end)


@strawberry.type(description="This method, on this data, by this metric, got this (sg:Result).")
class Result(relay.Node, Reviewable):
    """A result; a slot that the text does not fill is null."""

    iri: relay.NodeID[str]
    row: strawberry.Private[ResultRow]

    @classmethod
    def from_row(cls, row: ResultRow) -> "Result":
        """The result of a row."""
        return cls(iri=row.iri, row=row)

    @classmethod
    async def resolve_nodes(  # type: ignore[override]
        cls, *, info: Info, node_ids: list[str], required: bool = False
    ) -> list["Result | None"]:
        """Load results by IRI; None for one that is not in the snapshot."""
        del required
        rows = await info.context.result.load_many(node_ids)
        return [cls.from_row(row) if row else None for row in rows]

    @strawberry.field(name="iri", description="The result's IRI.")
    def iri_(self) -> str:
        """The IRI, also outside the opaque `id`."""
        return self.row.iri

    @strawberry.field(description="What the value is (sg:kind).")
    def kind(self) -> ResultKind:
        """The kind."""
        return self.row.kind

    @strawberry.field(description="The number as a float; `valueText` has it as written (sg:value).")
    def value(self) -> float | None:
        """The value."""
        return None if self.row.value is None else float(self.row.value)

    @strawberry.field(description="The value's characters as the paper has them (sg:valueText).")
    def value_text(self) -> str | None:
        """The value as written."""
        return self.row.value_text

    @strawberry.field(description="`%`, `x` for a factor, or the unit as written (sg:unit).")
    def unit(self) -> str | None:
        """The unit."""
        return self.row.unit

    @strawberry.field(
        description="The setting that tells this result from another, as written (sg:condition)."
    )
    def condition(self) -> str | None:
        """The condition."""
        return self.row.condition

    @strawberry.field(description="Whether the quote says that the value rose or fell (sg:change).")
    def change(self) -> Change | None:
        """The change."""
        return self.row.change

    @strawberry.field(description="How the quote hedges the value (sg:bound).")
    def bound(self) -> Bound | None:
        """The bound."""
        return self.row.bound

    @strawberry.field(description="What the value is a share of; such a value never ranks (sg:relativeTo).")
    def relative_to(self) -> str | None:
        """The reference of a relative value."""
        return self.row.relative_to

    @strawberry.field(description="The number after ±, in the unit of the value (sg:uncertainty).")
    def uncertainty(self) -> float | None:
        """The uncertainty."""
        return None if self.row.uncertainty is None else float(self.row.uncertainty)

    @strawberry.field(description="How sure the extractor is, between 0 and 1 (sg:confidence).")
    def confidence(self) -> float:
        """The confidence."""
        return self.row.confidence

    @strawberry.field(description="The sentence that says so (sg:evidence).")
    def evidence(self) -> Evidence:
        """The evidence."""
        return Evidence.from_row(self.row.evidence)

    @strawberry.field(description="The paper that states it (sg:paper).")
    async def paper(self, info: Info) -> Annotated["Paper", strawberry.lazy("api.graphql.types.paper")]:
        """The paper."""
        from api.graphql.types.paper import Paper

        row = await info.context.paper.load(self.row.paper)
        assert row is not None, self.row.paper  # noqa: S101 - a result without its paper breaks the shapes
        return Paper.from_row(row)

    @strawberry.field(description="The method that has the value (sg:method).")
    async def method(self, info: Info) -> Method | None:
        """The method."""
        return await Method.load(info, self.row.method)

    @strawberry.field(description="The data set that it was measured on (sg:dataset).")
    async def dataset(self, info: Info) -> Dataset | None:
        """The data set."""
        return await Dataset.load(info, self.row.dataset)

    @strawberry.field(description="The task that it was measured for (sg:task).")
    async def task(self, info: Info) -> Task | None:
        """The task."""
        return await Task.load(info, self.row.task)

    @strawberry.field(description="The metric (sg:metric).")
    async def metric(self, info: Info) -> Metric | None:
        """The metric (sg:metric)."""
        return await Metric.load(info, self.row.metric)

    @strawberry.field(description="What an improvement or a speedup is against (sg:baseline).")
    async def baseline(self, info: Info) -> Method | None:
        """The baseline."""
        return await Method.load(info, self.row.baseline)
