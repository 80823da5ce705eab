"""What the asking commands share: the current snapshot, and results with names in place of IRIs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.output import note

if TYPE_CHECKING:
    from kg.queries.arguments import ResultFilter
    from kg.queries.rows import Page, ResultRow
    from kg.reader import Snapshot

#: Rows that one call of a typed query gives.
PAGE = 500


@contextmanager
def open_snapshot(data: Path) -> Iterator[Snapshot]:
    """The published snapshot of a data directory. Raises StoreEmpty if nothing has been published."""
    from kg.data_directory import DataDirectory
    from kg.reader import Reader

    with Reader(DataDirectory(data)) as reader:
        yield reader.snapshot()


def all_results(snapshot: Snapshot, keep: ResultFilter) -> Iterator[ResultRow]:
    """Every result that fits, page after page."""
    from kg.queries.arguments import PageRequest
    from kg.queries.results import result_pages

    after: str | None = None
    while True:
        (page,) = result_pages(snapshot, [(keep, PageRequest(first=PAGE, after=after))])
        yield from page.rows
        if not page.has_next:
            return
        after = page.cursors[-1]


def labels(snapshot: Snapshot, iris: Iterable[str]) -> dict[str, str]:
    """The labels of entities, read with one query."""
    from kg.queries.entities import entities_by_iri

    return {iri: row.label for iri, row in entities_by_iri(snapshot, sorted(set(iris))).items()}


def note_rest(page: Page[Any]) -> None:
    """Say how much of a list was not shown."""
    if page.has_next:
        note(f"{len(page.rows):,} of {page.total:,}; --limit shows more.")


class Names:
    """Labels of entities and titles of papers for rows that hold IRIs, read with one query a kind."""

    def __init__(self, snapshot: Snapshot, results: Sequence[ResultRow]) -> None:
        from kg.queries.papers import papers_by_iri

        slots = ("method", "dataset", "task", "metric", "baseline")
        iris = {iri for row in results for slot in slots if (iri := getattr(row, slot))}
        self._labels = labels(snapshot, iris)
        papers = sorted({row.paper for row in results})
        self._titles = {iri: row.title for iri, row in papers_by_iri(snapshot, papers).items()}

    def label(self, iri: str | None) -> str | None:
        """The label of an entity, None for None."""
        return self._labels.get(iri) if iri else None

    def title(self, paper: str) -> str:
        """The title of a paper."""
        return self._titles[paper]

    def to_json(self, row: ResultRow) -> dict[str, Any]:
        """A result with names in place of IRIs; the fields are called as in the GraphQL schema."""
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
            "bound": row.bound.value if row.bound else None,
            "relativeTo": row.relative_to,
            "uncertainty": None if row.uncertainty is None else float(row.uncertainty),
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
    """The value as a person writes it: `1.91`, `up to 35%`, `17.5x`, `45 ± 2 FPS`, a dash for none."""
    if row.value is None:
        return "-"
    number = f"{row.value} ± {row.uncertainty}" if row.uncertainty is not None else f"{row.value}"
    bounded = f"{row.bound.value} {number}" if row.bound else number
    if row.unit in {"%", "x"}:
        return f"{bounded}{row.unit}"
    return f"{bounded} {row.unit}" if row.unit else bounded
