"""What is wrong with a query, in words.

Oxigraph says how far its grammar came, which is at or after the mistake, and what it would have taken there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import QueryInvalid

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# Of what the grammar would have taken, a few are reasons in words: `Prefix not found`.
_SEPARATOR = re.compile(r"expected (?:one of )?|, ")
_REASON = re.compile(r"\w+(?: \w+){2,}")
#: How much of a query an error shows.
_SHOWN = 40


@contextmanager
def explained(sparql: str) -> Iterator[None]:
    """Say where a query is wrong. Solutions come one by one, so printing them can fail as asking can."""
    try:
        yield
    except SyntaxError as error:
        raise _syntax_error(sparql, str(error)) from None
    except UnicodeEncodeError:
        raise QueryInvalid(
            "the query is no valid text.", where="SPARQL", remedy="Write it in UTF-8."
        ) from None
    except ValueError as error:
        raise QueryInvalid(f"the query cannot be asked: {error}.", where="SPARQL") from error
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
    text = sparql.split("\n")[line - 1]
    rest = text[text.rfind(" ", 0, column - 1) + 1 :].strip() if column <= len(text) else ""
    at = repr(rest[:_SHOWN]) if rest else "the end of this line"
    reasons = [part for part in _SEPARATOR.split(place[3]) if _REASON.fullmatch(part)]
    return QueryInvalid(
        f"the query is wrong at or before {at}{''.join(f' ({reason})' for reason in reasons)}.",
        where=f"SPARQL, line {line}, column {column}",
        remedy="Queries are SELECT, ASK, CONSTRUCT or DESCRIBE; updates are not possible.",
    )
