from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from extractors.components.vocabulary import VocabularyMatcher

NAMES = (
    ("on CIFAR10, Cifar-10 and CIFAR 10", ["CIFAR10", "Cifar-10", "CIFAR 10"]),
    ("the Fréchet inception distance and FID scores", ["Fréchet inception distance", "FID"]),
    ("large-language model and LLMs", ["large-language model", "LLMs"]),
    ("MS-COCO 2014, ImageNet 256x256 and COCO-Stuff", ["MS-COCO 2014", "ImageNet 256x256", "COCO-Stuff"]),
    ("COCO test-dev and FFHQ-1024", ["COCO test-dev", "FFHQ-1024"]),
    ("GPT-4 mini, GPT-4.1-mini and ViT-B/16", ["GPT-4 mini", "GPT-4.1-mini", "ViT-B/16"]),
    ("SAM 2 and SAM-based tools", ["SAM 2", "SAM"]),
    ("diffusion models of one kind", ["diffusion models"]),
)
OTHERS = (
    "Sam and multiple sams",  # case tells the name from the word
    "We ask multiple annotators. Multiple answers came.",
    "the coco bean",
    "imagenets_of_old",
    "a VITAL sign of AP2",
    "ImageNet. 256 images",  # a sentence ends between them
)


def surfaces(doc: Doc) -> list[str]:
    matched = (c.span for c in doc._.candidates if c.origin == "sotagraph_vocabulary")
    return [doc.text[slice(*span)] for span in matched]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_are_found_however_they_are_spelled(
    read: Callable[[str], Doc], text: str, expected: list[str]
) -> None:
    """Hyphens, spaces, plurals and case do not matter, and a name goes on over what picks its variant."""
    doc = read("\n" + text)

    assert surfaces(doc) == expected


@pytest.mark.parametrize("text", OTHERS)
def test_other_words_are_no_names(read: Callable[[str], Doc], text: str) -> None:
    """A short name needs its capitals, a word border on either side, and one sentence."""
    doc = read("\n" + text)

    assert [s for s in surfaces(doc) if s != "ImageNet"] == []


def test_numbers_behind_a_name_are_left_to_the_results(read: Callable[[str], Doc]) -> None:
    """A value is no variant: `ImageNet 75.3%`."""
    doc = read("\nIt reaches 1.91 on CIFAR-10, on ImageNet 75.3% and on FFHQ 2.5 FID.")

    assert surfaces(doc) == ["CIFAR-10", "ImageNet", "FFHQ", "FID"]


def test_the_package_vocabularies_are_read_when_none_is_handed_in() -> None:
    """A pipeline made from the factory alone knows the shipped concepts."""
    nlp = spacy.blank("en")
    doc = nlp("\non ImageNet")

    VocabularyMatcher("vocabulary")(doc)

    assert [c.concept for c in doc._.candidates] == ["ImageNet"]
