"""The protocol of a result: what its text states of each facet that must agree before two values compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

#: What is shown for a facet that a text does not state.
UNSTATED = "unstated"


class Facet(StrEnum):
    """One respect in which two protocols can differ, in the order in which boards show them."""

    CONDITIONING = "conditioning"
    GUIDANCE = "guidance"
    SHOTS = "shots"
    RESOLUTION = "resolution"
    STEPS = "steps"
    BACKBONE = "backbone"
    EXTRA_DATA = "extra data"
    SIZE = "size"
    HARDWARE = "hardware"
    SPLIT = "split"
    #: Words of a condition that were not understood; they are compared as words.
    OTHER = "other"


_ORDER = {facet: place for place, facet in enumerate(Facet)}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text states of a facet; `value` is the spelling that all spellings of it share.

    `written` is how it is shown, and does not tell two settings apart.
    """

    facet: Facet
    value: str
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.written or self.value


@dataclass(frozen=True, slots=True)
class Protocol:
    """All that a text states of how a value was measured. A facet without a setting is unstated.

    Two values compare only if their protocols are equal: what a text does not state is unknown, so it
    equals nothing that another text states.
    """

    settings: tuple[Setting, ...] = ()

    @classmethod
    def of(cls, settings: Iterable[Setting]) -> Protocol:
        """The protocol of settings in any order, each counted once."""
        return cls(tuple(sorted(set(settings), key=lambda setting: (_ORDER[setting.facet], setting.value))))

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The facets that are stated, in their order."""
        return tuple(dict.fromkeys(setting.facet for setting in self.settings))

    def shown(self, facet: Facet) -> str:
        """What is stated of a facet, or `unstated`."""
        return " + ".join(str(s) for s in self.settings if s.facet is facet) or UNSTATED

    def __str__(self) -> str:
        """All settings, `class-conditional, D=2048`; or `unstated`."""
        return ", ".join(map(str, self.settings)) or UNSTATED
