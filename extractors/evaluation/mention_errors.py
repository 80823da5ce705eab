"""Mentions that were missed, that are none, or that have other bounds or another type."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.evaluation.comparison import Comparison
from extractors.evaluation.fact_error import FactError
from extractors.evaluation.occurrences import Occurrence


def mention_errors(comparison: Comparison) -> Iterator[FactError]:
    """The spans that differ; a found one that overlaps a missed one is that one, found otherwise."""
    missed = sorted(comparison.want_spans - comparison.got_spans)
    wrong = sorted(comparison.got_spans - comparison.want_spans)
    for span in missed:
        shared = max(((*_shared(span, other), other) for other in wrong), default=None)
        found = shared[2] if shared and shared[0] else None
        if found is not None:
            wrong.remove(found)
        yield _missed(comparison, span, found)
    for span in wrong:
        what, kind = comparison.text[span[0] : span[1]], f"{span[2]} that is none"
        yield FactError("mentions", kind, what, comparison.paper_id, span[:2], missed=False, wrong=True)


def _shared(one: Occurrence, other: Occurrence) -> tuple[int, bool]:
    """How many characters two spans share, and whether they are of one type."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])), one[2] == other[2]


def _missed(comparison: Comparison, span: Occurrence, found: Occurrence | None) -> FactError:
    form = comparison.text[span[0] : span[1]]
    kind, what = f"{span[2]} missed", form
    if found is not None:
        kind = f"{span[2]} found as {found[2]}" if span[2] != found[2] else f"{span[2]} with other bounds"
        if span[:2] != found[:2]:
            what = f"{form} (found: {comparison.text[found[0] : found[1]]})"
    return FactError(
        "mentions", kind, what, comparison.paper_id, span[:2], missed=True, wrong=found is not None
    )
