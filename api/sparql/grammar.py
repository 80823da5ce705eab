"""What a query says, asked of the parser that will read it.

pyoxigraph does not show what it has parsed. But a query in which each spelling of a keyword is replaced by a
word that SPARQL does not have still parses where the keyword was part of a string, an IRI, a name or a
comment, and no longer where it was one. So Oxigraph itself says whether a clause is there, and no scan of
ours has to agree with its grammar, which finds keywords where SPARQL's tokens have none (`1SERVICE<a:b>{}`).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal, Store, Variable

from api.sparql.refusal import Refusal

__all__ = ["Grammar"]

# SPARQL 1.1, 19.2: any character may be written so. Oxigraph takes it in strings and IRIs alone, today.
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# No keyword, number, escape or word of the grammar is made of these.
_LETTERS = "jkqwxz"


class Grammar:
    """The parser, with what it takes as declared.

    Args:
        prefixes: Prefixes that a query need not declare. None has a keyword in its name.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(prefixes)
        self._empty = Store()

    def refuse_service(self, sparql: str, base: str | None = None) -> None:
        """Raise Refusal if a query has a SERVICE clause, however it is written."""
        plain = _written_out(sparql)
        if "service" not in plain.lower():
            return
        # An escape may hide the keyword, and writing escapes out may put another one into a string.
        if any(self._has(text, "service", base) for text in {sparql, plain}):
            raise Refusal(
                403,
                "SERVICE is not allowed: queries open no connections.",
                where="SPARQL",
                remedy="Ask the other endpoint by itself.",
            )

    def names_graphs(self, sparql: str, base: str | None = None) -> bool:
        """Whether a query says FROM or FROM NAMED, and so which graphs it is about."""
        return "from" in sparql.lower() and self._has(sparql, "from", base)

    def _has(self, sparql: str, keyword: str, base: str | None) -> bool:
        return not self._parses(_masked(sparql, keyword), base) and self._parses(sparql, base)

    def _parses(self, sparql: str, base: str | None) -> bool:
        # A value for a variable that is not selected is refused after parsing and before evaluation. The name
        # is made by chance, since a query that selects it would be evaluated.
        stranger: dict[Variable, Any] = {Variable(f"v{secrets.token_hex(16)}"): Literal("")}
        try:
            self._empty.query(sparql, base_iri=base, prefixes=self.prefixes, substitutions=stranger)
        except (SyntaxError, UnicodeEncodeError):
            return False
        except RuntimeError:
            pass
        return True


def _masked(text: str, word: str) -> str:
    r"""The text with each spelling of a word replaced by a word of its own, as long as it.

    The first letter stays because it may end an escape (`\u00EF` + `rom`); the others continue whatever token
    they are in as the word's own letters did. They are chosen by chance, so that no query can declare them.
    """
    masks: dict[str, str] = {}

    def mask(found: re.Match[str]) -> str:
        spelling = found[0]
        while spelling not in masks:
            made = spelling[0] + "".join(secrets.choice(_LETTERS) for _ in spelling[1:])
            if made not in text and made not in masks.values():
                masks[spelling] = made
        return masks[spelling]

    return re.sub(word, mask, text, flags=re.IGNORECASE | re.ASCII)


def _written_out(sparql: str) -> str:
    """The query without escapes, also those that escapes make."""
    while True:
        plain = _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), sparql)
        if plain == sparql:
            return plain
        sparql = plain
