"""Pareto fronts: the methods that no other beats by both of two metrics."""

import strawberry

from api.graphql.types.leaderboard import Score
from kg.leaderboards import pareto


@strawberry.type(description="One method measured by both metrics in one paper and under one protocol.")
class ParetoPoint:
    """A point."""

    first: Score = strawberry.field(description="Its score by the first metric.")
    second: Score = strawberry.field(description="Its score by the second metric.")

    @classmethod
    def from_point(cls, point: pareto.Point) -> "ParetoPoint":
        """The point as the boards give it."""
        return cls(first=Score.from_score(point.first), second=Score.from_score(point.second))


@strawberry.type(description="The points under one protocol, best by the first metric first.")
class ParetoFront:
    """A front."""

    protocol: str | None = strawberry.field(
        description="All settings in words; null where the texts state none (sg:protocol)."
    )
    units: list[str] = strawberry.field(description="The units of both metrics; empty for plain numbers.")
    points: list[ParetoPoint] = strawberry.field(description="Those that no other beats by both metrics.")
    dominated: list[ParetoPoint] = strawberry.field(
        description="Those to which another is at least equal by both metrics and better by one."
    )

    @classmethod
    def from_front(cls, front: pareto.Front) -> "ParetoFront":
        """The front as the boards give it."""
        return cls(
            protocol=str(front.protocol) if front.protocol.settings else None,
            units=list(front.units),
            points=[ParetoPoint.from_point(point) for point in front.points],
            dominated=[ParetoPoint.from_point(point) for point in front.dominated],
        )
