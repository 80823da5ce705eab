from __future__ import annotations

import pytest

from extractors.components.orthography import named_part

NAMES = (
    ("PFGM++", "PFGM++"),
    ("CIFAR-10", "CIFAR-10"),
    ("DeepSeek-R1", "DeepSeek-R1"),
    ("LoRA", "LoRA"),
    ("nnU-Net", "nnU-Net"),
    ("word2vec", "word2vec"),
    ("Claude-3", "Claude-3"),
    ("Llama-3.1-8B", "Llama-3.1-8B"),
    ("Encyclo-K", "Encyclo-K"),
    ("GAN-based", "GAN"),
    ("LLM-as-a-judge", "LLM"),
    ("GPT-4o-generated", "GPT-4o"),
)
WORDS = (
    "fine-tuning",
    "Fine-Tuning",
    "Attention",
    "text-to-image",
    "10k",
    "7B",
    "256x256",
    "1st",
    "multi-GPU",
    "Top-1",
    "N+D",
    "I",
)


@pytest.mark.parametrize(("word", "name"), NAMES)
def test_a_word_with_inner_capitals_or_digits_is_a_name(word: str, name: str) -> None:
    """The tail that says how a thing takes part is left out."""
    assert named_part(word) == name


@pytest.mark.parametrize("word", WORDS)
def test_ordinary_words_and_measures_are_no_names(word: str) -> None:
    """A capital at the start of each part, a size or an ordinal names nothing."""
    assert named_part(word) is None
