"""`sotagraph remove`: take papers out of the graph."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Data
from api.cli.output import say


def remove(
    data: Data,
    papers: Annotated[
        list[str],
        typer.Argument(
            metavar="PAPER...", help="IRI or identifier (arXiv, DOI, ...) of a paper.", show_default=False
        ),
    ],
) -> int:
    """Take papers out, with everything that they state; earlier snapshots keep them until they are pruned."""
    from kg.data_directory import DataDirectory
    from kg.remove import remove as take_out

    summary = take_out(DataDirectory(data), papers)
    for paper in summary.removed:
        say(f"removed: {paper}")
    say(f"Snapshot: {summary.snapshot}" if summary.snapshot else "Nothing to publish.")
    return 0
