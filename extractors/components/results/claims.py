"""Claims without a value: `state-of-the-art FID on LAION` says that the measure was taken there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.components.annotations import FoundResult
from extractors.components.results.confidence import confidence_of_claim
from extractors.components.results.context import Context
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame, Mention
from extractors.components.results.subjects import subject_of
from extractors.components.results.tasks import task_of
from extractors.patterns.results import load_patterns, words
from kg.records import EntityType, ResultKind


class _Patterns:
    """The compiled patterns of `patterns/results/claims.toml`."""

    def __init__(self) -> None:
        data = load_patterns("claims")
        self.before = re.compile(rf"\b(?:{words(data['before']['forms'])})(?!\w)[^;.:]{{0,70}}$", re.I)
        self.after = re.compile(rf"[^;.:]{{0,40}}?\b(?:{words(data['after']['forms'])})(?!\w)", re.I)
        self.quantity = re.compile(rf"\b(?:{words(data['quantities']['forms'])})$", re.I)
        self.void = re.compile(rf"\b(?:{words(data['void']['forms'])})(?!\w)", re.I)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def claims(frame: Frame, drafts: Sequence[Draft], context: Context) -> Iterator[FoundResult]:
    """Results of kind `none`: one for each data set that a measure without a value is claimed on.

    A quantity (`parameters`, `inference time`) without a number is no measure, so it claims nothing.

    Args:
        frame: The sentence.
        drafts: The values of the sentence.
        context: What earlier sentences said.
    """
    datasets = context.claimed_datasets(frame) if frame.index else []
    if not datasets:
        return
    valued = {metric.name for draft in drafts for metric in draft.metrics}
    for mention in _first_mentions(frame, context):
        if mention.entity.name in valued or not _claimed(frame, mention):
            continue
        place = (mention.start, mention.end)
        subject = subject_of(frame, place, ResultKind.UNVALUED, context.main)
        if subject.entity is None:
            continue
        for dataset in datasets:
            yield FoundResult(
                kind=ResultKind.UNVALUED,
                anchor=place,
                evidence=(frame.start, frame.end),
                method=subject.entity,
                dataset=dataset,
                metric=mention.entity,
                task=task_of(frame, place, context.task),
                confidence=confidence_of_claim(),
            )


def _first_mentions(frame: Frame, context: Context) -> list[Mention]:
    """Each known metric of the sentence where it is first named."""
    first: dict[str, Mention] = {}
    for mention in frame.of(EntityType.METRIC):
        if context.knows(mention.entity):
            first.setdefault(mention.entity.name, mention)
    return list(first.values())


def _claimed(frame: Frame, mention: Mention) -> bool:
    patterns = _patterns()
    if patterns.quantity.search(frame.text, mention.start, mention.end):
        return False
    before = frame.mask[frame.start : mention.start]
    after = frame.mask[mention.end : frame.end]
    if patterns.void.search(before[-60:]) or patterns.void.match(after.lstrip()):
        return False
    return bool(patterns.before.search(before) or patterns.after.match(after[:60]))
