"""What a snapshot's folder holds, made from the writer's graph: catalogue, derived graph, checkpoint."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg import derived
from kg.catalogue import VERSION, Catalogue, Touched, build_catalogue, complete_catalogue
from kg.data_directory import DataDirectory, SnapshotFolder
from kg.identity.iris import Iris
from kg.store.manifest import Manifest
from kg.store.primary import Primary
from kg.store.records import Records

__all__ = ["fill_draft", "note_derived"]

# Under which name the records remember the publication at which the derived graph is.
_DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class _Graph:
    """What is about to be published, for questions."""

    store: Store
    catalogue: Catalogue


def fill_draft(
    draft: SnapshotFolder,
    directory: DataDirectory,
    records: Records,
    primary: Primary,
    published: Manifest | None,
) -> None:
    """Make everything in a snapshot's folder but its manifest.

    Catalogue and derived graph carry on those of the last publication, to which the dirty marks are relative,
    where it is still kept.

    Args:
        draft: The folder.
        directory: Where the last publication is kept.
        records: What was ingested.
        primary: The graph, without what is derived from all papers together.
        published: The last publication, or None before the first.
    """
    before = directory.snapshot(published.id).catalogue if published else None
    changed = set(records.papers.dirty_iris())
    build_catalogue(
        primary.store, draft.catalogue, previous=before, changed=None if before is None else changed
    )
    goes_on = (
        before is not None
        and published is not None
        and before.is_file()
        and (published.catalogue, published.derived) == (VERSION, derived.VERSION)
        and records.get(_DERIVED) == published.id
    )
    touched = _derive(draft.catalogue, records, primary, before if goes_on else None, changed)
    primary.backup(draft.graph)
    complete_catalogue(primary.store, draft.catalogue, touched)


def note_derived(records: Records, publication: str) -> None:
    """Note at which publication the derived graph is; at none (empty) if it may be at any."""
    records.set(_DERIVED, publication)


def _derive(
    catalogue: Path, records: Records, primary: Primary, before: Path | None, changed: set[str]
) -> Touched | None:
    """Bring the derived graph up; what that touched, or None if it was made anew."""
    with records.transaction():
        # A run that is interrupted leaves any part of its own.
        note_derived(records, "")
    with closing(Catalogue(catalogue)) as opened:
        graph = _Graph(primary.store, opened)
        iris = Iris(records.base)
        done = derived.derive(primary, iris, graph, catalogue, before, changed)
    if before is None:
        return None
    return Touched({iris.leaderboard(*pair): pair for pair in done.boards}, done.rivals)
