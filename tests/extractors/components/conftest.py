"""Sentences with the expected mentions marked in them: `We propose [PFGM++|Method proposed].`"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractors.pipeline import build_pipeline
from kg.records import EntityType
from ontology.vocabulary import Concept, Vocabulary

_MARK = re.compile(r"\[(?P<form>[^|\]]+)\|(?P<label>[^\]]+)\]")

# Small on purpose: what a test expects must not depend on what the shipped vocabularies grow to.
CONCEPTS = (
    Concept(EntityType.METRIC, "fid", "FID", ("Fréchet Inception Distance", "FID score")),
    Concept(EntityType.METRIC, "ap", "AP", ("average precision",)),
    Concept(EntityType.METRIC, "latency", "latency", ()),
    Concept(EntityType.DATASET, "cifar-10", "CIFAR-10"),
    Concept(EntityType.DATASET, "coco", "COCO", ("MS COCO",)),
    Concept(EntityType.DATASET, "ffhq", "FFHQ"),
    Concept(EntityType.DATASET, "imagenet", "ImageNet"),
    Concept(EntityType.DATASET, "multipl-e", "MultiPL-E"),
    Concept(EntityType.METHOD, "cfg", "classifier-free guidance", ("CFG",)),
    Concept(EntityType.METHOD, "ddim", "DDIM"),
    Concept(EntityType.METHOD, "diffusion-models", "diffusion models"),
    Concept(EntityType.METHOD, "gpt-4", "GPT-4"),
    Concept(EntityType.METHOD, "llm", "large language models", ("LLM",)),
    Concept(EntityType.METHOD, "sam", "SAM", ("Segment Anything Model",)),
    Concept(EntityType.METHOD, "vit", "vision transformers", ("ViT",)),
    Concept(EntityType.TASK, "image-generation", "image generation", ("image synthesis",)),
)


class Marked(NamedTuple):
    """A text without its marks, and the labels by surface form."""

    text: str
    labels: set[tuple[str, str]]


def read_marks(sentence: str) -> Marked:
    """Take the marks out of a sentence, which becomes the abstract below an empty title."""
    labels = {(match["form"], match["label"]) for match in _MARK.finditer(sentence)}
    return Marked("\n" + _MARK.sub(lambda match: match["form"], sentence), labels)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline over the concepts above."""
    return build_pipeline(Vocabulary(CONCEPTS))


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Doc]:
    """Run the components up to the roles, which is all that these tests are about."""

    def run(text: str) -> Doc:
        with nlp.select_pipes(disable=["sotagraph_results"]):
            return nlp(text)

    return run


@pytest.fixture(scope="session")
def mentions(
    read: Callable[[str], Doc],
) -> Callable[[str], tuple[set[tuple[str, str]], set[tuple[str, str]]]]:
    """What is found in a marked sentence and what is marked: surface forms with `Type role`."""

    def compare(sentence: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        marked = read_marks(sentence)
        doc = read(marked.text)
        roles = any(" " in label for _, label in marked.labels)
        found = {
            (doc.text[slice(*span)], f"{e.type} {e.role}" if roles and e.role else str(e.type))
            for e in doc._.entities
            for span in e.spans
        }
        return found, marked.labels

    return compare
