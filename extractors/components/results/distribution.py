"""Hands out lists over values: what the linkers found for each series becomes slots of each quantity.

A list as long as a series is handed out one by one, also when the values stand apart (`7.6% F1 and 5.7% F1
on RAMS and WikiEvents`) and when each name has several values (`FID 42, LPIPS 0.4, FID 30, LPIPS 0.5 on A
and B`).
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.components.annotations import FoundEntity
from extractors.components.results.datasets import DatasetLink
from extractors.components.results.draft import Draft
from extractors.components.results.metrics import MetricLink


def distribute(
    drafts: Sequence[Sequence[Draft]],
    metrics: Sequence[MetricLink | None],
    datasets: Sequence[DatasetLink | None],
) -> None:
    """Fill the metrics and data sets of the drafts of each series."""
    for row, metric, dataset in zip(drafts, metrics, datasets, strict=True):
        for i, draft in enumerate(row):
            if metric:
                draft.metrics = metric.metrics[i : i + 1] if metric.pairwise else list(metric.metrics)
                draft.metric_cost = metric.cost
            if dataset:
                draft.datasets = dataset.datasets[i : i + 1] if dataset.pairwise else list(dataset.datasets)
                draft.dataset_cost = dataset.cost
    _spread(drafts, datasets)
    _repeat(drafts)


def _spread(drafts: Sequence[Sequence[Draft]], datasets: Sequence[DatasetLink | None]) -> None:
    """Hand a list of data sets out over single values that share it."""
    start = 0
    while start < len(drafts):
        link = datasets[start]
        end = start + 1
        while end < len(drafts) and link and (other := datasets[end]) and other.datasets == link.datasets:
            end += 1
        singles = [row[0] for row in drafts[start:end] if len(row) == 1]
        if link and len(link.datasets) > 1 and len(singles) == end - start:
            _chunk(singles, link.datasets)
        start = end


def _chunk(drafts: Sequence[Draft], datasets: Sequence[FoundEntity]) -> None:
    """As many values as data sets, or a whole multiple with the metrics in the same order for each."""
    size, rest = divmod(len(drafts), len(datasets))
    if rest or not size:
        return
    rows = [drafts[i : i + size] for i in range(0, len(drafts), size)]
    shapes = [[[m.name for m in d.metrics] for d in row] for row in rows]
    kinds = [[d.kind.kind for d in row] for row in rows]
    if all(shape == shapes[0] for shape in shapes) and all(kind == kinds[0] for kind in kinds):
        for row, dataset in zip(rows, datasets, strict=True):
            for draft in row:
                draft.datasets = [dataset]


def _repeat(drafts: Sequence[Sequence[Draft]]) -> None:
    """A list without names of its own follows the values that stand before it in the sentence.

    `schema accuracy (99.5%) and content similarity (94.0%), ... by margins (+25 and +20, respectively)`.
    """
    before: list[Draft] = []
    for row in drafts:
        earlier = before[-len(row) :]
        if len(row) > 1 and len(earlier) == len(row) and not row[0].series.is_range:
            if not row[0].metrics and len({m.name for d in earlier for m in d.metrics}) == len(row):
                for draft, model in zip(row, earlier, strict=True):
                    draft.metrics = list(model.metrics)
            if not row[0].datasets and len({e.name for d in earlier for e in d.datasets}) == len(row):
                for draft, model in zip(row, earlier, strict=True):
                    draft.datasets = list(model.datasets)
        before.extend(row)
