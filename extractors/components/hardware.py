"""Names of devices (`NVIDIA 4090`, `Titan X (Pascal)`): they hold no value and no data set."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.patterns import read_table

Span = tuple[int, int]


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    """The names of `patterns/hardware.toml`, whose forms are regular expressions."""
    data = read_table("hardware")
    maker, series, chip = ("|".join(data[part]["forms"]) for part in ("makers", "series", "chips"))
    design, part = ("|".join(data[name]["forms"]) for name in ("designs", "parts"))
    model = r"[A-Z]{0,2}\d{1,5}[A-Za-z]{0,2}"
    return re.compile(
        rf"(?<![\w-])(?:(?:{design})\s)?"
        rf"(?:(?:(?:{maker})\s)?(?:(?:{series})[\s-]?)+(?:{model})?|(?:{maker})\s{model}|(?:(?:{maker})\s)?(?:{chip}))"
        rf"(?:\s?(?:Ti|Super|SUPER))?(?![\w.])(?:\s?\((?:{design})\))?(?:\s(?:{part})(?!\w))?"
    )


@lru_cache(maxsize=8)
def hardware(text: str) -> tuple[Span, ...]:
    """Where devices are named, in order."""
    return tuple(match.span() for match in _names().finditer(text))
