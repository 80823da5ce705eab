"""What is wrong with a query, in words: Oxigraph's messages list what its grammar would have taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import QueryInvalid

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
#: How much of a query an error shows.
_SHOWN = 40


@contextmanager
def explained(sparql: str) -> Iterator[None]:
    """Say where a query is wrong. Solutions come one by one, so printing them can fail as asking can."""
    try:
        yield
    except SyntaxError as error:
        raise _syntax_error(sparql, str(error)) from None
    except ValueError as error:
        raise QueryInvalid(f"the query cannot be read: {error}.", where="SPARQL") from error
    except OSError as error:
        if error.errno is not None:
            raise  # From the output; those of the store and of evaluation have no number.
        raise QueryInvalid(f"the query failed: {error}.", where="SPARQL") from error


def _syntax_error(sparql: str, message: str) -> QueryInvalid:
    if not sparql.strip():
        return QueryInvalid("the query is empty.", where="SPARQL", remedy="Write one, such as ASK {}.")
    place = _PLACE.fullmatch(message)
    if place is None:
        return QueryInvalid(f"{message.rstrip('.')}.", where="SPARQL")
    line, column = int(place[1]), int(place[2])
    where = f"SPARQL, line {line}, column {column}"
    rest = [text[column - 1 :] for text in sparql.split("\n")[line - 1 : line]]
    shown = rest[0].strip()[:_SHOWN] if rest else ""
    if "Prefix not found" in place[3]:
        return QueryInvalid(
            f"a prefix before {shown!r} is not declared.", where=where, remedy="Add PREFIX name: <IRI>."
        )
    if "IRI parsing failed" in place[3]:
        return QueryInvalid(
            f"an IRI before {shown!r} is not absolute.", where=where, remedy="Write the whole IRI."
        )
    wrong = f"this is not SPARQL 1.1: {shown!r}." if shown else "the query ends too early."
    return QueryInvalid(wrong, where=where, remedy="Queries are SELECT, ASK, CONSTRUCT or DESCRIBE.")
