"""Reads the pattern data of quantities and results, which stands beside this file as TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache
def load_patterns(name: str) -> dict[str, Any]:
    """The content of `NAME.toml`."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def alternation(forms: Iterable[str]) -> str:
    """A regular expression for literal forms, the longest first."""
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda f: (-len(f), f)))


def words(forms: Iterable[str]) -> str:
    """A regular expression for forms that are regular expressions themselves, the longest first."""
    return "|".join(sorted(set(forms), key=lambda f: (-len(f), f)))
