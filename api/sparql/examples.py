"""Queries to begin with, for the query page: each a file whose first line is its title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Example", "examples"]


@dataclass(frozen=True, slots=True)
class Example:
    """A query with a title."""

    title: str
    query: str


@cache
def examples() -> tuple[Example, ...]:
    """All examples, in the order of their files' names."""
    found = sorted(path.name for path in (files("api.sparql") / "examples").iterdir())
    texts = [(files("api.sparql") / "examples" / name).read_text(encoding="utf-8") for name in found]
    return tuple(Example(text.partition("\n")[0].lstrip("# "), text) for text in texts)
