from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from extractors.tokenizer import Tokenizer

# A bar stands between tokens; one space after a token belongs to it.
MARKED = (
    "CIFAR|-|10|/|FFHQ |64|x64",
    "1.91|/|2.43",
    "FID|=|1.42",
    "17.5|x |faster",
    "D|=|2048",
    "88.1|% |± |0.3",
    "PFGM++ |and |C#",
    "ViT|-|B|/|16",
    "see |https://github.com/x/y_z |here",
    "Title|\n|Text | |two",
)


@pytest.mark.parametrize("marked", MARKED)
def test_numbers_words_and_signs_are_tokens_of_their_own(marked: str) -> None:
    """What stands together without a space is split where its kind changes."""
    pieces = marked.split("|")

    doc = Tokenizer(Vocab())("".join(pieces))

    assert [token.text_with_ws for token in doc] == pieces


@settings(deadline=None)
@given(data=st.data())
def test_tokens_make_up_the_text(data: st.DataObject, messy: st.SearchStrategy[str]) -> None:
    """Whatever the text, nothing of it is lost or added."""
    text = data.draw(messy)

    doc = Tokenizer(Vocab())(text)

    assert doc.text == text
