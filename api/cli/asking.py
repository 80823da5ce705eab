"""What the asking commands share: the current snapshot, and tables of results with their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.reader import Snapshot

from kg.queries.rows import ResultRow

#: Rows that one call of a typed query gives.
PAGE = 100


@contextmanager
def open_snapshot(data: Path) -> Iterator[Snapshot]:
    """The published snapshot of a data directory. Raises StoreEmpty if nothing has been published."""
    from kg.data_directory import DataDirectory
    from kg.reader import Reader

    reader = Reader(DataDirectory(data))
    try:
        yield reader.snapshot()
    finally:
        reader.close()


class Names:
    """Labels of entities and titles of papers for rows that hold IRIs, read with one query a kind."""

    def __init__(self, snapshot: Snapshot, results: Sequence[ResultRow]) -> None:
        from kg.queries.entities import entities_by_iri
        from kg.queries.papers import papers_by_iri

        slots = ("method", "dataset", "task", "metric", "baseline")
        iris = {iri for row in results for slot in slots if (iri := getattr(row, slot))}
        self._labels = {iri: row.label for iri, row in entities_by_iri(snapshot, sorted(iris)).items()}
        papers = sorted({row.paper for row in results})
        self._titles = {iri: row.title for iri, row in papers_by_iri(snapshot, papers).items()}

    def label(self, iri: str | None) -> str | None:
        """The label of an entity, None for None."""
        return self._labels.get(iri) if iri else None

    def title(self, paper: str) -> str:
        """The title of a paper."""
        return self._titles[paper]

    def to_json(self, row: ResultRow) -> dict[str, Any]:
        """A result with names in place of IRIs, in the names of the GraphQL schema."""
        return {
            "iri": row.iri,
            "method": self.label(row.method),
            "dataset": self.label(row.dataset),
            "task": self.label(row.task),
            "metric": self.label(row.metric),
            "value": None if row.value is None else float(row.value),
            "valueText": row.value_text,
            "unit": row.unit,
            "kind": row.kind.value,
            "condition": row.condition,
            "baseline": self.label(row.baseline),
            "change": row.change.value if row.change else None,
            "confidence": row.confidence,
            "paper": {"iri": row.paper, "title": self.title(row.paper)},
            "evidence": {
                "quote": row.evidence.quote,
                "start": row.evidence.start,
                "end": row.evidence.end,
                "iri": row.evidence.iri,
            },
        }


def shown_value(row: ResultRow) -> str:
    """The value as a person writes it: `1.91`, `35%`, `17.5x`, `45 FPS`, or a dash where there is none."""
    if row.value is None:
        return "-"
    if row.unit in {"%", "x"}:
        return f"{row.value}{row.unit}"
    return f"{row.value} {row.unit}" if row.unit else str(row.value)
