"""The rules of names as data: what only spells a name, and what makes it another."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from ontology.resources import resource


@cache
def name_rules() -> Mapping[str, Any]:
    """The tables of `names.toml`."""
    return tomllib.loads(resource("names.toml").read_text(encoding="utf-8"))


@cache
def word_list(*path: str) -> frozenset[str]:
    """A list of words in `names.toml`; empty if there is none."""
    table: Any = name_rules()
    for step in path:
        table = table.get(step, {})
    return frozenset(table.split()) if isinstance(table, str) else frozenset(table)


@cache
def word_table(*path: str) -> Mapping[str, str]:
    """A table of words in `names.toml`; empty if there is none."""
    table: Any = name_rules()
    for step in path:
        table = table.get(step, {})
    return dict(table)
