"""Spellings of one name, told from names of different things.

Beyond what folding does, a table says what else is only spelling: LaTeX, British and American, `v2` and `2`,
`256 × 256`, a tail such as `dataset`. Whatever else differs, names another thing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.folding import fold
from ontology.types import EntityType

#: Longer names are no names; they are taken as they are.
LONGEST = 300

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "η": "eta",
    "θ": "theta",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "ψ": "psi",
    "ω": "omega",
    "Δ": "delta",
    "∇": "nabla",
    "∞": "infinity",
}
_LETTERS = str.maketrans(_GREEK)
_COMMAND = re.compile(r"\\([a-zA-Z]+)")
_PARENTHESIS = re.compile(r"(\S.*?)\s*\(([^()]+)\)")
# A capital or a digit behind the first letter: `ZorbNet`, `Stanford Cars`, `T5`.
_PROPER = re.compile(r".+[A-Z0-9]")


def respell(kind: EntityType, name: str) -> str:
    """The name in the spelling that all its spellings share, but for what folding does."""
    if len(name) > LONGEST:
        return name
    for pattern, becomes in _rules()[kind]:
        name = pattern.sub(becomes, name)
    return _COMMAND.sub(r"\1", name.translate(_LETTERS)).strip()


def without_tail(kind: EntityType, name: str) -> str | None:
    """The name without a last word that says only what kind of thing it is; None if it has none."""
    match = _tails()[kind].fullmatch(name) if len(name) <= LONGEST else None
    return match.group(1) if match else None


def without_parenthesis(name: str) -> str | None:
    """The name without its short form in parentheses; None if it has none."""
    match = _PARENTHESIS.fullmatch(name) if len(name) <= LONGEST else None
    if match is None or not _abbreviates(fold(match.group(2)), fold(match.group(1))):
        return None
    return match.group(1)


def is_proper(name: str) -> bool:
    """Whether it is written as names of single things are."""
    return _PROPER.match(name) is not None


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the one stand in the other, in their order and from its first letter."""
    if not short.isalpha() or len(short) >= len(long) or not long.startswith(short[0]):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "spellings.toml").read_text(encoding="utf-8"))


@cache
def _rules() -> Mapping[EntityType, list[tuple[re.Pattern[str], str]]]:
    table = _table()
    return {
        kind: [
            (re.compile(rule["pattern"], re.IGNORECASE), rule["becomes"])
            for rule in (*table["every"], *table.get(kind.value.lower(), ()))
        ]
        for kind in EntityType
    }


@cache
def _tails() -> Mapping[EntityType, re.Pattern[str]]:
    tails = _table()["tails"]
    return {
        kind: re.compile(rf"(\S.*?)[\s-]+(?:{tails[kind.value.lower()]})", re.IGNORECASE)
        for kind in EntityType
    }
