"""Records: who held the best value of a metric on a data set, and when."""

import strawberry

from api.graphql.types.leaderboard import Score
from kg.leaderboards import records as kg_records


@strawberry.type(description="A score that was the best known one for a time (sg:Record).")
class Record:
    """A record."""

    since: str = strawberry.field(description="When its paper appeared, as precisely as is known (sg:since).")
    until: str | None = strawberry.field(
        description="By when a better one had surely appeared; null for one that still stands (sg:until)."
    )
    certain: bool = strawberry.field(
        description="False where the dates leave open which came first (sg:certain)."
    )
    score: Score = strawberry.field(description="The score (sg:score).")

    @classmethod
    def from_record(cls, record: kg_records.Record) -> "Record":
        """The record as the boards give it."""
        return cls(
            since=str(record.since),
            until=str(record.until) if record.until else None,
            certain=record.certain,
            score=Score.from_score(record.score),
        )


@strawberry.type(description="The records under one protocol and in one unit.")
class Progression:
    """Records, the oldest first."""

    protocol: str | None = strawberry.field(
        description="All settings in words; null where the texts state none (sg:protocol)."
    )
    unit: str | None = strawberry.field(
        description="The unit of the scores; null for plain numbers (sg:unit)."
    )
    records: list[Record] = strawberry.field(description="The oldest first.")
    undated: list[Score] = strawberry.field(
        description="Scores whose date is unknown, or may be later than the date that was asked for."
    )

    @classmethod
    def from_progression(cls, found: kg_records.Progression) -> "Progression":
        """The progression as the boards give it."""
        return cls(
            protocol=str(found.protocol) if found.protocol.settings else None,
            unit=found.unit or None,
            records=[Record.from_record(record) for record in found.records],
            undated=[Score.from_score(score) for score in found.undated],
        )
