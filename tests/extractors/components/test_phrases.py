from __future__ import annotations

from collections.abc import Callable

import pytest

Mentions = Callable[[str], tuple[set[tuple[str, str]], set[tuple[str, str]]]]

TERMS = (
    "It is trained with [contrastive distillation|Method] and [label smoothing|Method].",
    "We study [monocular depth estimation|Task], [lane detection|Task] and others.",
    "Novel and efficient [lane detection|Task] remains hard.",
    "A framework built on [masked sparse attention|Method] is shown.",
    "The error of [crowd counting|Task] methods grows.",
    "It speeds up [face recognition|Task] networks.",
    "With [top-1 accuracy|Metric] of 76% and a [false positive rate|Metric] of 3%.",
    "An [accuracy|Metric] of 71% on hard videos is reached.",
    "It needs 35% less [peak memory|Metric] and an [inference time|Metric] of 12 ms.",
)
OTHERS = (
    "Existing methods and recent models fail.",
    "The inference time of our model and its memory are low.",  # no number
    "We show the effectiveness of the proposed approach.",
    "Deep learning and neural networks are popular.",
    "It learns to detect and to segment.",
    "The representation of the hidden state is large.",
)


@pytest.mark.parametrize("sentence", TERMS)
def test_a_term_is_told_by_its_last_word(mentions: Mentions, sentence: str) -> None:
    """A term ends with a head of the lists and starts behind articles, verbs and praise."""
    found, marked = mentions(sentence)

    assert found == marked


@pytest.mark.parametrize("sentence", OTHERS)
def test_generic_phrases_are_no_terms(mentions: Mentions, sentence: str) -> None:
    """A head alone, a field, an unmeasured quantity and a verb are no entity."""
    found, _ = mentions(sentence)

    assert found == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "It combines [hybrid video models|Method] and [energy-based models|Method].",
        "It starts with a [masked audio model|Method] inside.",
        "It starts with a spline model inside.",
    ],
)
def test_words_that_call_anything_need_a_family_or_two_words(mentions: Mentions, sentence: str) -> None:
    """`spline model` may be anything; a family of the field or a second word makes it a term."""
    found, marked = mentions(sentence)

    assert found == marked


def test_a_phrase_behind_the_article_must_come_twice(mentions: Mentions) -> None:
    """`the X` points back at something more often than it names it."""
    once, _ = mentions("This changes the spectral distillation there.")
    twice, _ = mentions("This changes the spectral distillation, then the spectral distillation again.")

    assert (once, twice) == (set(), {("spectral distillation", "Method")})
