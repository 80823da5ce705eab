"""Which rules, vocabularies and model made an extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from extractors.model import Model
from kg.records import Extractor
from ontology.vocabulary import Vocabulary

NAME = "sotagraph"

# Everything below these decides what is found; sources and evaluation do not.
_RULES = (
    "components",
    "judging",
    "patterns",
    "tagger",
    "text",
    "extraction.py",
    "pipeline.py",
    "tokenizer.py",
    "trees.py",
)


def extractor_identity(vocabulary: Vocabulary, model: Model | None) -> Extractor:
    """The identity of the pipeline with this vocabulary and model.

    The digest covers the rules, code and pattern files alike, the vocabulary and the model. So a paper is
    read again whenever something changed that can change what is found in it, also between two releases.
    """
    digest = hashlib.sha256(vocabulary.digest.encode())
    digest.update(model.digest.encode() if model is not None else b"")
    for name, content in sorted(_rule_files()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return Extractor(NAME, version("sotagraph"), digest.hexdigest())


def _rule_files() -> Iterator[tuple[str, bytes]]:
    root = files("extractors")
    for name in _RULES:
        yield from _below(root / name, name)


def _below(item: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    if item.is_file():
        yield path, item.read_bytes()
        return
    for child in item.iterdir():
        if child.name != "__pycache__":
            yield from _below(child, f"{path}/{child.name}")
