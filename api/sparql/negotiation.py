"""Which format a client gets, by what it says that it accepts (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from api.sparql.formats import GRAPHS, TABLES, Choice, Chosen, Format, not_acceptable

__all__ = ["accepted", "prefer"]


@lru_cache(maxsize=128)
def accepted(accept: str) -> Choice:
    """The formats that a client gets. Raises Refusal if it takes none of them.

    Args:
        accept: The header `Accept`; empty if there is none.
    """
    choice = Choice(_best(TABLES, accept), _best(GRAPHS, accept))
    if choice == Choice(None, None):
        raise not_acceptable((*TABLES, *GRAPHS))
    return choice


def prefer(accept: str, offered: Iterable[str]) -> str | None:
    """The media type that a client likes best, of those alike the first; None if it takes none.

    Parameters such as `charset` or `profile` are passed over: each type comes in one form only.
    """
    read = parse_accept_header(accept if accept.strip() else "*/*")
    return MIMEAccept([(value.partition(";")[0].strip(), q) for value, q in read]).best_match(list(offered))


def _best(formats: tuple[Format, ...], accept: str) -> Chosen | None:
    # Other names come after all proper ones, so that nobody gets them who leaves the choice to us.
    proper = {f.media_types[0]: f for f in formats}
    offered = proper | {other: f for f in formats for other in f.media_types[1:]}
    media_type = prefer(accept, offered)
    return None if media_type is None else Chosen(offered[media_type], media_type)
