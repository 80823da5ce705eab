from __future__ import annotations

import pytest
import spacy

from extractors.components.links import find_urls, kind_of
from kg.records import LinkKind

URLS = (
    ("Code: https://github.com/a/b.", ["https://github.com/a/b"]),
    ("Code (https://github.com/a/b-c_d.git).", ["https://github.com/a/b-c_d.git"]),
    (
        "See https://en.org/wiki/X_(y), and http://a.b/?q=1&r=2#s!",
        ["https://en.org/wiki/X_(y)", "http://a.b/?q=1&r=2#s"],
    ),
    (
        "at github.com/a/b and www.a-b.org/c; also a.github.io.",
        ["github.com/a/b", "www.a-b.org/c", "a.github.io"],
    ),
    ("[a.github.io](https://a.github.io)", ["a.github.io", "https://a.github.io"]),
    ("[https://a.org/b](https://a.org/b)", ["https://a.org/b", "https://a.org/b"]),
    (
        "torn: https: //a.org/b and https://github.com/ owner/repo here",
        ["https: //a.org/b", "https://github.com/ owner/repo"],
    ),
    ('"https://a.org/b"', ["https://a.org/b"]),
    ("mail me@github.com/x, see Fig.1/2, PyTorch.org, e.g./i.e. or ViT-B/16", []),
    ("https:// alone, and http://localhost", []),
)


@pytest.mark.parametrize(("text", "expected"), URLS)
def test_every_url_is_found_without_the_punctuation_around_it(text: str, expected: list[str]) -> None:
    """Addresses with and without a scheme, in brackets, in Markdown, and torn by a line break."""
    found = [text[start:end] for start, end in find_urls(text)]

    assert found == expected


KINDS = (
    ("Our code is available at ", "https://github.com/a/b", LinkKind.CODE),
    ("Our dataset and code are at ", "https://github.com/a/b", LinkKind.CODE),
    ("The dataset is released at ", "https://github.com/a/b", LinkKind.DATA),
    ("Data and models: ", "https://a.org", LinkKind.DATA),
    ("Project page: ", "https://a.github.io", LinkKind.PROJECT),
    ("Code can be found on the project page ", "https://a.github.io", LinkKind.PROJECT),
    ("A demo is at ", "https://a.org", LinkKind.DEMO),
    ("Released at ", "https://github.com/a/b", LinkKind.CODE),
    ("Released at ", "https://huggingface.co/datasets/a", LinkKind.DATA),
    ("Released at ", "https://a.org", LinkKind.OTHER),
)


@pytest.mark.parametrize(("before", "url", "kind"), KINDS)
def test_the_words_before_a_link_say_what_it_is(before: str, url: str, kind: LinkKind) -> None:
    """The sentence decides, and where it says nothing the host does."""
    found = kind_of(before, url)

    assert found is kind


def test_each_link_has_the_words_since_the_one_before() -> None:
    """`code at A and data at B` gives two kinds; a repeated address keeps its first."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sotagraph_sentences")
    nlp.add_pipe("sotagraph_links")

    doc = nlp("T\nData are nice. The code is at https://a.org/x and data at https://b.org/y https://a.org/x.")

    assert [(doc.text[slice(*link.span)], link.kind) for link in doc._.links] == [
        ("https://a.org/x", LinkKind.CODE),
        ("https://b.org/y", LinkKind.DATA),
        ("https://a.org/x", LinkKind.CODE),
    ]
