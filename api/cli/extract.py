"""`sotagraph extract`: what the pipeline finds, without a graph."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import ModelFolder, Workers, chosen_model
from api.cli.output import note, note_skipped, say
from kg.errors import FieldInvalid, InputError, SotagraphError
from kg.records import Paper

if TYPE_CHECKING:
    from kg.extract import Extract
    from kg.records import Extraction


def extract(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", readable=False, help="A file or folder of papers.", show_default=False
        ),
    ],
    workers: Workers,
    model: ModelFolder = None,
) -> int:
    """Print what the extractors find in each paper, one JSON object a line, in the annotation format.

    The ids are those of the input; a paper without one gets its position. Nothing is stored. The exit code is
    1 if any record failed.
    """
    from extractors.guidelines import to_annotation
    from extractors.sources import discover, read
    from extractors.workers import open_extract
    from ontology.vocabulary import load_vocabulary

    chosen = chosen_model(model)
    found = discover([path])
    note_skipped(found.skipped)
    failed, position = 0, 0
    with open_extract(load_vocabulary(), workers, chosen) as find:
        for paper, answer in _answered(read(found.files), find):
            position += paper is not None
            if isinstance(answer, FieldInvalid):
                note(f"left out: {answer}")
            elif isinstance(answer, SotagraphError):
                failed += 1
                note(f"failed: {answer}")
            elif paper is not None:
                annotation = to_annotation(paper.source_id or str(position), paper, answer)
                say(json.dumps(annotation, ensure_ascii=False))
    return 1 if failed else 0


def _answered(
    items: Iterable[Paper | InputError], find: Extract
) -> Iterator[tuple[Paper | None, Extraction | SotagraphError]]:
    """Each paper and what was found in it, and each error, in the order of the input."""
    ahead: deque[Paper | InputError] = deque()

    def papers() -> Iterator[Paper]:
        for item in items:
            ahead.append(item)
            if isinstance(item, Paper):
                yield item

    for answer in find.map(papers()):
        while not isinstance(item := ahead.popleft(), Paper):
            yield None, item
        yield item, answer
    for item in ahead:
        if not isinstance(item, Paper):
            yield None, item
