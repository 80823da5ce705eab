"""Publication: what the writer has becomes what readers see, in one rename."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from kg import derived
from kg.catalogue import VERSION
from kg.data_directory import LAYOUT, DataDirectory, SnapshotFolder
from kg.errors import StoreUnwritable
from kg.store.derivation import Derivation, ontology_digest
from kg.store.draft import fill_draft, note_derived
from kg.store.failures import writing
from kg.store.files import sync_path, sync_tree, write_whole
from kg.store.manifest import Manifest, manifest_from_json, manifest_to_json, read_manifest
from kg.store.primary import Primary
from kg.store.records import Records
from ontology.vocabulary import Vocabulary

__all__ = ["finish_interrupted", "last_published", "publish"]

# After so many new or changed papers, and a quarter of all, the files are put in order: this takes as long
# as it saves in building the catalogue, and readers find everything in half the time from then on.
_MANY = 1_000


def publish(
    directory: DataDirectory,
    records: Records,
    vocabulary: Vocabulary | None,
    open_primary: Callable[[], Primary],
) -> str | None:
    """Publish what the records hold, unless the last publication shows it already.

    The caller holds the writer's lock. An interruption at any moment leaves readers with the snapshot
    that they had, and the next run with all that it needs to publish the rest.

    Args:
        directory: Where.
        records: What was ingested.
        vocabulary: What the vocabularies graph shall show, or None to leave it as it is.
        open_primary: Gives the writer's graph; not called if there is nothing to publish.

    Returns:
        The snapshot that was published last, or None if there is nothing to publish yet.

    Raises:
        StoreUnwritable: The disk refuses.
    """
    published = last_published(records)
    if _is_current(records, published, vocabulary):
        return published.id if published else None
    primary = open_primary()
    Derivation(records, primary).derive(vocabulary, published)
    if records.papers.dirty_count() >= max(_MANY, records.papers.count() // 4):
        primary.optimize()
    manifest = _manifest(directory, records, vocabulary, published)
    _build(directory, records, primary, manifest, published)
    _finish(directory, records, manifest)
    return manifest.id


def last_published(records: Records) -> Manifest | None:
    """The manifest of the last publication; readers may have been rolled back to an earlier one."""
    stored = records.get("published")
    return None if stored is None else manifest_from_json(stored)


def finish_interrupted(directory: DataDirectory, records: Records) -> None:
    """Clear what an interrupted publication left, and do its last steps if only those are missing.

    Raises:
        StoreUnwritable: The disk refuses.
    """
    with writing(directory.path):
        for leftover in (*directory.snapshots.glob(".*"), *directory.path.glob(".current.*.tmp")):
            if leftover.is_dir():
                shutil.rmtree(leftover)
            else:
                leftover.unlink()
    published = last_published(records)
    for snapshot in directory.kept()[-1:]:
        manifest = read_manifest(snapshot.manifest)
        # Complete, but readers were not told, and nothing was ingested since.
        told = manifest.previous != (published.id if published else None)
        if (manifest.store, manifest.generation) == (records.name, records.generation) and not told:
            _finish(directory, records, manifest)


def _is_current(records: Records, published: Manifest | None, vocabulary: Vocabulary | None) -> bool:
    if published is None:
        return records.generation == 0
    return (
        published.generation == records.generation
        and published.ontology == ontology_digest()
        and published.catalogue == VERSION
        and published.derived == derived.VERSION
        and (vocabulary is None or published.vocabulary == vocabulary.digest)
    )


def _manifest(
    directory: DataDirectory, records: Records, vocabulary: Vocabulary | None, published: Manifest | None
) -> Manifest:
    now = datetime.now(UTC)
    names = [snapshot.id for snapshot in directory.kept()] + ([published.id] if published else [])
    number = 1 + max((int(name.partition("-")[0]) for name in names), default=0)
    before = published.vocabulary if published else None
    return Manifest(
        id=f"{number:06d}-{now:%Y%m%dT%H%M%SZ}",
        created=now.isoformat(timespec="seconds"),
        store=records.name,
        generation=records.generation,
        previous=published.id if published else None,
        layout=LAYOUT,
        base=records.base,
        papers=records.papers.count(),
        vocabulary=before if vocabulary is None else vocabulary.digest,
        ontology=ontology_digest(),
        extractors=tuple(records.papers.extractors()),
        catalogue=VERSION,
        derived=derived.VERSION,
    )


def _build(
    directory: DataDirectory,
    records: Records,
    primary: Primary,
    manifest: Manifest,
    published: Manifest | None,
) -> None:
    """Make the snapshot's folder: under a name that no reader looks at, then in place, whole."""
    target = directory.snapshot(manifest.id)
    draft = SnapshotFolder(directory.snapshots / f".{manifest.id}")
    try:
        with writing(directory.snapshots):
            draft.path.mkdir(parents=True)
            fill_draft(draft, directory, records, primary, published)
            write_whole(draft.manifest, manifest_to_json(manifest))
            sync_tree(draft.path)
            draft.path.rename(target.path)
            sync_path(directory.snapshots)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(draft.path)
        raise


def _finish(directory: DataDirectory, records: Records, manifest: Manifest) -> None:
    """Move the pointer, then clear the marks; in this order, so that marks are never cleared too early."""
    with writing(directory.current):
        write_whole(directory.current, f"{manifest.id}\n")
    # From here on it is published. Should the disk be full by now, the next run clears the marks.
    with suppress(StoreUnwritable), records.transaction():
        records.papers.clear_marks()
        records.entities.clear_marks()
        records.decisions.clear_mark()
        records.set("published", manifest_to_json(manifest))
        note_derived(records, manifest.id)
