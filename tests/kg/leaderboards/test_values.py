"""Values of one metric compare where unit and direction say how, and never by a guess."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.leaderboards.units import PLAIN, Unit, read_unit
from kg.leaderboards.values import Quantity, Unclear, read_quantity
from kg.queries.rows import EntityRow, EvidenceRow, ResultRow
from kg.records import EntityType, ResultKind

ACCURACY = EntityRow("m", EntityType.METRIC, "accuracy", direction="HigherIsBetter", unit="%")
WER = replace(ACCURACY, label="WER", direction="LowerIsBetter")
PSNR = replace(ACCURACY, label="PSNR", unit="dB")
LATENCY = replace(WER, label="latency", unit="ms")
FID = replace(WER, label="FID", unit=None)

SHARES = st.decimals("0.0001", "0.9999", places=4)


def row(value: str, unit: str | None = None) -> ResultRow:
    base = ResultRow("r", "paper", ResultKind.ABSOLUTE, EvidenceRow("e", "quote", 0, 5), 1.0)
    return replace(base, value=Decimal(value.replace(",", "")), value_text=value, unit=unit)


def read(value: str, unit: str | None, metric: EntityRow) -> Quantity:
    found = read_quantity(row(value, unit), metric)
    assert isinstance(found, Quantity), found
    return found


def unclear(value: str, unit: str | None, metric: EntityRow) -> str:
    found = read_quantity(row(value, unit), metric)
    assert isinstance(found, Unclear), found
    return found.reason


@given(SHARES)
def test_a_share_a_number_and_a_per_cent_are_one_value(share: Decimal) -> None:
    """`0.852`, `85.2` and `85.2%` of accuracy; only a bare number up to 1 is a share."""
    percent = (share * 100).normalize()
    forms = [(str(share), None), (f"{percent:f}", "%")]
    if percent > 1:
        forms.append((f"{percent:f}", None))

    assert {(q.number, q.unit) for q in (read(*form, ACCURACY) for form in forms)} == {(percent, "%")}


def test_a_per_cent_below_one_stays_one() -> None:
    """`0.9%` is no 90%."""
    assert read("0.9", "%", ACCURACY).number == Decimal("0.9")


@given(SHARES)
def test_a_small_bare_error_rate_is_unclear(share: Decimal) -> None:
    """A word error rate of 0.8 is 0.8% or 80%; nobody can tell."""
    assert unclear(str(share), None, WER) == f"{share} can be a share of 1 or a per cent"
    assert unclear(str(share), None, replace(ACCURACY, direction=None))


@pytest.mark.parametrize("value", ["1", "-1"])
def test_a_bare_one_of_a_share_is_unclear(value: str) -> None:
    """1% or all of it; `1.0` is written as shares are."""
    assert unclear(value, None, ACCURACY)
    assert read(value + ".0", None, ACCURACY).number == Decimal(value) * 100


@given(st.decimals("0.01", "1", places=2))
def test_decibels_are_never_shares(value: Decimal) -> None:
    """0.9 dB is 0.9 dB, with its unit written and without, and in no other unit."""
    assert read(str(value), None, PSNR) == read(str(value), "dB", PSNR)
    assert read(str(value), "dB", PSNR).unit == "dB"
    assert unclear(str(value), "%", PSNR) == "in %, not in dB"
    assert unclear(str(value), "dB", ACCURACY) == "in dB, not in %"


@pytest.mark.parametrize(
    ("one", "other"),
    [(("12", None), ("12", "ms")), (("1200", "ms"), ("1.2", "seconds")), (("2", "min"), ("120", "s"))],
)
def test_units_of_one_kind_are_converted(one: tuple[str, str | None], other: tuple[str, str | None]) -> None:
    """Milliseconds compare with minutes; a bare number is in the usual unit."""
    assert read(*one, LATENCY).number == read(*other, LATENCY).number


def test_without_a_usual_unit_a_value_keeps_its_own() -> None:
    """So 3.1 and 3.1% of FID are two kinds of value, points are plain, and 5.3M are 5,300,000."""
    assert read("3.1", None, FID).unit == ""
    assert read("3.1", "%", FID).unit == "%"
    assert read("3.1", "points", FID).unit == ""
    assert read("5.3", "M", FID).number == 5_300_000
    assert read("5.3", "m", FID).unit == "m"


def test_thousands_are_no_per_cent() -> None:
    """An accuracy of 5K makes no sense."""
    assert unclear("5", "K", ACCURACY) == "in K, not in %"


def test_points_of_a_percentage_are_per_cent() -> None:
    """Also where there are fewer than one."""
    assert read("0.8", "points", ACCURACY) == read("0.8", "%", ACCURACY)


def test_what_is_no_number_is_unclear() -> None:
    """No value, or none that is finite."""
    assert read_quantity(replace(row("1"), value=None), FID) == Unclear("no value is stated")
    assert unclear("NaN", None, FID) == "its value is no number"


@pytest.mark.parametrize(
    ("value", "unit", "metric", "step"),
    [
        ("85.20", "%", ACCURACY, "0.01"),
        ("0.852", None, ACCURACY, "0.1"),
        ("85", "%", ACCURACY, "1"),
        ("1,200", "ms", LATENCY, "0.001"),
        ("5.3", "M", FID, "100000"),
    ],
)
def test_the_precision_is_what_was_written(
    value: str, unit: str | None, metric: EntityRow, step: str
) -> None:
    """The last digit's place, in the unit that is compared."""
    assert read(value, unit, metric).step == Decimal(step)


def test_a_number_in_words_is_exact_to_its_units() -> None:
    """`fifteen` is 15."""
    found = read_quantity(replace(row("15"), value_text="fifteen"), FID)

    assert found == Quantity(Decimal(15), "", Decimal(1))


@given(st.decimals("0", "100", places=3), st.integers(0, 3))
def test_a_value_agrees_with_its_own_rounding(value: Decimal, places: int) -> None:
    """85.24 and 85.2 contradict each other as little as 85."""
    fine = read(f"{value}", "%", ACCURACY)
    coarse = read(f"{round(value, places):f}", "%", ACCURACY)

    assert fine.agrees(coarse)
    assert coarse.agrees(fine)


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 3))
def test_of_one_precision_only_equals_agree(one: int, other: int, places: int) -> None:
    """85.2 and 85.3 are different claims."""
    first, second = (read(f"{Decimal(n).scaleb(-places):f}", "%", ACCURACY) for n in (one, other))

    assert first.agrees(second) == (one == other)


def test_units_that_differ_are_not_held_against_each_other() -> None:
    """It is an error to ask."""
    with pytest.raises(ValueError, match="differ"):
        read("1", "%", FID).agrees(read("1", None, FID))


def test_a_unit_that_is_not_known_is_itself() -> None:
    """It compares with the same words only."""
    assert read_unit("clicks per  mille") == Unit("clicks per mille")
    assert read_unit(None) == read_unit(" ") == PLAIN
