"""Results with the sentences that state them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kg.queries import filters
from kg.queries.paging import Selection, select, unique
from kg.queries.rows import EvidenceRow, Page, PageRequest, ResultFilter, ResultRow
from kg.queries.solutions import solutions
from kg.rdf.terms import BOUNDS, CHANGES, KINDS
from kg.reader import Snapshot

ResultRequest = tuple[ResultFilter, PageRequest]

_KINDS = {node.value: kind for kind, node in KINDS.items()}
_CHANGES = {node.value: change for change, node in CHANGES.items()}
_BOUNDS = {node.value: bound for bound, node in BOUNDS.items()}


def results_by_iri(snapshot: Snapshot, iris: Sequence[str]) -> dict[str, ResultRow]:
    """The results with these IRIs that the snapshot has."""
    return {row["iri"]: _row(row) for row in solutions(snapshot, "results", {"iri": unique(iris)})}


def result_pages(snapshot: Snapshot, requests: Sequence[ResultRequest]) -> list[Page[ResultRow]]:
    """A page for each request, in the order of the papers and of their texts.

    Raises:
        NameUnknown: A filter names something that the graph does not have.
        QueryInvalid: A cursor is none of ours.
    """
    keys = [select(snapshot, _selection(snapshot, keep), page) for keep, page in requests]
    rows = results_by_iri(snapshot, [iri for key in keys for iri in key.iris])
    return [filters.page(key, rows) for key in keys]


def _selection(snapshot: Snapshot, keep: ResultFilter) -> Selection:
    selection = Selection("result")
    filters.keep_results(snapshot, selection, keep.reports)
    if keep.paper is not None:
        paper = filters.find_paper(snapshot, keep.paper)
        selection.keep("paper = (SELECT p.id FROM paper p WHERE p.iri = ?)", paper)
    if keep.min_confidence is not None:
        selection.keep("confidence >= ?", keep.min_confidence)
    return selection


def _row(row: dict[str, Any]) -> ResultRow:
    def number(name: str) -> Decimal | None:
        return None if row[name] is None else Decimal(row[name])

    return ResultRow(
        iri=row["iri"],
        paper=row["paper"],
        kind=_KINDS[row["kind"]],
        evidence=EvidenceRow(row["evidence"], row["quote"], int(row["start"]), int(row["end"])),
        confidence=float(row["confidence"]),
        method=row["method"],
        dataset=row["dataset"],
        task=row["task"],
        metric=row["metric"],
        value=number("value"),
        value_text=row["valueText"],
        unit=row["unit"],
        baseline=row["baseline"],
        condition=row["condition"],
        change=_CHANGES[row["change"]] if row["change"] else None,
        bound=_BOUNDS[row["bound"]] if row["bound"] else None,
        relative_to=row["relativeTo"],
        uncertainty=number("uncertainty"),
    )
