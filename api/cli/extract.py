"""`sotagraph extract`: what the pipeline finds, without a graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import note, note_skipped, say
from kg.errors import FieldInvalid, SotagraphError


def extract(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", readable=False, help="A file or folder of papers.", show_default=False
        ),
    ],
) -> int:
    """Print what the extractors find in each paper, one JSON object a line, in the annotation format.

    The ids are those of the input; a paper without one gets its position. Nothing is stored. The exit code is
    1 if any record failed.
    """
    from extractors.extraction import make_extract
    from extractors.guidelines import to_annotation
    from extractors.sources import discover, read

    found = discover([path])
    note_skipped(found.skipped)
    find = make_extract()
    failed, position = 0, 0
    for paper in read(found.files):
        if isinstance(paper, FieldInvalid):
            note(f"left out: {paper}")
            continue
        try:
            if isinstance(paper, SotagraphError):
                raise paper
            position += 1
            annotation = to_annotation(paper.source_id or str(position), paper, find(paper))
        except SotagraphError as error:
            failed += 1
            note(f"failed: {error}")
            continue
        say(json.dumps(annotation, ensure_ascii=False))
    return 1 if failed else 0
