"""Leaderboards: a data set and a metric, scores under one protocol ranked among themselves."""

import strawberry

from api.graphql.types.entity import Dataset, Metric
from api.graphql.types.result import Result
from kg.leaderboards import ranking, score
from kg.leaderboards.facets import Facet
from kg.leaderboards.score import Mark


@strawberry.type(description="What a protocol says of a facet.")
class Setting:
    """A facet and its setting."""

    facet: Facet = strawberry.field(description="The facet.")
    value: str | None = strawberry.field(description="What is stated; null where it is unstated.")


@strawberry.type(description="A result as boards compare it.")
class Score:
    """A score."""

    value: float | None = strawberry.field(
        description="In the unit of the group, so that 0.852, 85.2 and 85.2% are one; null if it cannot rank."
    )
    marks: list[Mark] = strawberry.field(description="What a reader should know of it.")
    result: Result = strawberry.field(description="The result as written, with its evidence.")

    @classmethod
    def from_score(cls, found: score.Score) -> "Score":
        """The score as the boards give it."""
        value = float(found.measured.number) if found.measured else None
        return cls(value=value, marks=list(found.marks), result=Result.from_row(found.result))


@strawberry.type(description="A method on a board, or one result that cannot rank.")
class LeaderboardRow:
    """A row."""

    rank: int | None = strawberry.field(
        description="1 is best; ties share a rank; null where it cannot rank."
    )
    unranked: str | None = strawberry.field(description="Why it has no rank.")
    best: Score = strawberry.field(description="The method's best score, which gives the rank.")
    scores: list[Score] = strawberry.field(description="All its scores under this protocol, best first.")

    @classmethod
    def from_row(cls, row: ranking.LeaderboardRow) -> "LeaderboardRow":
        """The row as the boards give it."""
        scores = [Score.from_score(found) for found in row.scores]
        return cls(rank=row.rank, unranked=row.unranked, best=scores[0], scores=scores)


@strawberry.type(description="Scores under one protocol and in one unit; other protocols are not comparable.")
class LeaderboardGroup:
    """A protocol and its rows."""

    protocol: str | None = strawberry.field(
        description="All settings in words; null where the texts state none."
    )
    settings: list[Setting] = strawberry.field(description="One for each facet that the board tells apart.")
    unit: str | None = strawberry.field(description="The unit of the scores; null for plain numbers.")
    rows: list[LeaderboardRow] = strawberry.field(description="Best first.")

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
            rows=[LeaderboardRow.from_row(row) for row in group.rows],
        )


@strawberry.type(description="What papers report by one metric on one data set.")
class Leaderboard:
    """A board."""

    dataset: Dataset = strawberry.field(description="The data set, without its variants.")
    metric: Metric = strawberry.field(description="The metric; its direction decides what is best.")
    groups: list[LeaderboardGroup] = strawberry.field(description="One group a protocol.")
    as_of: str | None = strawberry.field(description="The date that was asked for.")
    note: str | None = strawberry.field(description="Why groups, or the whole board, are not ranked.")

    @classmethod
    def from_board(cls, board: ranking.Leaderboard) -> "Leaderboard":
        """The board as the queries give it."""
        return cls(
            dataset=Dataset.from_row(board.dataset),
            metric=Metric.from_row(board.metric),
            groups=[LeaderboardGroup.from_group(group, board.facets) for group in board.groups],
            as_of=str(board.as_of) if board.as_of else None,
            note=board.note,
        )
