"""The rules by which conditions state facets, as `facets.toml` has them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kg.leaderboards.facets import Facet
from ontology.types import EntityType


class Rule(NamedTuple):
    """One way to state a facet: a pattern, and what its spellings share; None for a name, which is its own.

    What `unless` finds in a match is none.
    """

    facet: Facet
    pattern: re.Pattern[str]
    value: str | None
    unless: re.Pattern[str] | None


class Table(NamedTuple):
    """All of `facets.toml`.

    Args:
        rules: In the order in which they are tried.
        guards: Words beside settings that make them mean something else.
        trim: Words at the ends that say nothing.
        tails: Words of a setting that are no part of the name in it.
        names: Which facets the names of what a result is about can state.
    """

    rules: tuple[Rule, ...]
    guards: re.Pattern[str]
    trim: re.Pattern[str]
    tails: re.Pattern[str]
    names: Mapping[EntityType, frozenset[Facet]]


@cache
def table() -> Table:
    """The rules, read once."""
    read: dict[str, Any] = tomllib.loads((files(__package__) / "facets.toml").read_text(encoding="utf-8"))
    fillers = read["words"]["fillers"]
    return Table(
        rules=tuple(
            Rule(
                Facet(facet),
                _compiled(rule["pattern"]),
                rule.get("value"),
                _compiled(rule["unless"]) if "unless" in rule else None,
            )
            for facet, rules in read["rules"].items()
            for rule in rules
        ),
        guards=_compiled(read["words"]["guards"]),
        trim=re.compile(
            rf"^(?:\s*\b{fillers}\b(?![-=]))+\s*|\s*(?:\b(?<![-=]){fillers}\b\s*)+$", re.IGNORECASE
        ),
        tails=_compiled(read["words"]["tails"]),
        names={
            EntityType(kind.capitalize()): frozenset(map(Facet, of)) for kind, of in read["names"].items()
        },
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    """Line ends within a pattern are layout."""
    return re.compile(pattern.replace("\n", ""), re.IGNORECASE)
