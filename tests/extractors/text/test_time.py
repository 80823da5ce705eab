from __future__ import annotations

import time

import pytest
import spacy
from spacy.language import Language

from extractors.text import normalise
from extractors.tokenizer import Tokenizer

LENGTH = 100_000
UNITS = (
    "(", "$", "$ ", "{", "\\", "\\cite{", "\\textbf{", "}", ".", "a.", "www.", "http://", "'", "`", "^_",
    "&a", "~", "x", "A", "A. ", "1.5/", "-", "\n", "ABC (Aa Bb Cc) ", "(Aa) ", "[(", "times", "e.g. ",
)  # fmt: skip


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The components that read the text first."""
    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    for name in ("sotagraph_sentences", "sotagraph_abbreviations", "sotagraph_links"):
        nlp.add_pipe(name)
    return nlp


@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_abstract_of_anything_is_read_in_seconds(nlp: Language, unit: str) -> None:
    """No text takes time with the square of its length, which would be minutes here."""
    text = "Title\n" + (unit * LENGTH)[:LENGTH]

    start = time.process_time()
    nlp(normalise(text).text)
    taken = time.process_time() - start

    assert taken < 10
