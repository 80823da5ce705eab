from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractors.components.sentences import Words, boundaries

# A bar stands where a new sentence starts.
MARKED = (
    "A title without a stop\n|We propose X. |It works.",
    "Smith et al. report 3.5 vs. 4.1 on MNIST. |We report more.",
    "Models, e.g. GANs, i.e. adversarial ones, cf. Fig. 3, are hard. |Is it so? |Yes! |(We think so.)",
    "It gains 2.5 points (e.g., 88.1 vs. 85.6). |Code: https://a.org/b.c. |See Sec. 2.",
    "We thank J. Smith and A. B. Jones. |Of dimension D. |We show it.",
    "On CIFAR-10 it is first. |iBOT is second. |3D shapes follow. |“Quoted” too.".replace("“", '"').replace(
        "”", '"'
    ),
    "Following Smith et al. |We prune. |Pruning w.r.t. accuracy etc. is fine.",
    "See the U.S. Census, approx. 5 min. per run, No. 4. |The rest is new.",
    "It does two things. |(i) It finds. |(ii) It keeps keys, locks, etc. |Typically, (e.g. it) works.",
    "Really?! |Yes... |But why. not here",
    "It helps LLMs.|Extensive tests follow.|However, node.Js and U.Net and Vue.Now stay.",
)


@pytest.mark.parametrize("marked", MARKED)
def test_sentences_start_where_a_reader_says(marked: str) -> None:
    """Abbreviations, initials, decimals and addresses end no sentence; stops and the title do."""
    pieces = marked.split("|")
    text = "".join(pieces)

    found = boundaries(text, Words.read())

    assert [text[a:b] for a, b in zip(found, [*found[1:], len(text)], strict=True)] == pieces


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline of this component alone."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sotagraph_sentences")
    return nlp


@settings(deadline=None)
@given(data=st.data())
def test_sentences_cover_the_text(data: st.DataObject, nlp: Language, messy: st.SearchStrategy[str]) -> None:
    """Whatever the text, boundaries ascend from 0 and the sentences of the Doc are the text."""
    text = data.draw(messy)

    found = boundaries(text, Words.read())
    doc = nlp(text)

    assert found[0] == 0
    assert found == sorted(set(found))
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
