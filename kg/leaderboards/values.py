"""Values of one metric made comparable, by its unit and direction and by nothing that is a guess."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation

from kg.leaderboards.units import PERCENT, PLAIN, Unit, read_unit
from kg.queries.rows import EntityRow, ResultRow

HIGHER = "HigherIsBetter"
LOWER = "LowerIsBetter"

# More digits than any value has, so that nothing is rounded.
_EXACT = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit; two compare only if their units are equal.

    Args:
        number: In the unit.
        unit: The unit in which values of this kind are compared (`%`, `s`); empty for a plain number.
        step: What the last digit that was written counts, in the unit: 0.1 for `85.2%`.
    """

    number: Decimal
    unit: str
    step: Decimal

    def agrees(self, other: Quantity) -> bool:
        """Whether both can be one value that was rounded, the coarser one to the precision that it has.

        Raises:
            ValueError: The units differ.
        """
        if self.unit != other.unit:
            raise ValueError(f"{self.unit or 'plain numbers'} and {other.unit or 'plain numbers'} differ.")
        distance = abs(_EXACT.subtract(self.number, other.number))
        return 2 * distance <= max(self.step, other.step)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a value compares with no other."""

    reason: str


def read_quantity(row: ResultRow, metric: EntityRow) -> Quantity | Unclear:
    """The value of a result in the unit of its metric; what cannot be told is unclear, and why.

    A plain number is in the metric's usual unit. Where that is the per cent, a number up to 1 is a share of
    1 (`0.852` is 85.2%) if higher is better. Of an error rate `0.8` can be either, so it is unclear. Of a
    metric without a usual unit, a value keeps the unit that it was written with.
    """
    if row.value is None:
        return Unclear("no value is stated")
    if not row.value.is_finite():
        return Unclear("its value is no number")
    written, usual = read_unit(row.unit), read_unit(metric.unit)
    text = row.value_text or ""
    if usual == PERCENT and written.name == "":
        if written != PLAIN:
            return Unclear(f"in {row.unit}, not in {metric.unit}")
        return _in_percent(row.value, text, is_points=bool(row.unit), metric=metric)
    if written == PLAIN:
        written = usual
    if metric.unit is not None and written.name != usual.name:
        return Unclear(f"in {row.unit}, not in {metric.unit}")
    return _quantity(row.value, text, written)


def _in_percent(value: Decimal, text: str, *, is_points: bool, metric: EntityRow) -> Quantity | Unclear:
    """A plain number of a metric in per cent; points of it are percentage points."""
    if is_points or value == 0 or abs(value) > 1:
        return _quantity(value, text, PERCENT)
    whole = "." not in text and value == value.to_integral_value()
    if metric.direction != HIGHER or whole:
        return Unclear(f"{text or value} can be a share of 1 or a per cent")
    return _quantity(value, text, Unit("%", Decimal(100)))


def _quantity(value: Decimal, text: str, unit: Unit) -> Quantity:
    number = _EXACT.multiply(value, unit.factor)
    return Quantity(number, unit.name, _EXACT.multiply(_step(value, text), unit.factor))


def _step(value: Decimal, text: str) -> Decimal:
    """What the last written digit counts; of a number in words (`fifteen`), of its shortest spelling."""
    try:
        written = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        written = value
    exponent = (written if written.is_finite() else value).as_tuple().exponent
    # A finite number has an exponent; one in words or in thousands is exact to its units.
    return Decimal(1).scaleb(min(int(exponent), 0))
