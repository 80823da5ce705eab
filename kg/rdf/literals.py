"""Literals that every RDF syntax can carry, in the form in which the store gives them back."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from pyoxigraph import Literal

from kg.errors import GraphInvalid
from kg.rdf.interop import named_node
from ontology.namespaces import XSD

_INTEGER, _DECIMAL, _ADDRESS = map(named_node, (XSD.integer, XSD.decimal, XSD.anyURI))
# What XML 1.0 (section 2.2) leaves out; a lone surrogate has no UTF-8 either.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# By how much of the date is stated: the type, and what makes a whole date of it.
_DATES = {4: (XSD.gYear, "-01-01"), 7: (XSD.gYearMonth, "-01"), 10: (XSD.date, "")}
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def text(characters: str, field: str) -> Literal:
    """A plain string.

    Raises:
        GraphInvalid: A character that XML 1.0 cannot carry; `field` says where it stands.
    """
    check_characters(characters, field)
    return Literal(characters)


def check_characters(characters: str, field: str) -> None:
    """Raise GraphInvalid if XML 1.0 cannot carry some character."""
    unfit = _UNFIT.search(characters)
    if unfit:
        raise GraphInvalid(
            f"U+{ord(unfit.group()):04X} at character {unfit.start()} cannot be written as RDF/XML.",
            where=field,
            remedy="Sources replace such characters by U+FFFD; make this one do so.",
        )


def integer(number: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(number), datatype=_INTEGER)


def boolean(truth: bool) -> Literal:
    """An xsd:boolean."""
    return Literal(truth)


def decimal(number: Decimal, field: str) -> Literal:
    """An xsd:decimal in its canonical form, without the zeros that say nothing.

    Raises:
        GraphInvalid: The number is infinite or none at all.
    """
    return Literal(plain_decimal(number, field), datatype=_DECIMAL)


def plain_decimal(number: Decimal, field: str) -> str:
    """The digits of a number without exponent and without trailing zeros. Raises as `decimal` does."""
    if not number.is_finite():
        raise GraphInvalid(f"{number} is no number that a graph can hold.", where=field)
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def confidence(share: float, field: str) -> Literal:
    """A confidence to four digits, which is more than any is known to."""
    return decimal(Decimal(f"{share:.4f}"), field)


def address(url: str, field: str) -> Literal:
    """A web address as an xsd:anyURI: addresses in papers are not always IRIs. Raises GraphInvalid."""
    check_characters(url, field)
    return Literal(url, datatype=_ADDRESS)


def date(stated: str) -> Literal:
    """A year, a month or a day, by the precision that it is stated with.

    Raises:
        GraphInvalid: It is none of these.
    """
    try:
        if not _DATE.fullmatch(stated):
            raise ValueError
        datatype, rest = _DATES[len(stated)]
        datetime.date.fromisoformat(stated + rest)
    except ValueError:
        raise GraphInvalid(
            f"{stated!r} is no date.", where="date", remedy="Write 2024, 2024-03 or 2024-03-12."
        ) from None
    return Literal(stated, datatype=named_node(datatype))
