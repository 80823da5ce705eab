from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

Mentions = Callable[[str], tuple[set[tuple[str, str]], set[tuple[str, str]]]]

PIECES = (
    "We propose ZorpNet", " for image generation and editing", " (ZN)", ". ", "Large Language Models (LLMs)",
    " an LLM", " on CIFAR-10", " the mask-aware loss", " 71% accuracy", ", ", " and ", " diffusion models",
    " (", ")", "\n", " Ordinal Tree Search (OTS)", " β-VAE", " FID of 1.91",
)  # fmt: skip


def names(doc: Doc) -> dict[str, list[str]]:
    return {e.name: [doc.text[slice(*span)] for span in e.spans] for e in doc._.entities}


def test_a_short_form_and_its_expansion_are_one_entity(read: Callable[[str], Doc]) -> None:
    """It is called by the short form as the text introduces it; every spelling is a mention."""
    doc = read("\nLarge language models (LLMs) are big. An LLM is a large language model.")

    assert names(doc) == {"LLMs": ["Large language models", "LLMs", "LLM", "large language model"]}


def test_names_of_one_concept_are_one_entity(read: Callable[[str], Doc]) -> None:
    """The vocabulary joins spellings that folding keeps apart; the first one gives the name."""
    doc = read("\nTools for image synthesis. We study image generation.")

    assert names(doc) == {"image synthesis": ["image synthesis", "image generation"]}


def test_the_longest_mention_stands(read: Callable[[str], Doc]) -> None:
    """A name within a longer one is no mention of its own."""
    doc = read("\nWith sparse diffusion models we go beyond diffusion models.")

    assert names(doc) == {
        "sparse diffusion models": ["sparse diffusion models"],
        "diffusion models": ["diffusion models"],
    }


def test_the_expansion_tells_what_a_short_form_is(mentions: Mentions) -> None:
    """Capitals look like a method, but what they stand for is a task."""
    found, marked = mentions(
        "In [sign language translation|Task] ([SLT|Task]) signs are read. [SLT|Task] is hard."
    )

    assert found == marked


def test_the_expansion_overrules_what_a_short_form_means_elsewhere(mentions: Mentions) -> None:
    """SLAM is a task to roboticists, but not in a paper whose SLAM is a model."""
    found, marked = mentions(
        "We propose the [Step-wise Layered Approximation Model|Method] ([SLAM|Method]). "
        + "[SLAM|Method] is fast. " * 8
    )

    assert found == marked


def test_a_short_form_of_ordinary_words_is_dropped(read: Callable[[str], Doc]) -> None:
    """Neither it nor what it stands for is a term."""
    doc = read("\nWith a warm daily rain (WDR) the WDR pictures are nice.")

    assert names(doc) == {}


def test_capitals_elsewhere_explain_an_acronym(read: Callable[[str], Doc]) -> None:
    """A title in full and the acronym in the text are one method."""
    doc = read("Ordinal Tree Search for Games\nWe propose OTS, which plays.")

    assert names(doc)["OTS"] == ["Ordinal Tree Search", "OTS"]


def test_a_sign_tells_an_acronym_from_what_it_grew_from(read: Callable[[str], Doc]) -> None:
    """`OTS++` is another method than ordinal tree search."""
    doc = read("\nWe propose OTS++. It grew from Ordinal Tree Search (OTS).")

    assert names(doc)["OTS++"] == ["OTS++"]


def test_the_name_is_as_the_running_text_has_it(read: Callable[[str], Doc]) -> None:
    """The capitals of a title are not part of a name."""
    doc = read("Fast Lane Detection\nWe study lane detection.")

    assert [e.name for e in doc._.entities] == ["lane detection"]


@pytest.mark.parametrize("sentence", ["The latency falls.", "The [latency|Metric] falls by 35%."])
def test_a_quantity_is_a_metric_only_beside_a_number(mentions: Mentions, sentence: str) -> None:
    """This holds for names of the vocabulary too."""
    found, marked = mentions(sentence)

    assert found == marked


@given(data=st.data())
def test_spans_are_exact_sorted_and_apart(nlp: Language, data: st.DataObject) -> None:
    """Each span stands at word borders; two entities overlap only within a coordination."""
    text = "A Title" + "\n" + "".join(data.draw(st.lists(st.sampled_from(PIECES), max_size=12)))
    with nlp.select_pipes(disable=["sotagraph_results"]):
        doc = nlp(text)

    spans = sorted(span for e in doc._.entities for span in e.spans)
    for e in doc._.entities:
        assert e.name
        assert e.spans == sorted(set(e.spans))
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start or "generation and editing" in text[max(0, start - 20) : end + 20]
