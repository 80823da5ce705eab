"""`sotagraph relink`: link all stored papers anew."""

from __future__ import annotations

from api.cli.ingest import print_summary
from api.cli.options import Data


def relink(data: Data) -> int:
    """Link every stored paper to the vocabularies anew, without reading or extracting it again.

    Use it after the vocabularies were edited. The graph is the one that ingesting everything anew would give.
    """
    from kg.data_directory import DataDirectory
    from kg.relink import relink as link_anew

    from api.cli.progress import progress
    from ontology.vocabulary import load_vocabulary

    with progress("papers") as tick:
        summary = link_anew(DataDirectory(data), load_vocabulary(), progress=tick)
    print_summary(summary)
    return 1 if summary.failed else 0
