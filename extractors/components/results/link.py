"""From quantities and entities to results."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.components.annotations import FoundEntity, FoundResult, Quantity
from extractors.components.results.datasets import DatasetLink, link_datasets
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame, build_frames
from extractors.components.results.kinds import kind_of
from extractors.components.results.metrics import MetricLink, link_metrics
from extractors.components.results.subjects import main_method
from kg.records import ResultKind


def find_results(
    text: str,
    sentences: Sequence[tuple[int, int]],
    entities: Sequence[FoundEntity],
    quantities: Sequence[Quantity],
) -> list[FoundResult]:
    """The results of a text.

    Args:
        text: Normalised text.
        sentences: Their spans, in order.
        entities: Those of the text, with their spans.
        quantities: Those of the text, in order.
    """
    frames = build_frames(text, sentences, entities, quantities)
    drafts: list[Draft] = []
    main = main_method(text, entities)
    for frame in frames[1:]:
        if frame.series:
            drafts.extend(_drafts(frame, main))
    return [result for draft in drafts for result in _results(draft)]


def _drafts(frame: Frame, main: FoundEntity | None) -> list[Draft]:
    metrics, datasets = link_metrics(frame), link_datasets(frame)
    drafts = []
    previous = frame.start
    for series, metric, dataset in zip(frame.series, metrics, datasets, strict=True):
        kind = kind_of(frame, series, previous)
        previous = series.end
        for i, quantity in enumerate(series.quantities):
            draft = Draft(
                frame, series, quantity, kind[0] if kind else ResultKind.ABSOLUTE, kind[1] if kind else None
            )
            draft.metrics = _ith(metric, metric.metrics if metric else [], i)
            draft.datasets = _ith(dataset, dataset.datasets if dataset else [], i)
            draft.method = main
            if draft.metrics or draft.datasets:
                drafts.append(draft)
    return drafts


def _ith(link: MetricLink | DatasetLink | None, entities: list[FoundEntity], i: int) -> list[FoundEntity]:
    if link is None:
        return []
    return entities[i : i + 1] if link.pairwise else entities


def _results(draft: Draft) -> list[FoundResult]:
    frame, quantity = draft.frame, draft.quantity
    return [
        FoundResult(
            kind=draft.kind,
            anchor=quantity.number,
            evidence=(frame.start, frame.end),
            method=draft.method,
            dataset=dataset,
            metric=metric,
            quantity=quantity,
            unit=quantity.unit,
            baseline=draft.baseline,
            condition=draft.condition,
            change=draft.change,
            confidence=0.5,
        )
        for dataset in (draft.datasets or [None])
        for metric in (draft.metrics or [None])
    ]
