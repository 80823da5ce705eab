"""Values that differ where they should agree, and who is claimed to beat whom."""

import strawberry
from strawberry import relay

from api.graphql.context import Context
from api.graphql.types.entity import Dataset, Method, Metric
from api.graphql.types.result import Result
from kg.queries.rows import ContradictionRow, VictoryRow

Info = strawberry.Info[Context, None]


async def _results(info: Info, iris: tuple[str, ...]) -> list[Result]:
    info.context.spend(len(iris))
    rows = await info.context.result.load_many(list(iris))
    return [Result.from_row(row) for row in rows if row]


@strawberry.type(
    description=(
        "Values that differ though method, data set, metric and all that is stated of the protocol agree "
        "(sg:Contradiction). Something to look at: what the texts leave unstated may be what differs."
    )
)
class Contradiction(relay.Node):
    """Values that should be one."""

    iri: relay.NodeID[str]
    row: strawberry.Private[ContradictionRow]

    @classmethod
    def from_row(cls, row: ContradictionRow) -> "Contradiction":
        """The contradiction of a row."""
        return cls(iri=row.iri, row=row)

    @classmethod
    async def resolve_nodes(  # type: ignore[override]
        cls, *, info: Info, node_ids: list[str], required: bool = False
    ) -> list["Contradiction | None"]:
        """Load contradictions by IRI; None for one that is not in the snapshot."""
        del required
        rows = await info.context.contradiction.load_many(node_ids)
        return [cls.from_row(row) if row else None for row in rows]

    @strawberry.field(name="iri", description="The contradiction's IRI.")
    def iri_(self) -> str:
        """The IRI."""
        return self.row.iri

    @strawberry.field(description="The method of which the values are (sg:method).")
    async def method(self, info: Info) -> Method | None:
        """The method."""
        return await Method.load(info, self.row.method)

    @strawberry.field(description="The data set (sg:dataset).")
    async def dataset(self, info: Info) -> Dataset | None:
        """The data set (sg:dataset)."""
        return await Dataset.load(info, self.row.dataset)

    @strawberry.field(description="The metric (sg:metric).")
    async def metric(self, info: Info) -> Metric | None:
        """The metric (sg:metric)."""
        return await Metric.load(info, self.row.metric)

    @strawberry.field(
        description="What the texts state of the protocol, in words; null if nothing (sg:protocol)."
    )
    def protocol(self) -> str | None:
        """The protocol."""
        return self.row.protocol

    @strawberry.field(description="Whether one paper states them all (sg:inOnePaper).")
    def in_one_paper(self) -> bool:
        """Whether it is one paper."""
        return self.row.in_one_paper

    @strawberry.field(description="The results, the smallest value first (sg:result).")
    async def results(self, info: Info) -> list[Result]:
        """The results."""
        return await _results(info, self.row.results)


@strawberry.type(description="That papers claim one method to beat another (sg:Victory).")
class Victory(relay.Node):
    """Who beats whom; the claims say by how much."""

    iri: relay.NodeID[str]
    row: strawberry.Private[VictoryRow]

    @classmethod
    def from_row(cls, row: VictoryRow) -> "Victory":
        """The victory of a row."""
        return cls(iri=row.iri, row=row)

    @classmethod
    async def resolve_nodes(  # type: ignore[override]
        cls, *, info: Info, node_ids: list[str], required: bool = False
    ) -> list["Victory | None"]:
        """Load victories by IRI; None for one that is not in the snapshot."""
        del required
        rows = await info.context.victory.load_many(node_ids)
        return [cls.from_row(row) if row else None for row in rows]

    @strawberry.field(name="iri", description="The victory's IRI.")
    def iri_(self) -> str:
        """The IRI."""
        return self.row.iri

    @strawberry.field(description="The method that is claimed to beat the other (sg:winner).")
    async def winner(self, info: Info) -> Method | None:
        """The winner."""
        return await Method.load(info, self.row.winner)

    @strawberry.field(description="The method that is claimed to be beaten (sg:loser).")
    async def loser(self, info: Info) -> Method | None:
        """The loser."""
        return await Method.load(info, self.row.loser)

    @strawberry.field(description="On this data set; null if the claims name none (sg:dataset).")
    async def dataset(self, info: Info) -> Dataset | None:
        """The data set (sg:dataset)."""
        return await Dataset.load(info, self.row.dataset)

    @strawberry.field(description="By this metric; null if the claims name none (sg:metric).")
    async def metric(self, info: Info) -> Metric | None:
        """The metric (sg:metric)."""
        return await Metric.load(info, self.row.metric)

    @strawberry.field(description="How many papers claim it (sg:support).")
    def paper_count(self) -> int:
        """The number of papers."""
        return self.row.papers

    @strawberry.field(description="The results that state it and say by how much (sg:claim).")
    async def claims(self, info: Info) -> list[Result]:
        """The claims."""
        return await _results(info, self.row.results)
