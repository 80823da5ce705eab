"""Results with the sentences that state them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kg.queries import filters
from kg.queries.arguments import PageRequest, ResultFilter
from kg.queries.orders import result_order
from kg.queries.paging import page_of, select, unique
from kg.queries.rows import EvidenceRow, Page, ResultRow
from kg.queries.selection import Selection
from kg.queries.solutions import solutions
from kg.rdf.terms import BOUNDS, CHANGES, KINDS, local
from kg.reader import Readable, Snapshot

ResultRequest = tuple[ResultFilter, PageRequest]

_KINDS = {node.value: kind for kind, node in KINDS.items()}
_CHANGES = {node.value: change for change, node in CHANGES.items()}
_BOUNDS = {node.value: bound for bound, node in BOUNDS.items()}


def results_by_iri(snapshot: Readable, iris: Sequence[str]) -> dict[str, ResultRow]:
    """The results with these IRIs that the snapshot has."""
    slots: dict[str, dict[str, str]] = {}
    for row in solutions(snapshot, "results", {"iri": unique(iris)}):
        slots.setdefault(row["iri"], {})[local(row["property"])] = row["value"]
    return {iri: _row(iri, found) for iri, found in slots.items() if "kind" in found}


def result_pages(snapshot: Snapshot, requests: Sequence[ResultRequest]) -> list[Page[ResultRow]]:
    """A page for each request; by default in the order of the papers, the newest first, and of their texts.

    Raises:
        NameUnknown: A filter names something that the graph does not have.
        QueryInvalid: A cursor is none of ours.
    """
    iris = [select(snapshot, _selection(snapshot, keep), page) for keep, page in requests]
    rows = results_by_iri(snapshot, [iri for each in iris for iri in each.rows])
    return [page_of(each, rows) for each in iris]


def _selection(snapshot: Readable, keep: ResultFilter) -> Selection:
    selection = Selection("result", "result")
    selection.patterns.append("?result a sg:Result ; sg:paper ?paper .")
    filters.keep_results(snapshot, selection, keep.reports)
    if keep.reports.min_papers is not None:
        filters.keep_supported(snapshot, selection, "method", keep.reports)
    filters.keep_scope(snapshot, selection, keep.scope)
    selection.order = result_order(keep.order)
    return selection


def _row(iri: str, slots: dict[str, str]) -> ResultRow:
    def number(name: str) -> Decimal | None:
        return Decimal(slots[name]) if name in slots else None

    change, bound = slots.get("change"), slots.get("bound")
    return ResultRow(
        iri=iri,
        paper=slots["paper"],
        kind=_KINDS[slots["kind"]],
        evidence=EvidenceRow(slots["evidence"], slots["quote"], int(slots["start"]), int(slots["end"])),
        confidence=float(slots["confidence"]),
        method=slots.get("method"),
        dataset=slots.get("dataset"),
        task=slots.get("task"),
        metric=slots.get("metric"),
        value=number("value"),
        value_text=slots.get("valueText"),
        unit=slots.get("unit"),
        baseline=slots.get("baseline"),
        condition=slots.get("condition"),
        change=_CHANGES[change] if change else None,
        bound=_BOUNDS[bound] if bound else None,
        relative_to=slots.get("relativeTo"),
        uncertainty=number("uncertainty"),
    )
