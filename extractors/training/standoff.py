"""Annotations without the text that they are about, so that they can be passed on where it cannot.

What stands in the text letter for letter is a span `[start, end]` in code points of title, newline, abstract.
Units, and names and conditions that do not stand there, are short strings. A result names its entities by
their positions in the list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractors.evaluation.occurrences import occurrences
from extractors.guidelines import Annotation, check_annotation
from kg.errors import InputError, RecordInvalid
from kg.records import Paper
from ontology.folding import fold

StandOff = dict[str, Any]
Phrase = list[int] | str

#: No name is longer; what is would be a piece of someone's abstract with a letter changed.
MAX_STRING = 100

#: What names an entity in a result, and the type of that entity.
_SLOTS = {
    "method": "Method",
    "dataset": "Dataset",
    "task": "Task",
    "metric": "Metric",
    "baseline": "Method",
}
_AS_IS = frozenset({"value", "kind"})


def title_digest(title: str) -> str:
    """By which a title is found again: the SHA-256 of the title as names are folded."""
    return hashlib.sha256(fold(title).encode()).hexdigest()


def to_standoff(paper: Paper, annotation: Annotation, place: str) -> StandOff:
    """The annotation without a letter of the text that is longer than a name.

    Args:
        paper: What is annotated.
        annotation: In the format of the guidelines.
        place: Where it stands, for the error.

    Raises:
        RecordInvalid: A mention, a quote or an address is not in the text, a field is not in the guidelines,
            or a string that is not in the text is too long for a name.
    """
    writer = _Writer(paper.text, annotation["entities"], place)
    return {
        "id": annotation["id"],
        "title_sha256": title_digest(paper.title),
        "text_sha256": paper.text_digest,
        **writer.annotation(annotation),
    }


def from_standoff(record: Mapping[str, Any], text: str, place: str) -> Annotation:
    """The inverse of `to_standoff`, given the text.

    Raises:
        RecordInvalid: The record is damaged.
    """
    try:
        return check_annotation(
            {"id": record["id"], **_Reader(text, record["entities"]).annotation(record)}, place
        )
    except (InputError, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise RecordInvalid(
            f"This is no stand-off annotation of this text ({type(error).__name__}: {error}).",
            where=place,
            remedy="Fetch the file again, or write it anew with `sotagraph annotations pack`.",
        ) from error


class _Writer:
    """Puts spans in the place of letters."""

    def __init__(self, text: str, entities: Sequence[Mapping[str, Any]], place: str) -> None:
        self._text = text
        self._place = place
        self._positions: dict[tuple[str, str], int] = {}
        for position, entity in enumerate(entities):
            self._positions.setdefault((entity["type"], entity["name"]), position)

    def annotation(self, annotation: Annotation) -> StandOff:
        self._known(annotation, "", {"id", "entities", "results", "links"})
        return {
            "entities": [self._entity(entity) for entity in annotation["entities"]],
            "results": [self._result(result) for result in annotation["results"]],
            "links": [self._link(link) for link in annotation["links"]],
        }

    def _entity(self, entity: Mapping[str, Any]) -> StandOff:
        self._known(entity, "entities", {"type", "name", "mentions", "role"})
        mentions = [self._everywhere(form) for form in entity["mentions"]]
        return {**entity, "name": self._phrase(entity["name"]), "mentions": mentions}

    def _result(self, result: Mapping[str, Any]) -> StandOff:
        self._known(result, "results", {*_SLOTS, *_AS_IS, "condition", "unit", "quote"})
        (quote,) = self._first(result["quote"]) if result.get("quote") is not None else (None,)
        return {name: self._slot(name, value, quote) for name, value in result.items()}

    def _slot(self, name: str, value: Any, quote: list[int] | None) -> Any:
        if value is None or name in _AS_IS:
            return value
        if name == "quote":
            return quote
        if name == "unit":
            return self._string(value)
        position = self._positions.get((_SLOTS.get(name, ""), value))
        return self._phrase(value, quote) if position is None else position

    def _link(self, link: Mapping[str, Any]) -> StandOff:
        self._known(link, "links", {"kind", "url"})
        (url,) = self._first(link["url"])
        return {**link, "url": url}

    def _everywhere(self, form: str) -> list[list[int]]:
        return [list(span) for span in occurrences(self._text, form)] or self._first(form)

    def _first(self, piece: str) -> list[list[int]]:
        start = self._text.find(piece)
        if start < 0:
            raise self._invalid(f"{piece!r} is not in the text", "Copy it letter for letter")
        return [[start, start + len(piece)]]

    def _phrase(self, phrase: str, near: Sequence[int] | None = None) -> Phrase:
        """Where `phrase` stands in the text, as near to a span as may be, or itself."""
        found = list(occurrences(self._text, phrase)) if phrase else []
        if not found:
            return self._first(phrase)[0] if phrase and phrase in self._text else self._string(phrase)
        start, end = near or (0, 0)
        nearest = min(found, key=lambda span: (max(start - span[0], span[1] - end, 0), span))
        return list(nearest)

    def _string(self, value: str) -> str:
        if len(value) > MAX_STRING:
            raise self._invalid(
                f"{value[:40]!r}... has {len(value)} characters; the limit off the text is {MAX_STRING}",
                "Give names, conditions and units as short as they are in a table",
            )
        return value

    def _known(self, record: Mapping[str, Any], where: str, names: set[str]) -> None:
        for name in sorted(set(record) - names):
            raise self._invalid(
                f"The field {name!r} is not in the guidelines{where and f' for {where}'}", "Leave it out"
            )

    def _invalid(self, what: str, remedy: str) -> RecordInvalid:
        return RecordInvalid(f"{what}.", where=self._place, remedy=f"{remedy}.")


class _Reader:
    """Puts letters in the place of spans."""

    def __init__(self, text: str, entities: Sequence[Mapping[str, Any]]) -> None:
        self._text = text
        self._names = [self._phrase(entity["name"]) for entity in entities]

    def annotation(self, record: Mapping[str, Any]) -> Annotation:
        return {
            "entities": [
                {**entity, "name": name, "mentions": list(map(self._form, entity["mentions"]))}
                for entity, name in zip(record["entities"], self._names, strict=True)
            ],
            "results": [dict(self._slots(result)) for result in record["results"]],
            "links": [{**link, "url": self._cut(link["url"])} for link in record["links"]],
        }

    def _slots(self, result: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name, value in result.items():
            if name in _AS_IS or value is None:
                yield name, value
            elif isinstance(value, int):
                yield name, self._names[value]
            else:
                yield name, self._phrase(value)

    def _form(self, spans: Sequence[Sequence[int]]) -> str:
        (form,) = {self._cut(span) for span in spans}
        return form

    def _phrase(self, phrase: Phrase) -> str:
        return phrase if isinstance(phrase, str) else self._cut(phrase)

    def _cut(self, span: Sequence[int]) -> str:
        start, end = span
        if not 0 <= start <= end <= len(self._text):
            raise ValueError(f"the span {list(span)} is not within the text")
        return self._text[start:end]
