"""`sotagraph snapshots`: the published states of the graph."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.options import Data, Json
from api.cli.output import print_json, print_table, say

app = typer.Typer(help="List, restore and delete published states of the graph.", no_args_is_help=True)


@app.command(name="list")
def list_(data: Data, as_json: Json = False) -> int:
    """List the kept snapshots, newest first; the current one is marked."""
    from kg.data_directory import DataDirectory
    from kg.store.snapshots import list_snapshots

    kept = list_snapshots(DataDirectory(data))
    if as_json:
        print_json([asdict(snapshot) for snapshot in kept])
    else:
        print_table(
            ("", "snapshot", "published", "papers"),
            (("*" if s.current else "", s.id, s.created, s.papers) for s in kept),
        )
    return 0


@app.command()
def rollback(
    data: Data,
    snapshot: Annotated[
        str, typer.Argument(metavar="SNAPSHOT", help="The id that `list` shows.", show_default=False)
    ],
) -> int:
    """Answer from an earlier snapshot; the next ingest publishes the newest state again."""
    from kg.data_directory import DataDirectory
    from kg.store.snapshots import rollback as go_back

    go_back(DataDirectory(data), snapshot)
    say(f"Answering from {snapshot}.")
    return 0


@app.command()
def prune(
    data: Data,
    keep: Annotated[int, typer.Option("--keep", min=1, help="How many of the newest to keep.")] = 5,
) -> int:
    """Delete old snapshots; the current one always stays."""
    from kg.data_directory import DataDirectory
    from kg.store.snapshots import prune as delete_old

    deleted = delete_old(DataDirectory(data), keep=keep)
    say(f"{len(deleted)} deleted." if deleted else "Nothing to delete.")
    return 0
