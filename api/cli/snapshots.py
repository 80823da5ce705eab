"""`sotagraph snapshots`: the published states of the graph."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.options import Data, Json, Wait
from api.cli.output import note, print_json, print_table, say


def build() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(
        help="List, restore and delete published states of the graph.",
        no_args_is_help=True,
        rich_markup_mode="markdown",
    )
    app.command(name="list")(list_)
    app.command()(rollback)
    app.command()(prune)
    return app


def list_(data: Data, as_json: Json = False) -> int:
    """List the kept snapshots, newest first; the current one is marked."""
    from kg.data_directory import DataDirectory
    from kg.store.snapshots import list_snapshots

    kept = list_snapshots(DataDirectory(data))[::-1]
    if as_json:
        print_json([asdict(snapshot.manifest) | {"current": snapshot.current} for snapshot in kept])
    elif kept:
        print_table(
            ("", "snapshot", "published", "papers"),
            (
                (
                    "*" if snapshot.current else "",
                    snapshot.manifest.id,
                    snapshot.manifest.created,
                    snapshot.manifest.papers,
                )
                for snapshot in kept
            ),
        )
    else:
        note("Nothing has been published here yet.")
    return 0


def rollback(
    data: Data,
    snapshot: Annotated[
        str, typer.Argument(metavar="SNAPSHOT", help="The id that `list` shows.", show_default=False)
    ],
    wait: Wait = False,
) -> int:
    """Answer from an earlier snapshot until the next change is ingested.

    Nothing that was ingested is lost: the next snapshot has it all again.
    """
    from kg.data_directory import DataDirectory
    from kg.store.snapshots import rollback as go_back

    go_back(DataDirectory(data), snapshot, wait=wait)
    say(f"Answering from {snapshot}.")
    return 0


def prune(
    data: Data,
    keep: Annotated[
        int, typer.Option("--keep", min=1, metavar="N", help="How many of the newest to keep.")
    ] = 5,
    wait: Wait = False,
) -> int:
    """Delete old snapshots; the current one, and those that someone is reading, stay."""
    from kg.data_directory import DataDirectory
    from kg.store.snapshots import prune as delete_old

    pruned = delete_old(DataDirectory(data), keep, wait=wait)
    say(f"{len(pruned.removed)} deleted." if pruned.removed else "Nothing to delete.")
    for snapshot in pruned.in_use:
        note(f"kept, since someone is reading it: {snapshot}")
    return 0
