from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.components.words import split_words

WHOLE = (
    "text-to-image", "Qwen2.5-VL-7B", "PFGM++", "C#", "RGB+D", "J&F", "mAP@50", "nnU-Net", "3D", "π0",
)  # fmt: skip


@pytest.mark.parametrize("word", WHOLE)
def test_a_name_is_one_word(word: str) -> None:
    """Hyphens, dots between digits and plus signs stay within a word."""
    words = split_words(f"the {word}, (its) 2.5% rest.")

    assert [w.text for w in words] == ["the", word, "its", "2.5", "rest"]


@given(st.text(max_size=200))
def test_words_and_gaps_make_up_the_text(text: str) -> None:
    """Every word stands where it says, and the gaps fill what is between."""
    words = split_words(text)

    assert all(text[w.start : w.end] == w.text for w in words)
    assert text.startswith("".join(w.gap + w.text for w in words))
