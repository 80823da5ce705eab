"""A result read for comparison: under which protocol, how much, reported by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.leaderboards.conditions import read_protocol
from kg.leaderboards.dates import PartialDate
from kg.leaderboards.facets import Protocol
from kg.leaderboards.values import Quantity, Unclear, read_quantity
from kg.queries.rows import EntityRow, ResultRow
from kg.records import Bound, EntityType, ResultKind


class Mark(StrEnum):
    """What a reader should know of a value that ranks."""

    #: The paper that states it does not propose the method: a baseline, or a comparison of known methods.
    BY_OTHERS = "reported by others"
    #: The text hedges it: `about 90%`.
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True)
class Score:
    """A result as boards see it.

    Args:
        result: The result.
        protocol: What its text states of how it was measured.
        quantity: Its value in the unit of its metric, or why it compares with no other.
        date: When its paper appeared, as precisely as is known; None if nothing is.
        own: Whether its paper proposes the method; None where no method is named.
    """

    result: ResultRow
    protocol: Protocol
    quantity: Quantity | Unclear
    date: PartialDate | None = None
    own: bool | None = None

    @property
    def obstacle(self) -> str | None:
        """Why it cannot rank, whatever the metric's direction; None if it can."""
        row = self.result
        if row.value is None:
            return "no value is stated"
        if row.kind is not ResultKind.ABSOLUTE:
            return f"{row.kind.value} over another value"
        if row.relative_to is not None:
            return f"a share of {row.relative_to}"
        if row.bound in {Bound.UP_TO, Bound.OVER}:
            # The best of several, or less than was reached: what was reached is not said.
            return f"only a bound: {row.bound.value} {row.value_text}"
        return self.quantity.reason if isinstance(self.quantity, Unclear) else None

    @property
    def measured(self) -> Quantity | None:
        """The value if it can rank, else None."""
        return self.quantity if self.obstacle is None and isinstance(self.quantity, Quantity) else None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What a reader should know of it."""
        known = {Mark.BY_OTHERS: self.own is False, Mark.APPROXIMATE: self.result.bound is Bound.ABOUT}
        return tuple(mark for mark, applies in known.items() if applies)


def read_score(
    result: ResultRow,
    metric: EntityRow,
    names: Mapping[EntityType, str],
    *,
    date: PartialDate | None = None,
    own: bool | None = None,
) -> Score:
    """The score of a result; `names` are the labels of what it is about, as far as it says."""
    protocol = read_protocol(result.condition, names)
    return Score(result, protocol, read_quantity(result, metric), date, own)
