"""From quantities and entities to results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from extractors.components.annotations import FoundEntity, FoundResult, Quantity
from extractors.components.results.claims import claims
from extractors.components.results.conditions import relative_to
from extractors.components.results.confidence import confidence_of
from extractors.components.results.context import Context
from extractors.components.results.draft import Draft
from extractors.components.results.drafting import draft_values
from extractors.components.results.framing import build_frames
from extractors.components.results.measure_phrases import measure_entities
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
        drafts = draft_values(frame, context) if frame.series else []
        for draft in drafts:
            results.extend(_results(draft))
        results.extend(claims(frame, drafts, context))
        context.read(frame)
    return results


def _results(draft: Draft) -> Iterator[FoundResult]:
    """A result for each pair of the draft's data sets and metrics; a difference loses its sign."""
    frame, quantity = draft.frame, draft.quantity
    if draft.kind.kind is not ResultKind.ABSOLUTE:
        quantity = replace(quantity, value=abs(quantity.value))
    # A list that says one name again and again gives each result once.
    datasets, metrics = ({id(e): e for e in names}.values() for names in (draft.datasets, draft.metrics))
    for dataset, metric in product(datasets or (None,), metrics or (None,)):
        yield FoundResult(
            kind=draft.kind.kind,
            anchor=quantity.number,
            evidence=(frame.start, frame.end),
            method=draft.method,
            dataset=dataset,
            task=draft.task,
            metric=metric,
            quantity=quantity,
            unit=unit_of(draft, metric),
            baseline=draft.baseline,
            condition=draft.condition,
            change=draft.kind.change,
            relative_to=relative_to(frame, draft),
            confidence=confidence_of(draft),
        )
