"""Remove: take papers out of the store, and of every snapshot that is published from now on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.data_directory import DataDirectory
from kg.errors import NameUnknown
from kg.store.writer import Writer, open_writer

__all__ = ["RemoveSummary", "remove"]


@dataclass(frozen=True, slots=True)
class RemoveSummary:
    """What a run did: the IRIs of the removed papers, and the snapshot that readers see now."""

    removed: tuple[str, ...]
    snapshot: str | None


def remove(directory: DataDirectory, names: Sequence[str], *, wait: bool = False) -> RemoveSummary:
    """Remove papers by IRI or identifier (`arxiv:2401.00001`) and publish without them.

    Text, metadata, extraction and links go, and entities that no other paper names. Of a removed paper
    stay its IRI, its identifiers and the digest of its title, so that its IRI is not given to another
    paper; ingested again, it comes back under that IRI. Earlier snapshots still show it until they are
    pruned. Oxigraph never frees the strings that it has stored, so the files of the graph keep the
    characters of the text, where no query reaches them.

    Raises:
        NameUnknown: One of the papers is not stored; then none is removed.
        StoreEmpty: There is no store.
        StoreLocked: Another writer is at work and `wait` is false.
        StoreIncompatible: The store has another layout.
        StoreUnwritable: The disk refuses; what was stored before stays.
    """
    with open_writer(directory, wait=wait) as writer:
        papers = _find(writer, names)
        with writer.records.transaction():
            for number in papers.values():
                writer.records.entities.remove_links(number)
                writer.records.decisions.forget(number)
                writer.records.papers.remove(number)
            if papers:
                writer.records.advance()
        writer.publish(None)
        return RemoveSummary(tuple(papers), writer.current())


def _find(writer: Writer, names: Sequence[str]) -> dict[str, int]:
    """The papers' numbers by IRI, each once. Raises NameUnknown."""
    found: dict[str, int] = {}
    unknown = []
    for name in names:
        number = writer.registry.number(name)
        if number is None or writer.records.papers.state(number) is None:
            unknown.append(name)
        else:
            found[writer.registry.iri(number)] = number
    if unknown:
        raise NameUnknown(
            f"There is no paper {', '.join(unknown)}; nothing was removed.",
            where=str(writer.directory.path),
            remedy="Give the paper's IRI, or an identifier such as arxiv:2401.00001.",
        )
    return found
