"""From quantities and entities to results."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.components.annotations import FoundEntity, FoundResult, Quantity
from extractors.components.results.baselines import baselines_of
from extractors.components.results.context import Context
from extractors.components.results.datasets import DatasetLink, link_datasets
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame, build_frames
from extractors.components.results.kinds import Kind, kind_of
from extractors.components.results.measures import is_outcome
from extractors.components.results.metrics import MetricLink, link_metrics
from extractors.components.results.subjects import subject_of
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
    context = Context(text, entities)
    results: list[FoundResult] = []
    for frame in frames:
        drafts = _drafts(frame, context) if frame.series else []
        context.read(frame, drafts)
        results.extend(result for draft in drafts for result in _results(draft))
    return results


def _drafts(frame: Frame, context: Context) -> list[Draft]:
    metrics, datasets = link_metrics(frame), link_datasets(frame)
    drafts: list[Draft] = []
    used = frame.start
    for series, metric, dataset in zip(frame.series, metrics, datasets, strict=True):
        kind = kind_of(frame, series, used)
        kind = _continued(frame, drafts[-1] if drafts else None, series.start, kind, metric)
        used = kind.end
        if not is_outcome(frame, series, kind, metric and metric.cost, dataset and dataset.cost):
            continue
        if metric and kind.kind is ResultKind.SPEEDUP and metric.cost > 0.5:
            metric = None
        subject = subject_of(frame, series, context.main)
        against = baselines_of(frame, series, subject.entity) if kind.kind is not ResultKind.ABSOLUTE else []
        for i, quantity in enumerate(series.quantities):
            draft = Draft(frame, series, quantity, kind.kind, kind.change)
            draft.metrics = _ith(metric, metric.metrics if metric else [], i)
            draft.datasets = _ith(dataset, dataset.datasets if dataset else [], i) or context.datasets(draft)
            draft.method, draft.own_method = subject.entity, subject.explicit
            draft.baseline = (
                against[i] if len(against) == len(series.quantities) else (against[0] if against else None)
            )
            drafts.append(draft)
    return drafts


def _continued(frame: Frame, last: Draft | None, start: int, kind: Kind, metric: MetricLink | None) -> Kind:
    """A value that only continues the list before it has the kind of the one before."""
    if last is None or kind.cued or last.kind is ResultKind.ABSOLUTE:
        return kind
    gap = frame.mask[last.series.end : start]
    if any(
        word in gap for word in (" achiev", " reach", " of ", ";", " from ", " while", " maintain", " with ")
    ):
        return kind
    return Kind(last.kind, last.change, kind.end, True)


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
