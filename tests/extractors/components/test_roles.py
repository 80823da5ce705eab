from __future__ import annotations

from collections.abc import Callable

import pytest

Mentions = Callable[[str], tuple[set[tuple[str, str]], set[tuple[str, str]]]]

TEXTS = (
    "We propose [Zorp++|Method proposed]. It beats [DDIM|Method compared] on [CIFAR-10|Dataset evaluated].",
    "[DDIM|Method mentioned] is well known. We propose [Zorp++|Method proposed].",
    "[DDIM|Method used] is known. We propose [Zorp++|Method proposed]. It starts from [DDIM|Method used].",
    "We propose [Zorp++|Method proposed] with [CFG|Method used].",
    "We introduce [ZorpBench|Dataset introduced], a benchmark. We evaluate [GPT-4|Method compared].",
    "We propose [Zorp++|Method proposed], trained on [ImageNet|Dataset trained].",
    "We train on [ImageNet|Dataset evaluated] and report the error on [ImageNet|Dataset evaluated].",
)


@pytest.mark.parametrize("text", TEXTS)
def test_roles_follow_from_what_the_paper_says(mentions: Mentions, text: str) -> None:
    """Announced, behind a comparison, named once before the paper says what it does, else used."""
    found, marked = mentions(text)

    assert found == marked
