"""From quantities and entities to results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from extractors.components.annotations import FoundEntity, FoundResult, Quantity
from extractors.components.results.baselines import name_baselines
from extractors.components.results.claims import claims
from extractors.components.results.conditions import name_conditions, relative_to
from extractors.components.results.context import Context
from extractors.components.results.datasets import link_datasets
from extractors.components.results.distribution import distribute
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame, Series, build_frames
from extractors.components.results.inheritance import continued_kinds, continued_metrics
from extractors.components.results.kinds import Kind, kind_of
from extractors.components.results.measures import is_outcome
from extractors.components.results.metrics import link_metrics
from extractors.components.results.phrases import measure_entities
from extractors.components.results.subjects import first_of_range, subject_of
from extractors.components.results.tasks import task_of
from extractors.components.results.units import unit_of
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

    Returns:
        The results; they may name metrics that are not among `entities`, which the caller then adds.
    """
    frames = build_frames(text, sentences, entities, quantities)
    measures = measure_entities(text, frames, entities)
    if measures:
        frames = build_frames(text, sentences, [*entities, *measures], quantities)
    context = Context(text, entities)
    results: list[FoundResult] = []
    for frame in frames:
        drafts = _drafts(frame, context) if frame.series else []
        results.extend(result for draft in drafts for result in _results(draft))
        results.extend(claims(frame, drafts, context, entities))
        context.read(frame)
    return results


def _drafts(frame: Frame, context: Context) -> list[Draft]:
    serieses = frame.series
    metrics = link_metrics(frame, serieses)
    kinds = continued_kinds(frame, serieses, _kinds(frame, serieses))
    datasets = link_datasets(frame, serieses)
    metrics = continued_metrics(frame, serieses, kinds, metrics)
    kept = [
        i for i, series in enumerate(serieses) if is_outcome(frame, series, kinds[i], metrics[i], datasets[i])
    ]
    serieses, kinds, metrics = (
        [serieses[i] for i in kept],
        [kinds[i] for i in kept],
        [metrics[i] for i in kept],
    )
    datasets = link_datasets(frame, serieses)
    rows = [[Draft(frame, s, q, k) for q in s.quantities] for s, k in zip(serieses, kinds, strict=True)]
    distribute(rows, metrics, datasets)
    for row in rows:
        _name_methods(frame, row, context)
    name_baselines(frame, rows)
    name_conditions(frame, rows)
    for row in rows:
        inherited = context.datasets(row[0])
        for i, draft in enumerate(row):
            if not draft.datasets:
                draft.datasets = inherited[i : i + 1] if len(inherited) == len(row) else inherited
            draft.task = task_of(frame, (draft.series.start, draft.series.end), context.task)
    return list(chain.from_iterable(rows))


def _kinds(frame: Frame, serieses: Sequence[Series]) -> list[Kind]:
    used, kinds = frame.start, []
    for series in serieses:
        kinds.append(kind_of(frame, series, used))
        used = kinds[-1].end
    return kinds


def _name_methods(frame: Frame, row: Sequence[Draft], context: Context) -> None:
    series, kind = row[0].series, row[0].kind.kind
    subject = subject_of(frame, (series.start, series.end), kind, context.main)
    first = first_of_range(frame, series)
    for i, draft in enumerate(row):
        who = first if first and not i else subject
        draft.method, draft.own_method = who.entity, who.explicit


def _results(draft: Draft) -> list[FoundResult]:
    frame, quantity = draft.frame, draft.quantity
    if draft.kind.kind is not ResultKind.ABSOLUTE:
        quantity = replace(quantity, value=abs(quantity.value))
    return [
        FoundResult(
            kind=draft.kind.kind,
            anchor=quantity.number,
            evidence=(frame.start, frame.end),
            method=draft.method,
            task=draft.task,
            dataset=dataset,
            metric=metric,
            quantity=quantity,
            unit=unit_of(draft, metric),
            baseline=draft.baseline,
            condition=draft.condition,
            change=draft.kind.change,
            relative_to=relative_to(frame, draft),
            confidence=0.5,
        )
        for dataset in (draft.datasets or [None])
        for metric in (draft.metrics or [None])
    ]
