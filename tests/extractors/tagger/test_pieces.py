"""Words cut into pieces and windows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from extractors.tagger.pieces import WINDOW, Pieces

UNKNOWN = "[UNK]"


def small_tokenizer() -> Tokenizer:
    """Letters, digits and a few words, as the encoder's word pieces are."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,-+()"
    known = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "model", "##s", "diffusion"]
    entries = dict.fromkeys([*known, *letters, *(f"##{letter}" for letter in letters)])
    tokenizer = Tokenizer(WordPiece({piece: i for i, piece in enumerate(entries)}, unk_token=UNKNOWN))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


PIECES = Pieces(small_tokenizer())
WORDS = st.lists(
    st.one_of(
        st.sampled_from(["the", "models", "diffusion", "PFGM++", "1.91", "(", "é"]), st.text(min_size=1)
    ),
    max_size=900,
)


@settings(deadline=None)
@given(WORDS)
def test_every_word_is_decided_by_exactly_one_window(texts: list[str]) -> None:
    """In the order of the text, none left out, none twice."""
    decided = [window.start + word for window in PIECES.windows(texts) for word in range(*window.kept)]
    assert decided == list(range(len(texts)))


@settings(deadline=None)
@given(WORDS)
def test_a_window_fits_the_encoder_and_owns_its_pieces(texts: list[str]) -> None:
    """Special pieces at both ends, each word's first piece where `first` says."""
    for window in PIECES.windows(texts):
        assert len(window.ids) == len(window.owners) <= WINDOW + 2
        assert window.owners[0] == window.owners[-1] == -1
        assert [window.owners[piece] for piece in window.first] == list(range(len(window.first)))
        assert all(0 < piece < len(window.ids) - 1 for piece in window.first)


def test_a_word_in_the_middle_of_a_long_text_has_context_on_both_sides() -> None:
    """Where two windows meet, a word is decided by one that sees some words before and behind it."""
    windows = list(PIECES.windows(["the"] * 2000))
    assert len(windows) > 1
    for window in windows[1:]:
        assert window.kept[0] >= 30
    for window in windows[:-1]:
        assert len(window.first) - window.kept[1] >= 30


def test_a_word_without_an_end_has_no_more_pieces_than_say_something() -> None:
    """A megabyte without a space is one word."""
    (window,) = PIECES.windows(["a" * 100_000])
    assert len(window.ids) < 30


def test_a_tokenizer_without_special_pieces_is_refused() -> None:
    """It would cut words in a way that the encoder never saw."""
    with pytest.raises(ValueError, match=r"\[CLS\]"):
        Pieces(Tokenizer(WordPiece({"[UNK]": 0}, unk_token=UNKNOWN)))
