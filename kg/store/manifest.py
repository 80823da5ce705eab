"""What one snapshot holds and how it came about, as JSON beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kg.data_directory import LAYOUT
from kg.errors import StoreIncompatible
from kg.records import Extractor

__all__ = ["Manifest", "manifest_from_json", "manifest_to_json", "read_manifest"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one snapshot holds and how it came about.

    Args:
        id: The snapshot's name.
        created: When it was published, ISO 8601 in UTC.
        store: A random name of the records that it was made from, since another store counts for itself.
        generation: How often the records had changed by then.
        previous: The name of the snapshot that was published before it, or None.
        layout: The version of the files' layout.
        base: What all IRIs begin with.
        papers: How many papers it holds.
        vocabulary: The digest of its vocabularies.
        ontology: The digest of its ontology.
        extractors: What made its extractions, sorted.
        catalogue: The version of its catalogue; empty in manifests that do not say it.
        derived: The version of what is derived in it; empty likewise.
    """

    id: str
    created: str
    store: str
    generation: int
    previous: str | None
    layout: int
    base: str
    papers: int
    vocabulary: str | None
    ontology: str
    extractors: tuple[Extractor, ...]
    catalogue: str = ""
    derived: str = ""


_MANIFEST = TypeAdapter(Manifest)


def manifest_to_json(manifest: Manifest) -> str:
    """The manifest as indented JSON."""
    return _MANIFEST.dump_json(manifest, indent=2).decode() + "\n"


def manifest_from_json(text: str | bytes) -> Manifest:
    """The inverse of `manifest_to_json`. Raises pydantic.ValidationError."""
    return _MANIFEST.validate_json(text)


def read_manifest(path: Path) -> Manifest:
    """Read a snapshot's manifest.

    Raises:
        StoreIncompatible: It is of another layout.
        FileNotFoundError: The snapshot is not kept any more.
    """
    try:
        manifest = manifest_from_json(path.read_bytes())
    except ValidationError as error:
        raise _incompatible(path, "has a manifest that cannot be read") from error
    if not 1 <= manifest.layout <= LAYOUT:
        raise _incompatible(path, f"has layout version {manifest.layout}; this version reads up to {LAYOUT}")
    return manifest


def _incompatible(path: Path, what: str) -> StoreIncompatible:
    return StoreIncompatible(
        f"The snapshot {path.parent.name} {what}.",
        where=str(path),
        remedy="Use the version of sotagraph that made it, or ingest into another data directory.",
    )
