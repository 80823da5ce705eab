"""A Doc as words, each with how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from extractors.tagger.words import SHAPE_COUNT, SHAPES, read_words, shape_of
from extractors.tokenizer import Tokenizer

VOCAB = Vocab()


@given(st.text(max_size=200))
def test_words_are_the_text_without_its_white_space(text: str) -> None:
    """Every character but white space is in exactly one word, at its offset."""
    words = read_words(Tokenizer(VOCAB)(text))
    covered = [False] * len(text)
    for word, start, end in zip(words.texts, words.starts, words.ends, strict=True):
        assert text[start:end] == word
        assert not any(covered[start:end])
        covered[start:end] = [True] * (end - start)
    assert all(inside or character.isspace() for inside, character in zip(covered, text, strict=True))


@given(st.text(max_size=200))
def test_shapes_are_within_their_range(text: str) -> None:
    """Zero is for padding alone."""
    assert all(0 < shape < SHAPE_COUNT for shape in read_words(Tokenizer(VOCAB)(text)).shapes)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("model", "lower"),
        ("Adam", "title"),
        ("SLAM", "upper"),
        ("B", "letter"),
        ("ResNet", "mixed"),
        ("PFGM++", "upper"),
        ("10", "number"),
        ("-", "sign"),
        ("模型", "other"),
    ],
)
def test_a_word_is_told_by_its_capitals(word: str, shape: str) -> None:
    """`SLAM` is no `slam`."""
    assert shape_of(word) == shape


def test_a_word_knows_whether_it_is_glued_to_the_one_before() -> None:
    """`-10` of `CIFAR-10` is, `on` is not."""
    words = read_words(Tokenizer(VOCAB)("on CIFAR-10"))
    glued = [(shape - 1) % 2 == 1 for shape in words.shapes]
    assert list(zip(words.texts, glued, strict=True)) == [
        ("on", False),
        ("CIFAR", False),
        ("-", True),
        ("10", True),
    ]
    assert SHAPES[(words.shapes[3] - 1) // 2] == "number"
