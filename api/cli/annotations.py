"""`sotagraph annotations`: annotated papers without their texts, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import note, say


def build() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(
        help="Take annotations off the texts that they are about, and put them back.",
        no_args_is_help=True,
        rich_markup_mode="markdown",
    )
    app.command()(pack)
    app.command()(unpack)
    return app


def pack(
    papers: Annotated[
        Path, typer.Argument(metavar="PAPERS", readable=False, help="JSON Lines with id, title, abstract.")
    ],
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", readable=False, help="JSON Lines in the annotation format.")
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", readable=False, help="The file to write, gzipped JSON Lines."),
    ],
    unmeasured: Annotated[
        bool,
        typer.Option("--unmeasured", help="`train` learns from them, and measures on other papers alone."),
    ] = False,
) -> int:
    """Write annotations as offsets and digests, without the text: to be passed on where abstracts cannot.

    Names that the text does not have letter for letter are kept as they are.
    """
    from extractors.training.standoff_file import pack as pack_file

    count = pack_file(papers, gold, out, measured=not unmeasured)
    say(f"{count:,} annotated papers, {out.stat().st_size:,} bytes.")
    return 0


def unpack(
    papers: Annotated[
        list[Path],
        typer.Argument(
            metavar="PAPERS...",
            readable=False,
            help="Files with titles and abstracts, of any format that `ingest` reads.",
            show_default=False,
        ),
    ],
    packed: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            readable=False,
            help="What `pack` wrote; by default the annotated papers that the package brings.",
        ),
    ] = None,
) -> int:
    """Print annotations in the annotation format, one JSON object a line, given the papers' texts.

    Papers are found by their text; those that are not annotated are passed over. How many were not found is
    said on standard error, and the exit code is 1 if none was.
    """
    from extractors.training.annotated import DataFiles, load_annotated
    from extractors.training.standoff_file import SHIPPED

    found = load_annotated(DataFiles(tuple(papers), (), (packed or SHIPPED,)))
    for paper in found.papers:
        say(json.dumps(paper.annotation, ensure_ascii=False))
    note(
        f"{len(found.papers):,} annotated papers found; {len(found.missing):,} were not given, "
        f"{len(found.changed):,} have another abstract."
    )
    return 0
