"""Word lists and patterns as data, and the functions that read them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def read_words(name: str) -> frozenset[str]:
    """Read a list of words: blank-separated, `#` to the end of the line is a comment."""
    text = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())


def read_lines(name: str) -> tuple[str, ...]:
    """Read a list of phrases: one a line, `#` to the end of the line is a comment."""
    text = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def read_table(name: str) -> dict[str, Any]:
    """Read a TOML file of patterns."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
