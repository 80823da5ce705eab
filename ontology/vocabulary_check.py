"""Checks the vocabulary files: `python -m ontology.vocabulary_check [FOLDER]` prints what is wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from rdflib import Node

from ontology.namespaces import VOCABULARY_BASE
from ontology.resources import resource
from ontology.turtle import Descriptions, local_name, read_descriptions, turtle_files
from ontology.types import EntityType
from ontology.vocabulary_rules import RULES, SCHEME, VocabularyFile

_BLOCK = re.compile(r"^v:(\S+)\s+a\s", re.MULTILINE)


def faults(folder: Traversable) -> list[str]:
    """What is wrong with the vocabulary files of a folder, a sentence each; nothing if all is well."""
    return [fault for file in turtle_files(folder) for fault in file_faults(file)]


def file_faults(file: Traversable) -> Iterator[str]:
    """What is wrong with one vocabulary file."""
    try:
        descriptions = read_descriptions(file)
    except ValueError as error:
        yield str(error)
        return
    kinds = {_kind(subject) for subject in descriptions}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is None:
        yield f"{file.name}: not all concepts are in one namespace {VOCABULARY_BASE}TYPE#."
        return
    heads = tuple(_BLOCK.findall(file.read_text(encoding="utf-8")))
    vocabulary = VocabularyFile(file.name, kind, heads, _concepts(descriptions))
    for rule in RULES:
        yield from rule(vocabulary)


def _kind(subject: Node) -> EntityType | None:
    namespace = str(subject).rpartition("#")[0]
    return {f"{VOCABULARY_BASE}{kind.value.lower()}": kind for kind in EntityType}.get(namespace)


def _concepts(descriptions: Descriptions) -> dict[str, dict[Node, list[Node]]]:
    concepts = {local_name(subject): values for subject, values in descriptions.items()}
    concepts.pop(SCHEME, None)
    return concepts


def main(arguments: list[str]) -> int:
    """Print the faults of a folder, by default the vocabularies of the package; 1 if there are any."""
    folder: Traversable = Path(arguments[0]) if arguments else resource("vocabularies")
    found = faults(folder)
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
