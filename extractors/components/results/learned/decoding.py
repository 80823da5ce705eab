"""From scored proposals to results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from extractors.components.annotations import FoundEntity, FoundResult
from extractors.components.results.conditions import relative_to
from extractors.components.results.datasets import is_told_in_words, named_before
from extractors.components.results.draft import Draft
from extractors.components.results.kinds import kind_of
from extractors.components.results.learned.model import ResultModel
from extractors.components.results.learned.reading import Reading, Value
from extractors.components.results.learned.scoring import Matrix, Scores, rows_of, score
from extractors.components.results.learned.tuples import TRIED, Proposals, propose
from extractors.components.results.learned.value_features import KINDS
from extractors.components.results.subjects import Subject, first_of_range, is_proposed, was_before
from extractors.components.results.tasks import task_of
from extractors.components.results.units import clashes, unit_of
from kg.records import ResultKind


def decode(reading: Reading, model: ResultModel) -> list[FoundResult]:
    """The results of a text: those of its values in order, then its claims without a value."""
    return [*_valued(reading, model), *_claimed(reading, model)]


def _valued(reading: Reading, model: ResultModel) -> Iterator[FoundResult]:
    if not reading.values:
        return
    scores = score(rows_of(reading, model.stems), model)
    proposals = propose(reading, scores)
    said = model("whole", np.concatenate([found.rows for found in proposals]))[:, 1]
    start = 0
    for i, found in enumerate(proposals):
        end = start + len(found.fillings)
        yield from _results(reading, model, scores, i, found, said[start:end])
        start = end


def _results(
    reading: Reading, model: ResultModel, scores: Scores, i: int, found: Proposals, said: Matrix
) -> Iterator[FoundResult]:
    """The best proposal of a value if it is likely enough, and others that are likely by themselves."""
    value, kind = reading.values[i], KINDS[found.kind]
    in_words, given = is_told_in_words(value.frame, value.series), 0
    for j in np.argsort(-said, kind="stable"):
        if said[j] < (model.thresholds["further"] if given else model.thresholds["first"]):
            return
        slots = [
            scores.slots[slot].candidates[place] for slot, place in zip(TRIED, found.fillings[j], strict=True)
        ]
        if clashes(value.quantity.unit, slots[0]) or (in_words and given):
            continue
        given += 1
        if in_words:
            slots[1] = None
        elif beside := named_before(value.frame, value.series):
            slots[1] = beside
        own = kind is ResultKind.ABSOLUTE and slots[2] is not None and is_proposed(slots[2])
        if own and (had := _had_before(value)):
            slots[2] = had.entity
        baseline = None
        if kind is not ResultKind.ABSOLUTE:
            against = scores.slots["baseline"]
            baseline = against.candidates[int(against.scores[i].argmax())]
        draft = value.draft or _draft(value)
        quantity = value.quantity
        if kind is not ResultKind.ABSOLUTE:
            quantity = replace(quantity, value=abs(quantity.value))
        yield FoundResult(
            kind=kind,
            anchor=quantity.number,
            evidence=(value.frame.start, value.frame.end),
            method=slots[2],
            dataset=slots[1],
            task=task_of(value.frame, value.series.span, reading.context.task),
            metric=slots[0],
            quantity=quantity,
            unit=unit_of(draft, slots[0]),
            baseline=baseline,
            condition=_setting(draft, slots[2]),
            change=draft.kind.change if kind is not ResultKind.ABSOLUTE else None,
            relative_to=relative_to(draft.frame, draft),
            confidence=model.calibrated(float(said[j])),
        )


def _setting(draft: Draft, method: FoundEntity | None) -> str | None:
    """The condition, unless it only names the method: `31% for SayCan`."""
    if method is None or draft.condition is None:
        return draft.condition
    names = {draft.frame.text[slice(*span)].casefold() for span in method.spans}
    return None if draft.condition.casefold() in names else draft.condition


def _had_before(value: Value) -> Subject | None:
    """Who had the value `A` of `improves from A to B` or `the previous record of A`: nothing proposed."""
    if value.quantity is not value.series.quantities[0]:
        return None
    if was_before(value.frame, value.series.start):
        return Subject(None, False)
    return first_of_range(value.frame, value.series)


def _draft(value: Value) -> Draft:
    """A draft for a value that the rules take for no outcome."""
    kind = kind_of(value.frame, value.series, value.frame.start)
    return Draft(value.frame, value.series, value.quantity, kind)


def _claimed(reading: Reading, model: ResultModel) -> Iterator[FoundResult]:
    """The claims of the rules."""
    for claim in reading.claims:
        claim.confidence = model.claims
        yield claim
