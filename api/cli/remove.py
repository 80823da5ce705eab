"""`sotagraph remove`: take papers out of the graph."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Data, Wait
from api.cli.output import say


def remove(
    data: Data,
    papers: Annotated[
        list[str],
        typer.Argument(
            metavar="PAPER", help="IRI or identifier of a paper: arxiv:2401.00001.", show_default=False
        ),
    ],
    wait: Wait = False,
) -> int:
    """Take papers out, with everything that they state.

    If one of them is not there, none is removed. Earlier snapshots keep them until they are pruned, and the
    files of the store may hold their bytes, which no query reaches, until it compacts them.
    """
    from kg.data_directory import DataDirectory
    from kg.remove import remove as take_out

    summary = take_out(DataDirectory(data), papers, wait=wait)
    for paper in summary.removed:
        say(f"removed: {paper}")
    say(f"Snapshot: {summary.snapshot}")
    return 0
