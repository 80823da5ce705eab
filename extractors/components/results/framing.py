"""Sorts what was found in a text into its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extractors.components.annotations import FoundEntity, Quantity
from extractors.components.results.counts import without_counts
from extractors.components.results.frame import Frame, Mention, Series
from extractors.components.results.masks import MASKS, QUANTITY_MASK, masked

# What is longer or holds more is a table or code run together, and no sentence to be read.
_MAX_LENGTH = 5_000
_MAX_HELD = 60
_RANGE = re.compile(r"\s?(?:to|through|-{1,3}|–|—|~|∼|→|->|=>)\s?")


def build_frames(
    text: str,
    sentences: Sequence[tuple[int, int]],
    entities: Iterable[FoundEntity],
    quantities: Sequence[Quantity],
    *,
    counts: bool = False,
) -> list[Frame]:
    """The sentences with their mentions and quantities.

    Args:
        text: Normalised text.
        sentences: Their spans, in order.
        entities: Those of the text, with their spans.
        quantities: Those of the text, in order.
        counts: Whether numbers that only count things are quantities too, or stay plain text.
    """
    mentions = sorted(
        (Mention(start, end, entity) for entity in entities for start, end in entity.spans),
        key=lambda mention: (mention.start, mention.end),
    )
    mask = _mask(text, mentions, quantities)
    measuring = list(quantities) if counts else without_counts(text, mask, quantities)
    if len(measuring) < len(quantities):
        mask = _mask(text, mentions, measuring)
    frames = [Frame(i, start, end, text, mask) for i, (start, end) in enumerate(sentences)]
    _place(frames, mentions, measuring)
    for frame in frames:
        held = sum(len(series.quantities) for series in frame.series), *map(len, frame.mentions.values())
        if frame.end - frame.start > _MAX_LENGTH or max(held) > _MAX_HELD:
            frame.series, frame.mentions = [], {}
    return frames


def _mask(text: str, mentions: Iterable[Mention], quantities: Iterable[Quantity]) -> str:
    """The masked text; where a metric stands in a unit (`45 FPS`) it shows."""
    numbers = [(*quantity.span, QUANTITY_MASK) for quantity in quantities]
    names = [(mention.start, mention.end, MASKS[mention.entity.type]) for mention in mentions]
    return masked(text, [*numbers, *names])


def _place(frames: Sequence[Frame], mentions: Iterable[Mention], quantities: Iterable[Quantity]) -> None:
    starts = [frame.start for frame in frames]

    def at(place: int) -> Frame | None:
        before = bisect_right(starts, place)
        return frames[before - 1] if before and place < frames[before - 1].end else None

    for mention in mentions:
        if frame := at(mention.start):
            frame.mentions.setdefault(mention.entity.type, []).append(mention)
    group: int | None = None
    for quantity in quantities:
        frame = at(quantity.number[0])
        if frame is None:
            continue
        if quantity.group is not None and quantity.group == group and frame.series:
            last = frame.series[-1]
            last.is_range |= bool(_RANGE.fullmatch(frame.text[last.end : quantity.span[0]]))
            last.quantities.append(quantity)
        else:
            frame.series.append(Series([quantity]))
        group = quantity.group
