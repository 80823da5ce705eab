"""Dates of which only the year or the month may be known, compared without pretending to know more."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Some day from `first` to `last`, both included: `2024` is any day of 2024."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2024`, `2024-03` or `2024-03-12`. Raises ValueError for anything else."""
        match = _FORM.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError(f"{text[:40]!r} is no date")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            first = date(year or 0, month or 1, day or 1)
        except ValueError:
            raise ValueError(f"{text!r} is no date of the calendar") from None
        if day is not None:
            return cls(first, first)
        last_month = month or 12
        return cls(first, date(first.year, last_month, monthrange(first.year, last_month)[1]))

    def surely_by(self, other: PartialDate) -> bool:
        """Whether it was not later than the other, whatever days both were."""
        return self.last <= other.first

    def surely_before(self, other: PartialDate) -> bool:
        """Whether it was earlier than the other, whatever days both were."""
        return self.last < other.first

    def maybe_before(self, other: PartialDate) -> bool:
        """Whether it was earlier than the other on some choice of both days."""
        return self.first < other.last

    def within(self, until: PartialDate) -> bool | None:
        """Whether it had come by the end of `until`; None if that cannot be told."""
        if self.last <= until.last:
            return True
        return None if self.first <= until.last else False

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        one_month = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return self.first.isoformat()[: 7 if one_month else 4]
