"""`sotagraph ingest`: files of papers into the graph."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import Data, Json, ModelFolder, Wait, Workers, chosen_model
from api.cli.output import note, note_skipped, print_json, say
from kg.errors import FieldInvalid

if TYPE_CHECKING:
    from kg.ingest import IngestSummary, Progress

#: How many faults are listed before the rest is only counted.
MAX_LISTED = 20


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", readable=False, help="Files or folders of papers.", show_default=False
        ),
    ],
    data: Data,
    workers: Workers,
    publish_every: Annotated[
        int | None,
        typer.Option("--publish-every", min=1, metavar="N", help="Publish after every N papers too."),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep", min=1, metavar="N", help="Keep the last N snapshots from now on; 10 at first."
        ),
    ] = None,
    model: ModelFolder = None,
    wait: Wait = False,
    as_json: Json = False,
) -> int:
    """Read papers, extract what they report, and publish the graph.

    A folder is read by the files in it that a source recognises; the others are listed. The same input again
    changes nothing. The exit code is 1 if any record failed; what was good is kept.

    Example: sotagraph ingest papers.jsonl.gz
    """
    summary = run(
        paths, data, workers=workers, model=model, publish_every=publish_every, keep=keep, wait=wait
    )
    if as_json:
        print_json(_to_json(summary))
    else:
        print_summary(summary)
    return 1 if summary.failed else 0


def run(
    paths: list[Path],
    data: Path,
    *,
    workers: int,
    model: Path | None = None,
    publish_every: int | None = None,
    keep: int | None = None,
    wait: bool = False,
    list_skipped: bool = True,
    tick: Progress | None = None,
) -> IngestSummary:
    """Ingest the files below `paths` into the data directory `data`.

    Progress is drawn on standard error, or else told to `tick`.
    """
    from api.cli.progress import progress
    from extractors.sources import discover, read
    from extractors.workers import open_extract
    from kg.data_directory import DataDirectory
    from kg.ingest import ingest as ingest_papers
    from ontology.vocabulary import load_vocabulary

    chosen = chosen_model(model)
    found = discover(paths)
    if list_skipped:
        note_skipped(found.skipped)
    vocabulary = load_vocabulary()
    with (
        progress("papers") if tick is None else nullcontext(tick) as told,
        open_extract(vocabulary, workers, chosen) as extract,
    ):
        return ingest_papers(
            read(found.files),
            extract,
            DataDirectory(data),
            vocabulary,
            publish_every=publish_every,
            keep=keep,
            progress=told,
            wait=wait,
        )


def print_summary(summary: IngestSummary) -> None:
    """What a run did, in a line, and what failed or was left out, a line each."""
    merged = f", {summary.merged} of papers read already" if summary.merged else ""
    say(
        f"{summary.read} papers read: {summary.new} new, {summary.changed} changed, "
        f"{summary.unchanged} unchanged, {summary.failed} failed{merged}."
    )
    for error in summary.errors[:MAX_LISTED]:
        note(f"{'left out' if isinstance(error, FieldInvalid) else 'failed'}: {error}")
    more = summary.failed + summary.left_out - MAX_LISTED
    if more > 0:
        note(f"... and {more} more.")
    if summary.outdated:
        note(f"{summary.outdated} papers are linked with other vocabularies; `sotagraph relink` renews them.")
    if summary.snapshot:
        say(f"Snapshot: {summary.snapshot}{'' if summary.published else ' (as before)'}")


def _to_json(summary: IngestSummary) -> dict[str, Any]:
    errors = [
        {"code": type(error).__name__, "message": error.message, "where": error.where, "remedy": error.remedy}
        for error in summary.errors
    ]
    return {field.name: getattr(summary, field.name) for field in fields(summary)} | {"errors": errors}
