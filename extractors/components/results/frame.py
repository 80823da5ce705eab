"""A sentence as the linkers see it: its quantities and mentions, and its text with them masked."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.components.annotations import FoundEntity, Quantity
from extractors.components.results.gaps import Gaps
from kg.records import EntityType


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
    _gaps: dict[str, Gaps] = field(default_factory=dict, repr=False)

    def of(self, kind: EntityType) -> list[Mention]:
        """The mentions of one type, in order."""
        return self.mentions.get(kind, [])

    def gap(self, start: int, end: int, target: str) -> float:
        """What the words between two places cost when `target` (`metrics`, `datasets`) is looked for."""
        if target not in self._gaps:
            self._gaps[target] = Gaps(self.mask, self.start, self.end, target)
        return self._gaps[target].cost(start, end)
