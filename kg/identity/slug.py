"""Names made readable in an IRI: lower-case ASCII letters, digits and hyphens.

A slug is for people. What keeps two names apart is the digest that stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 60

_SYMBOLS = {"+": "-plus", "#": "-sharp"}
_RUNS = re.compile(r"[^a-z0-9]+")
# `GREEK SMALL LETTER BETA`, `LATIN SMALL LETTER O WITH STROKE`, `CYRILLIC SMALL LETTER ZHE`
_LETTER = re.compile(r"LETTER (?:\w+ )*?(\w+)(?: WITH .*)?$")


def slug(key: str, longest: int = LONGEST) -> str:
    """A slug of at most `longest` characters; `x` where nothing of the key is left.

    `+` becomes `-plus` and `#` becomes `-sharp`; a letter outside ASCII is spelled by its Unicode name
    (`β` is `beta`, `ø` is `o`) or, where the name has no such word, dropped.
    """
    text = "".join(map(_spell, key.casefold()))
    text = _RUNS.sub("-", text).strip("-")
    return _cut(text, longest) or "x"


def _cut(text: str, longest: int) -> str:
    """The first words that fit, or the first characters of a word that alone is too long."""
    if len(text) <= longest:
        return text
    head, hyphen, _ = text[: longest + 1].rpartition("-")
    return head if hyphen else text[:longest]


@lru_cache(maxsize=4096)
def _spell(character: str) -> str:
    if character.isascii():
        return _SYMBOLS.get(character, character)
    base = unicodedata.normalize("NFKD", character)
    plain = "".join(c for c in base if c.isascii())
    if plain:
        return plain
    match = _LETTER.search(unicodedata.name(base[0], ""))
    return match.group(1).lower() if match else ""
