"""`sotagraph relink`: link all stored papers anew."""

from __future__ import annotations

from api.cli.options import Data, Wait
from api.cli.output import note, say


def relink(data: Data, wait: Wait = False) -> int:
    """Link every stored paper to the vocabularies anew, without reading or extracting it again.

    Use it after the vocabularies were edited. The graph is the one that ingesting everything anew would give.
    """
    from api.cli.progress import progress
    from kg.data_directory import DataDirectory
    from kg.relink import relink as link_anew
    from ontology.vocabulary import load_vocabulary

    with progress("papers") as tick:
        summary = link_anew(DataDirectory(data), load_vocabulary(), wait=wait, progress=tick)
    say(f"{summary.papers} papers: {summary.changed} linked anew, {len(summary.failed)} failed.")
    for error in summary.failed:
        note(f"failed: {error}")
    if summary.snapshot:
        say(f"Snapshot: {summary.snapshot}")
    return 1 if summary.failed else 0
