"""The ontology's own files, read wherever the package is installed."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(name: str) -> Traversable:
    """The file or folder of that name in this package: `schema.ttl`, `shapes.ttl`, `vocabularies`.

    The answer reads like a path (`read_text`, `read_bytes`, `iterdir`) but need not be one on disk.
    """
    return files("ontology").joinpath(name)
