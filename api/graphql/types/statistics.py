"""How much the graph holds."""

import strawberry

from kg.queries import rows


@strawberry.type(description="How much one snapshot of the graph holds.")
class Statistics:
    """Counts."""

    snapshot: str = strawberry.field(description="The snapshot that was asked.")
    papers: int = strawberry.field(description="Papers.")
    results: int = strawberry.field(description="Results of any kind.")
    mentions: int = strawberry.field(description="Places in texts where an entity is named.")
    methods: int = strawberry.field(description="Methods.")
    datasets: int = strawberry.field(description="Data sets.")
    tasks: int = strawberry.field(description="Tasks.")
    metrics: int = strawberry.field(description="Metrics.")
    quads: int = strawberry.field(description="Quads in the store.")

    @classmethod
    def from_row(cls, row: rows.Statistics) -> "Statistics":
        """The counts as the queries give them."""
        return cls(
            snapshot=row.snapshot,
            papers=row.papers,
            results=row.results,
            mentions=row.mentions,
            methods=row.methods,
            datasets=row.datasets,
            tasks=row.tasks,
            metrics=row.metrics,
            quads=row.quads,
        )
