"""A sentence as the linkers see it: its quantities and mentions, and its text with them masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.components.annotations import FoundEntity, Quantity
from extractors.components.results.counts import without_counts
from kg.records import EntityType

# One private character stands for every character of a mention or a quantity, so offsets stay as they are.
MASKS = {
    EntityType.METRIC: "\ue000",
    EntityType.DATASET: "\ue001",
    EntityType.METHOD: "\ue002",
    EntityType.TASK: "\ue003",
}
QUANTITY_MASK = "\ue004"
_RANGE = re.compile(r"\s?(?:to|through|-{1,3}|–|—|~|∼|→|->|=>)\s?")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named."""

    start: int
    end: int
    entity: FoundEntity


@dataclass(slots=True)
class Series:
    """Quantities that one list or range joins, or a single one; they share a kind and are linked together.

    The ends of a range (`93.4-97.7%`) belong to the same names, the members of a list (`4, 5 and 6`) may have
    a name each.
    """

    quantities: list[Quantity]
    is_range: bool = False

    @property
    def start(self) -> int:
        """Where the first begins, hedge included."""
        return self.quantities[0].span[0]

    @property
    def end(self) -> int:
        """Where the last ends, unit included."""
        return self.quantities[-1].span[1]

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last."""
        return self.start, self.end


@dataclass(slots=True)
class Frame:
    """One sentence; `mask` is the whole text with mentions and quantities masked, `text` the text itself."""

    index: int
    start: int
    end: int
    text: str
    mask: str
    series: list[Series] = field(default_factory=list)
    mentions: dict[EntityType, list[Mention]] = field(default_factory=dict)

    @property
    def quantities(self) -> list[Quantity]:
        """All quantities of the sentence in order."""
        return [quantity for series in self.series for quantity in series.quantities]

    def of(self, kind: EntityType) -> list[Mention]:
        """The mentions of one type, in order."""
        return self.mentions.get(kind, [])


def build_frames(
    text: str,
    sentences: Sequence[tuple[int, int]],
    entities: Iterable[FoundEntity],
    quantities: Sequence[Quantity],
) -> list[Frame]:
    """Sort mentions and quantities into their sentences; counts are left out and stay plain text."""
    mentions = sorted(
        (Mention(start, end, entity) for entity in entities for start, end in entity.spans),
        key=lambda m: (m.start, m.end),
    )
    mask = _mask(text, mentions, quantities)
    measuring = without_counts(text, mask, quantities)
    if len(measuring) < len(quantities):
        mask = _mask(text, mentions, measuring)
    frames = [Frame(i, start, end, text, mask) for i, (start, end) in enumerate(sentences)]
    at = [0] * (len(text) + 1)
    for frame in frames:
        at[frame.start : frame.end] = [frame.index] * (frame.end - frame.start)
    for mention in mentions:
        frames[at[mention.start]].mentions.setdefault(mention.entity.type, []).append(mention)
    group: int | None = None
    for quantity in measuring:
        frame = frames[at[quantity.number[0]]]
        if quantity.group is not None and quantity.group == group and frame.series:
            last = frame.series[-1]
            last.is_range = last.is_range or bool(_RANGE.fullmatch(text[last.end : quantity.span[0]]))
            last.quantities.append(quantity)
        else:
            frame.series.append(Series([quantity]))
        group = quantity.group
    return frames


def _mask(text: str, mentions: Iterable[Mention], quantities: Iterable[Quantity]) -> str:
    masked = list(text)
    for quantity in quantities:
        start, end = quantity.span
        masked[start:end] = QUANTITY_MASK * (end - start)
    for mention in mentions:
        masked[mention.start : mention.end] = MASKS[mention.entity.type] * (mention.end - mention.start)
    return "".join(masked)
