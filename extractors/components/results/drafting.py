"""The values of one sentence as drafts with every slot that can be filled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from extractors.components.results.baselines import name_baselines
from extractors.components.results.conditions import name_conditions
from extractors.components.results.context import Context
from extractors.components.results.datasets import is_told_in_words, link_datasets
from extractors.components.results.distribution import distribute
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame, Series
from extractors.components.results.inheritance import continued_kinds, continued_metrics
from extractors.components.results.kinds import Kind, kind_of
from extractors.components.results.measures import is_outcome
from extractors.components.results.metrics import MetricLink, link_metrics
from extractors.components.results.subjects import first_of_range, subject_of
from extractors.components.results.tasks import task_of

Outcome = tuple[Series, Kind, MetricLink | None]


def draft_values(frame: Frame, context: Context) -> list[Draft]:
    """A draft for each quantity of the sentence that is an outcome.

    Args:
        frame: The sentence.
        context: What earlier sentences said.
    """
    outcomes = _outcomes(frame)
    rows = [[Draft(frame, s, quantity, kind) for quantity in s.quantities] for s, kind, _ in outcomes]
    datasets = link_datasets(frame, [series for series, _, _ in outcomes])
    distribute(rows, [metric for _, _, metric in outcomes], datasets)
    for row in rows:
        _name_methods(frame, row, context)
        _complete(frame, row, context)
    name_baselines(frame, rows)
    name_conditions(frame, rows)
    return list(chain.from_iterable(rows))


def _outcomes(frame: Frame) -> list[Outcome]:
    """The series that report something, with their kinds and metrics."""
    kinds = continued_kinds(frame, frame.series, _kinds(frame))
    metrics = continued_metrics(frame, frame.series, kinds, link_metrics(frame, frame.series))
    datasets = link_datasets(frame, frame.series)
    outcomes = zip(frame.series, kinds, metrics, datasets, strict=True)
    return [
        (s, kind, metric)
        for s, kind, metric, dataset in outcomes
        if is_outcome(frame, s, kind, metric, dataset)
    ]


def _kinds(frame: Frame) -> list[Kind]:
    used, kinds = frame.start, []
    for series in frame.series:
        kinds.append(kind_of(frame, series, used))
        used = kinds[-1].end
    return kinds


def _name_methods(frame: Frame, row: Sequence[Draft], context: Context) -> None:
    series = row[0].series
    subject = subject_of(frame, series.span, row[0].kind.kind, context.main)
    first = first_of_range(frame, series)
    for i, draft in enumerate(row):
        who = first if first and not i else subject
        draft.method, draft.own_method = who.entity, who.explicit


def _complete(frame: Frame, row: Sequence[Draft], context: Context) -> None:
    """Fill data sets and tasks from what the paper said before."""
    inherited = context.datasets(row[0])
    for i, draft in enumerate(row):
        if not draft.datasets and not is_told_in_words(frame, draft.series):
            draft.datasets = inherited[i : i + 1] if len(inherited) == len(row) else inherited
        draft.task = task_of(frame, draft.series.span, context.task)
