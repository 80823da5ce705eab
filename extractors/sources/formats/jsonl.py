"""JSON Lines: one object a paper, plain or gzipped.

`title` and `abstract` are needed. Optional are `id`, `authors`, `date`, `year`, `venue`, `categories`,
`arxiv` or `arxiv_id`, `doi`, `acl` or `acl_id`, `openreview` or `openreview_id`; other fields are ignored.
An optional field that makes no sense gives an error value that names it, and the paper without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.sources.fields import read_paper
from extractors.sources.files import Line, read_lines, where
from kg.errors import InputError, RecordInvalid
from kg.records import Paper

_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_LOOKED_AT = 50


class JsonLines:
    """The format `jsonl`."""

    name = "jsonl"

    def recognises(self, path: Path, head: str) -> bool:
        """Whether an object with a title or an abstract is among the first lines.

        A file that is called JSON Lines and of whose lines none is an object is taken too, so that its
        errors are shown.
        """
        lines = [line for line in head.split("\n") if line.strip()][:_LOOKED_AT]
        objects = [value for value in map(_parse, lines) if isinstance(value, dict)]
        if not objects and lines and lines[0].lstrip().startswith("{"):
            return '"title"' in lines[0] or path.name.lower().endswith(_SUFFIXES)
        return any("title" in value or "abstract" in value for value in objects)

    def read(self, path: Path) -> Iterator[Paper | InputError]:
        """The papers of the file, one a line; blank lines are passed over."""
        for line in read_lines(path):
            if isinstance(line, InputError):
                yield line
            elif line.text.strip():
                yield from self._record(path, line)

    def _record(self, path: Path, line: Line) -> Iterator[Paper | InputError]:
        place = where(path, line.number)
        record = _parse(line.text)
        if isinstance(record, InputError):
            yield RecordInvalid(record.message, where=place, remedy="Write one JSON object a line.")
        elif not isinstance(record, dict):
            yield RecordInvalid(
                f"The line holds {_kind(record)}, not an object.",
                where=place,
                remedy="Write one JSON object a line.",
            )
        else:
            yield from read_paper(record, self.name, place)


def _parse(text: str) -> Any | InputError:
    try:
        # Control characters within strings are let through: they are replaced and counted later.
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        return InputError(f"Broken JSON: {error.msg.removesuffix(' at')} at character {error.colno}.")
    except RecursionError:
        return InputError("JSON that is nested too deeply to be read.")
    except ValueError as error:
        return InputError(f"JSON that cannot be read: {error}.")


def _kind(value: object) -> str:
    names = {list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


SOURCE = JsonLines()
