"""Leaderboards: a data set and a metric, scores under one protocol ranked among themselves."""

from collections.abc import Sequence
from typing import Annotated

import strawberry
from strawberry import relay

from api.graphql.connection import Connection, connection, page_request
from api.graphql.context import Context
from api.graphql.types.entity import Dataset, Metric
from api.graphql.types.result import Result
from kg.errors import QueryInvalid
from kg.leaderboards import ranking, score
from kg.leaderboards.facets import Facet
from kg.leaderboards.score import Mark
from kg.queries.arguments import LeaderboardFilter
from kg.queries.rows import LeaderboardEntry

Info = strawberry.Info[Context, None]


@strawberry.type(description="What a protocol says of a facet.")
class Setting:
    """A facet and its setting."""

    facet: Facet = strawberry.field(description="The facet.")
    value: str | None = strawberry.field(description="What is stated; null where it is unstated.")


@strawberry.type(description="A result as boards compare it (sg:Score).")
class Score:
    """A score."""

    comparable_value: float | None = strawberry.field(
        description="In the group's unit: 0.852 and 85.2% are one; null if unranked (sg:comparableValue)."
    )
    marks: list[Mark] = strawberry.field(description="What a reader should know of it (sg:mark).")
    result: Result = strawberry.field(description="The result as written, with its evidence (sg:result).")

    @classmethod
    def from_score(cls, found: score.Score) -> "Score":
        """The score as the boards give it."""
        value = float(found.measured.number) if found.measured else None
        return cls(comparable_value=value, marks=list(found.marks), result=Result.from_row(found.result))


@strawberry.type(description="A method on a board, or one result that cannot rank (sg:LeaderboardRow).")
class LeaderboardRow:
    """A row."""

    rank: int | None = strawberry.field(
        description="1 is best; ties share a rank; null where it cannot rank (sg:rank)."
    )
    unranked: str | None = strawberry.field(description="Why it has no rank (sg:unranked).")
    best: Score = strawberry.field(description="The method's best score, which gives the rank (sg:best).")
    scores: list[Score] = strawberry.field(description="All its scores under this protocol, best first.")

    @classmethod
    def from_row(cls, row: ranking.LeaderboardRow) -> "LeaderboardRow":
        """The row as the boards give it."""
        scores = [Score.from_score(found) for found in row.scores]
        return cls(rank=row.rank, unranked=row.unranked, best=scores[0], scores=scores)


@strawberry.type(
    description="Scores under one protocol and in one unit, which alone compare (sg:LeaderboardGroup)."
)
class LeaderboardGroup:
    """A protocol and its rows."""

    protocol: str | None = strawberry.field(
        description="All settings in words; null where the texts state none (sg:protocol)."
    )
    settings: list[Setting] = strawberry.field(description="One for each facet that the board tells apart.")
    unit: str | None = strawberry.field(
        description="The unit of the scores; null for plain numbers (sg:unit)."
    )
    found: strawberry.Private[Sequence[ranking.LeaderboardRow]]

    @strawberry.field(description="Best first.")
    def rows(
        self,
        first: Annotated[int | None, strawberry.argument(description="Only so many, the best.")] = None,
    ) -> list[LeaderboardRow]:
        """The rows."""
        if first is not None and first < 0:
            raise QueryInvalid(f"{first} is no number of rows.", where="first", remedy="Give 0 or more.")
        return [LeaderboardRow.from_row(row) for row in self.found[:first]]

    @classmethod
    def from_group(cls, group: ranking.LeaderboardGroup, board: tuple[Facet, ...]) -> "LeaderboardGroup":
        """The group as the boards give it."""
        stated = group.protocol.facets
        return cls(
            protocol=str(group.protocol) if stated else None,
            settings=[
                Setting(facet=facet, value=group.protocol.shown(facet) if facet in stated else None)
                for facet in board
            ],
            unit=group.unit or None,
            found=group.rows,
        )


@strawberry.type(description="What papers report by one metric on one data set (sg:Leaderboard).")
class Leaderboard(relay.Node):
    """A board; its rows are read when they are asked for, those of a page of boards together."""

    iri: relay.NodeID[str]
    entry: strawberry.Private[LeaderboardEntry]
    date: strawberry.Private[str | None] = None

    @classmethod
    def from_row(cls, entry: LeaderboardEntry, as_of: str | None = None) -> "Leaderboard":
        """The board of a row, as of a date."""
        return cls(iri=entry.iri, entry=entry, date=as_of)

    @classmethod
    async def resolve_nodes(  # type: ignore[override]
        cls, *, info: Info, node_ids: list[str], required: bool = False
    ) -> list["Leaderboard | None"]:
        """Load boards by IRI; None for one that is not in the snapshot."""
        del required
        rows = await info.context.leaderboard_entry.load_many(node_ids)
        return [cls.from_row(row) if row else None for row in rows]

    @strawberry.field(name="iri", description="The board's IRI.")
    def iri_(self) -> str:
        """The IRI, also outside the opaque `id`."""
        return self.entry.iri

    @strawberry.field(description="The data set, without its variants (sg:dataset).")
    async def dataset(self, info: Info) -> Dataset:
        """The data set."""
        dataset = await Dataset.load(info, self.entry.dataset)
        assert dataset is not None, self.entry.dataset  # noqa: S101 - the catalogue refers to what is there
        return dataset

    @strawberry.field(description="The metric; its direction decides what is best (sg:metric).")
    async def metric(self, info: Info) -> Metric:
        """The metric."""
        metric = await Metric.load(info, self.entry.metric)
        assert metric is not None, self.entry.metric  # noqa: S101 - as above
        return metric

    @strawberry.field(description="How many papers are behind it, whenever they appeared (sg:support).")
    def paper_count(self) -> int:
        """The number of papers."""
        return self.entry.papers

    @strawberry.field(description="One group a protocol; only within a group do values compare.")
    async def groups(
        self,
        info: Info,
        stated: Annotated[
            bool | None,
            strawberry.argument(description="Those with a condition, or the one without."),
        ] = None,
    ) -> list[LeaderboardGroup]:
        """The groups."""
        board = await self._board(info)
        groups = [each for each in board.groups if stated in (None, bool(each.protocol.settings))]
        info.context.spend(sum(len(row.scores) for group in groups for row in group.rows))
        return [LeaderboardGroup.from_group(group, board.facets) for group in groups]

    @strawberry.field(description="The date that was asked for.")
    def as_of(self) -> str | None:
        """The date."""
        return self.date

    @strawberry.field(description="Why groups, or the whole board, are not ranked (sg:note).")
    async def note(self, info: Info) -> str | None:
        """The note."""
        return (await self._board(info)).note

    async def _board(self, info: Info) -> ranking.Leaderboard:
        board = await info.context.board.load((self.entry.dataset, self.entry.metric, self.date))
        assert board is not None, self.entry.iri  # noqa: S101 - as above
        return board


async def leaderboard_connection(
    info: Info,
    keep: LeaderboardFilter,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
) -> Connection[Leaderboard]:
    """A page of the leaderboards that the filter keeps."""
    page = await info.context.leaderboard_pages.load((keep, page_request(first, after, last, before)))
    return connection(page, Leaderboard.from_row)
