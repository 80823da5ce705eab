"""SPARQL that is kept in files, and terms put into it without ever formatting a value.

A query file is valid SPARQL as it stands. Where terms are to be put in, it has an empty block such as
`VALUES ?paper { }`, which `fill` replaces. For one term of a projected variable,
`Store.query(substitutions=...)` is simpler.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryInvalid

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@cache
def load_query(name: str) -> str:
    """The query in `kg/queries/<name>.rq`. Raises FileNotFoundError if there is none."""
    return files("kg").joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")


def values(variable: str, terms: Iterable[NamedNode | Literal]) -> str:
    """A block that binds the variable to each of the terms: `VALUES ?variable { <iri> "text" }`.

    Terms are written by pyoxigraph, which made them and escapes what they hold.

    Raises:
        QueryInvalid: The name is no variable's, or a term is neither an IRI nor a literal.
    """
    if not _VARIABLE.fullmatch(variable):
        raise QueryInvalid(f"{variable!r} cannot be the name of a variable.")
    return f"VALUES ?{variable} {{ {' '.join(map(_written, terms))} }}"


def fill(query: str, blocks: Mapping[str, Iterable[NamedNode | Literal]]) -> str:
    """The query with its empty `VALUES ?name { }` blocks filled.

    Raises:
        QueryInvalid: A block is not there, or `values` finds fault with it.
    """
    # All blocks are found in one pass over the query as it was, so that no filled-in term is looked at.
    written = {name: values(name, terms) for name, terms in blocks.items()}
    found = set()

    def replace(match: re.Match[str]) -> str:
        name = match.group(1)
        found.add(name)
        return written.get(name, match.group())

    filled = re.sub(r"VALUES\s+\?(\w+)\s*\{\s*\}", replace, query)
    missing = sorted(written.keys() - found)
    if missing:
        raise QueryInvalid(f"the query has no empty block VALUES ?{missing[0]} {{ }}.")
    return filled


def _written(term: NamedNode | Literal) -> str:
    if not isinstance(term, NamedNode | Literal):
        raise QueryInvalid(f"{term} is neither an IRI nor a literal.")
    return str(term)
