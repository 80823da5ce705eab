"""Leaderboards: a data set and a metric, results under one protocol ranked among themselves."""

import strawberry

from api.graphql.types.entity import Dataset, Metric
from api.graphql.types.result import Result
from kg.queries import rows


@strawberry.type(description="One result on a board.")
class LeaderboardRow:
    """A row."""

    rank: int | None = strawberry.field(
        description="1 is best; ties share a rank; null where it cannot rank."
    )
    unranked: str | None = strawberry.field(description="Why it has no rank.")
    result: Result = strawberry.field(description="The result with its evidence.")

    @classmethod
    def from_row(cls, row: rows.LeaderboardRow) -> "LeaderboardRow":
        """The row as the queries give it."""
        return cls(rank=row.rank, unranked=row.unranked, result=Result.from_row(row.result))


@strawberry.type(description="Results under one stated condition; other conditions are not comparable.")
class LeaderboardGroup:
    """A protocol and its rows."""

    protocol: str | None = strawberry.field(
        description="The condition as written; null where none is stated."
    )
    rows: list[LeaderboardRow] = strawberry.field(description="Best first.")


@strawberry.type(description="What papers report by one metric on one data set.")
class Leaderboard:
    """A board."""

    dataset: Dataset = strawberry.field(description="The data set, without its variants.")
    metric: Metric = strawberry.field(description="The metric; its direction decides what is best.")
    groups: list[LeaderboardGroup] = strawberry.field(description="One group a protocol.")
    note: str | None = strawberry.field(description="Why groups, or the whole board, are not ranked.")

    @classmethod
    def from_row(cls, board: rows.Leaderboard) -> "Leaderboard":
        """The board as the queries give it."""
        groups = [
            LeaderboardGroup(
                protocol=group.protocol, rows=[LeaderboardRow.from_row(row) for row in group.rows]
            )
            for group in board.groups
        ]
        return cls(
            dataset=Dataset.from_row(board.dataset),
            metric=Metric.from_row(board.metric),
            groups=groups,
            note=board.note,
        )
