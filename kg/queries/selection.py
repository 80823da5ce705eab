"""What a list holds and in which order, as rows of the catalogue and as the SPARQL that gives the same.

Conditions come in pairs, one for each language. Both are constants of this package; whatever a person sent
is a parameter of the one and a term, written by pyoxigraph, in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryInvalid
from ontology.namespaces import PREFIXES

#: A part of a graph pattern; made only when somebody wants to see the query, where making it costs.
Pattern = str | Callable[[], str]


def iri(name: str) -> str:
    """An IRI as SPARQL writes it. Raises ValueError for what is none."""
    return str(NamedNode(name))


def string(text: str) -> str:
    """A string as SPARQL writes it. Raises QueryInvalid for a lone surrogate."""
    try:
        return str(Literal(text))
    except ValueError as error:
        raise QueryInvalid(
            f"{text!r:.80} is no valid text.", remedy="Write whole characters, in UTF-8."
        ) from error


def number(value: float) -> str:
    """A number as SPARQL writes it."""
    return format(Decimal(repr(float(value))), "f")


@dataclass(frozen=True, slots=True)
class Key:
    """A column or an expression that a list is sorted by."""

    expression: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a list; what is equal by all keys is in the order of the table's `sort` column.

    Attributes:
        name: What tells it from other orders of the list.
        keys: The keys in SQL; none for the order of `sort` alone.
        sparql: The same as conditions of ORDER BY, `sort` included.
        patterns: What binds the variables of `sparql` that the list itself does not.
    """

    name: str
    keys: tuple[Key, ...]
    sparql: str
    patterns: tuple[str, ...] = ()


@dataclass(slots=True)
class Selection:
    """A list.

    Attributes:
        table: The table of the catalogue whose rows are listed.
        variable: What SPARQL binds to their IRIs.
        conditions, parameters: What must hold, in SQL.
        patterns: The same in SPARQL.
        order: The order of the list.
        support: Where each row has a number of papers behind it: SQL that gives it.
        joined, joined_parameters: SQL that stands in FROM beside the table.
        grouped: Whether SPARQL counts the papers behind each, and how many there must be at least.
    """

    table: str
    variable: str
    conditions: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    order: Order = field(default_factory=lambda: Order("", (), ""))
    support: str | None = None
    joined: str = ""
    joined_parameters: list[Any] = field(default_factory=list)
    grouped: int | None = None

    def keep(self, condition: str, *parameters: Any, pattern: Pattern) -> None:
        """Add a condition with as many parameters as it has question marks, and the same in SPARQL."""
        self.conditions.append(condition)
        self.parameters.extend(parameters)
        self.patterns.append(pattern)

    @property
    def where(self) -> str:
        """All conditions in SQL."""
        return " AND ".join(self.conditions) or "1"

    @property
    def source(self) -> str:
        """What stands in FROM."""
        return f"{self.table}{self.joined}"

    @property
    def all_parameters(self) -> list[Any]:
        """The parameters of FROM and WHERE together."""
        return [*self.joined_parameters, *self.parameters]


def explain(selection: Selection) -> str:
    """The SPARQL query whose solutions are the whole list, in its order."""
    lines: list[str] = []
    for pattern in (*selection.patterns, *selection.order.patterns):
        text = pattern if isinstance(pattern, str) else pattern()
        if text and text not in lines:
            lines.append(text)
    node = f"?{selection.variable}"
    head, tail = f"SELECT DISTINCT {node}", []
    if selection.grouped is not None:
        head = f"SELECT {node} (COUNT(DISTINCT ?paper) AS ?support)"
        tail.append(f"GROUP BY {node} ?label")
        if selection.grouped > 1:
            tail.append(f"HAVING (COUNT(DISTINCT ?paper) >= {selection.grouped})")
    tail.append(f"ORDER BY {selection.order.sparql}")
    body = "\n".join(f"  {line}" for text in lines for line in text.splitlines())
    query = f"{head} WHERE {{\n{body}\n}}\n" + "\n".join(tail) + "\n"
    return prefixed(query)


def prefixed(query: str) -> str:
    """The query with declarations of the prefixes that it uses."""
    used = [name for name in sorted(PREFIXES) if f"{name}:" in query]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + f"\n{query}"


def sort_text(keys: Sequence[Key]) -> str:
    """ORDER BY in SQL."""
    return ", ".join(f"{key.expression}{' DESC' if key.descending else ''}" for key in keys)


def all_keys(keys: Sequence[Key], table: str) -> tuple[Key, ...]:
    """The keys and the column that tells all rows apart."""
    return (*keys, Key(f"{table}.sort"))
