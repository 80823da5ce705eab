"""Dates of which only the year or the month is known compare honestly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.leaderboards.dates import PartialDate

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A day, a month or a year, all within three years, so that they meet."""
    day = draw(st.dates(date(2022, 1, 1), date(2024, 12, 31)))
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]


def days(text: str) -> tuple[date, date]:
    found = PartialDate.parse(text)
    return found.first, found.last


def test_a_date_is_any_of_its_days() -> None:
    """A leap day included."""
    assert days("2024") == (date(2024, 1, 1), date(2024, 12, 31))
    assert days("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert days("2024-02-29") == (date(2024, 2, 29), date(2024, 2, 29))


@given(DAYS, st.sampled_from([4, 7, 10]))
def test_a_date_is_shown_as_it_was_written(day: date, length: int) -> None:
    """Its precision is kept, also before the year 1000."""
    text = day.isoformat()[:length]

    assert str(PartialDate.parse(text)) == text
    assert PartialDate.parse(text).first <= day <= PartialDate.parse(text).last


@pytest.mark.parametrize(
    "text", ["", "soon", "24", "2024-1", "2024-13", "2023-02-29", "0000", "２０２４", "2024-"]
)
def test_what_is_no_date_is_an_error(text: str) -> None:
    """It says which text."""
    with pytest.raises(ValueError, match="no date"):
        PartialDate.parse(text)


@given(texts(), texts())
def test_sure_is_what_holds_on_all_days_and_maybe_on_one(one: str, other: str) -> None:
    """The definitions, over the days that each stands for."""
    first, second = PartialDate.parse(one), PartialDate.parse(other)

    # Both are unbroken stretches, so their ends decide.
    pairs = [(a, b) for a in (first.first, first.last) for b in (second.first, second.last)]
    assert first.surely_before(second) == all(a < b for a, b in pairs)
    assert first.surely_by(second) == all(a <= b for a, b in pairs)
    assert first.maybe_before(second) == any(a < b for a, b in pairs)


def test_as_of_a_date_what_cannot_be_told_is_none() -> None:
    """A paper of 2024 may or may not have appeared by March; by the end of the year it had."""
    year = PartialDate.parse("2024")

    assert year.within(PartialDate.parse("2024-03")) is None
    assert year.within(PartialDate.parse("2024")) is True
    assert year.within(PartialDate.parse("2024-12-31")) is True
    assert year.within(PartialDate.parse("2023-12")) is False
