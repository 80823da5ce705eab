"""Files of papers and of annotations, one JSON object a line with an `id`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from extractors.guidelines import Annotation, check_annotation
from extractors.sources.files import read_head, read_lines, where
from kg.errors import InputError, RecordInvalid, SourceMissing
from kg.records import Paper

Value = TypeVar("Value")


def load_papers(path: Path) -> dict[str, Paper]:
    """The papers of a JSON Lines file by their `id`, title and abstract as read.

    Raises:
        InputError: The file or one of its lines cannot be used; evaluation leaves nothing out.
    """
    return dict(_records(path, _paper))


def load_annotations(path: Path) -> dict[str, Annotation]:
    """The annotations of a JSON Lines file by their `id`.

    Raises:
        InputError: The file or one of its lines cannot be used; evaluation leaves nothing out.
    """
    return dict(_records(path, check_annotation))


def _records(path: Path, parse: Callable[[dict[str, Any], str], Value]) -> Iterator[tuple[str, Value]]:
    if not path.exists():
        raise SourceMissing("There is no such file.", where=str(path), remedy="Check the path.")
    read_head(path)
    seen: dict[str, int] = {}
    for line in read_lines(path):
        if isinstance(line, InputError):
            raise line
        if not line.text.strip():
            continue
        place = where(path, line.number)
        record = _object(line.text, place)
        key = record["id"]
        if key in seen:
            raise RecordInvalid(
                f"The id {key!r} stands in line {seen[key]} already.",
                where=place,
                remedy="Give each paper once.",
            )
        seen[key] = line.number
        yield key, parse(record, place)


def _object(text: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordInvalid(
            f"Broken JSON: {error}.", where=place, remedy="Write one JSON object a line."
        ) from None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise RecordInvalid(
            "The line is no object with a string as its id.",
            where=place,
            remedy="Write one JSON object a line.",
        )
    return record


def _paper(record: dict[str, Any], place: str) -> Paper:
    for field in ("title", "abstract"):
        if not isinstance(record.get(field), str):
            raise RecordInvalid(f"The record has no {field}.", where=place, remedy="Give it a string.")
    return Paper(record["title"], record["abstract"], source="jsonl", source_id=record["id"])
