"""Relink: decide anew what the names of all papers mean, from what is stored, without a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.data_directory import DataDirectory
from kg.errors import GraphInvalid, SotagraphError
from kg.linking import link
from kg.store.paper_table import StoredPaper
from kg.store.showing import Showing
from kg.store.writer import Writer, open_writer
from ontology.vocabulary import Vocabulary

__all__ = ["RelinkSummary", "relink"]

_BATCH = 500


@dataclass(frozen=True, slots=True)
class RelinkSummary:
    """What a run did.

    Args:
        papers: How many papers are stored.
        changed: How many of them have other links than before.
        failed: Why others kept their old links, a paper each.
        snapshot: What readers see at the end, or None if nothing has ever been published.
    """

    papers: int
    changed: int
    failed: tuple[SotagraphError, ...]
    snapshot: str | None


def relink(
    directory: DataDirectory,
    vocabulary: Vocabulary,
    *,
    wait: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
) -> RelinkSummary:
    """Link the entities of all stored papers anew, and publish if anything has changed by it.

    Raises:
        StoreEmpty: There is no store.
        StoreLocked: Another writer is at work and `wait` is false.
        StoreIncompatible: The store has another layout.
        StoreUnwritable: The disk refuses; what was stored before stays.
    """
    with open_writer(directory, wait=wait) as writer:
        total, done, changed, last = writer.records.papers.count(), 0, 0, 0
        showing, failed = Showing(writer.records), list[SotagraphError]()
        while True:
            graphs: dict[int, tuple[str, Sequence[Quad]]] = {}
            with writer.records.transaction():
                batch = writer.records.papers.after(last, _BATCH)
                for stored in batch:
                    quads = _relink(writer, showing, stored, vocabulary, failed)
                    if quads is not None:
                        graphs[stored.id] = (stored.iri, quads)
                if graphs:
                    writer.records.advance()
            if not batch:
                break
            if graphs:
                writer.write_papers(graphs)
            last, done, changed = batch[-1].id, done + len(batch), changed + len(graphs)
            if progress is not None:
                progress(done, total)
        writer.publish(vocabulary)
        return RelinkSummary(total, changed, tuple(failed), writer.current())


def _relink(
    writer: Writer,
    showing: Showing,
    stored: StoredPaper,
    vocabulary: Vocabulary,
    failed: list[SotagraphError],
) -> Sequence[Quad] | None:
    """Link one paper anew; the quads of its graph if its links are others than before."""
    papers = writer.records.papers
    links = link(stored.extraction, vocabulary, stored.iri)
    if links == showing.linked(stored.id):
        if stored.vocabulary != vocabulary.digest:
            papers.linked_with(stored.id, vocabulary.digest, changed=False)
        return None
    try:
        shown = showing.of(stored.iri, stored.extraction, links)
        quads = showing.quads(stored.iri, stored.paper, shown)
    except GraphInvalid as error:
        failed.append(error)
        return None
    showing.put(stored.id, stored.iri, links, shown)
    papers.linked_with(stored.id, vocabulary.digest, changed=True)
    return quads
