"""Reads the pattern data under `extractors/patterns/results/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache
def load_patterns(name: str) -> dict[str, Any]:
    """The content of `extractors/patterns/results/NAME.toml`."""
    path = files("extractors").joinpath("patterns", "results", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def alternation(forms: Iterable[str]) -> str:
    """A regular expression for literal forms, the longest first."""
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda f: (-len(f), f)))


def words(forms: Iterable[str]) -> str:
    """A regular expression for forms that are regular expressions themselves, the longest first."""
    return "|".join(sorted(set(forms), key=lambda f: (-len(f), f)))
