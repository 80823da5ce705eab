"""The fields of a JSON record, made a Paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from extractors.sources import identifiers
from extractors.sources.characters import Cleaner
from extractors.sources.dates import parse_date
from extractors.sources.limits import check_lengths
from kg.errors import FieldInvalid, InputError, RecordInvalid
from kg.records import Identifier, IdentifierKind, Paper

Record = Mapping[str, Any]
Value = TypeVar("Value")


def read_paper(record: Record, source: str, place: str) -> Iterator[Paper | InputError]:
    """The paper that `record` describes, after an error for every optional field that makes no sense.

    Without a title or an abstract there is an error and no paper.

    Args:
        record: The JSON object.
        source: The name of the format.
        place: Where the record stands, for errors.
    """
    for field in ("title", "abstract"):
        value = record.get(field)
        if not isinstance(value, str) or not value.strip():
            what = "has no" if value is None or value == "" else "has no text as its"
            yield RecordInvalid(
                f"The record {what} {field}.", where=place, remedy=f"Give the field {field!r} a string."
            )
            return
    reader = _Reader(record, place)
    paper = reader.paper(source)
    checked = check_lengths(paper, place)
    if isinstance(checked, Paper):
        yield from reader.errors
    yield checked


class _Reader:
    """Reads the optional fields of one record; `errors` collects what made no sense."""

    def __init__(self, record: Record, place: str) -> None:
        self.record = record
        self.place = place
        self.errors: list[FieldInvalid] = []
        self.clean = Cleaner()

    def paper(self, source: str) -> Paper:
        clean = self.clean
        source_id = self.field("id", _text)
        return Paper(
            title=clean(self.record["title"]),
            abstract=clean(self.record["abstract"]),
            source=source,
            source_id=clean(source_id) if source_id else None,
            identifiers=self.identifiers(source_id),
            authors=tuple(map(clean, self.field("authors", _authors) or ())),
            date=self.field("date", _date) or self.field("year", _date),
            venue=clean(self.field("venue", _text) or "") or None,
            categories=tuple(map(clean, self.field("categories", _categories) or ())),
            replaced=clean.replaced,
        )

    def field(self, name: str, parse: Callable[[Any], Value | None]) -> Value | None:
        """The field as `parse` gives it; None where it is absent, null or blank, or makes no sense."""
        value = self.record.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        parsed = parse(value)
        if parsed is None:
            shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "..."
            self.errors.append(
                FieldInvalid(
                    f"The field {name!r} cannot be {shown}.",
                    where=self.place,
                    remedy="The paper is kept without it.",
                )
            )
        return parsed

    def identifiers(self, source_id: str | None) -> tuple[Identifier, ...]:
        found: dict[IdentifierKind, Identifier] = {}
        for name, parse in _IDENTIFIERS:
            identifier = self.field(name, partial(_identifier, parse))
            if identifier is not None:
                found.setdefault(identifier.kind, identifier)
        for identifier in identifiers.recognise(source_id or ""):
            found.setdefault(identifier.kind, identifier)
        return tuple(found[kind] for kind in sorted(found))


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _openreview(text: str) -> Identifier | None:
    return identifiers.openreview(text) or identifiers.openreview(f"openreview:{text}")


def _identifier(parse: Callable[[str], Identifier | None], value: Any) -> Identifier | None:
    return parse(value) if isinstance(value, str) else None


def _date(value: Any) -> str | None:
    text = _text(value)
    return parse_date(text) if text else None


def _categories(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, str):
        return tuple(value.split())
    return _strings(value)


def _authors(value: Any) -> tuple[str, ...] | None:
    """Names from a list of strings or of objects with a `name`, or from one string."""
    if isinstance(value, str):
        separator = r"\s*;\s*" if ";" in value else r"\s*,\s*(?:and\s+)?|\s+and\s+"
        return tuple(name for name in re.split(separator, value.strip()) if name)
    if isinstance(value, list):
        return _strings([item.get("name") if isinstance(item, dict) else item for item in value])
    return None


def _strings(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    return tuple(item for item in value if item.strip())


# Fields that hold an identifier of a kind that their name says.
_IDENTIFIERS: tuple[tuple[str, Callable[[str], Identifier | None]], ...] = (
    ("arxiv", identifiers.arxiv),
    ("arxiv_id", identifiers.arxiv),
    ("doi", identifiers.doi),
    ("acl", identifiers.acl),
    ("acl_id", identifiers.acl),
    ("openreview", _openreview),
    ("openreview_id", _openreview),
)
