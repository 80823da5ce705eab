"""How sure a result is: the share of results with the same evidence that were right on development papers.

Measured over the whole tuple (method, data set, metric, value, kind) with the entities that the rules find.
What tells results apart is how far the metric is from the value and whether the sentence says who has it.
"""

from __future__ import annotations

from extractors.components.results.draft import Draft
from extractors.patterns.results import load_patterns


def confidence_of(draft: Draft) -> float:
    """The confidence of the results of a draft, between 0 and 1."""
    table = load_patterns("confidence")
    return float(table["values"][_metric(draft)][_method(draft)])


def confidence_of_claim() -> float:
    """The confidence of a claim without a value."""
    return float(load_patterns("confidence")["claims"]["any"])


def _metric(draft: Draft) -> str:
    if not draft.metrics:
        return "none"
    if draft.metric_cost is None:
        return "inherited"
    return "touching" if draft.metric_cost <= load_patterns("confidence")["limits"]["touching"] else "apart"


def _method(draft: Draft) -> str:
    if draft.method is None:
        return "null"
    return "named" if draft.own_method else "assumed"
