"""Units, their spellings, and what they are in the unit that their kind is compared in (`units.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as one is written: so many (`factor`) of the unit `name`, in which its kind is compared.

    `name` is empty for plain numbers.
    """

    name: str
    factor: Decimal = Decimal(1)


PLAIN = Unit("")
PERCENT = Unit("%")


def read_unit(written: str | None) -> Unit:
    """The unit that is written so; one that is not known is only itself."""
    name = " ".join((written or "").split())
    if not name:
        return PLAIN
    exactly, folded = _spellings()
    return exactly.get(name) or folded.get(name.casefold()) or Unit(name)


@cache
def _spellings() -> tuple[Mapping[str, Unit], Mapping[str, Unit]]:
    read: dict[str, Any] = tomllib.loads((files(__package__) / "units.toml").read_text(encoding="utf-8"))
    exactly = read.pop("exactly")
    return _by_spelling(exactly), _by_spelling(read)


def _by_spelling(units: Mapping[str, Any]) -> dict[str, Unit]:
    return {
        spelling: Unit(name, Decimal(factor))
        for name, factors in units.items()
        for factor, spellings in factors.items()
        for spelling in spellings
    }
