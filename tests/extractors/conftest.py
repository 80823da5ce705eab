"""Messy text for property tests: generated always, and lines of a real corpus where one is given.

`SOTAGRAPH_CORPUS=PATH pytest tests/extractors` adds the first 1,000 records of a JSON Lines file.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import strategies as st

from extractors.extraction import Extract, make_extract
from extractors.sources import discover, read
from kg.records import Paper
from ontology.vocabulary import Vocabulary, load_vocabulary

WORDS = (
    "we", "propose", "PFGM++", "a", "diffusion model", "on", "CIFAR-10", "with", "FID", "of", "1.91",
    "88.1", "%", "over", "text-to-image generation", "which", "outperforms", "DDIM", "by", "3.2", "and",
    "runs", "faster", "ours", "ImageNet", "accuracy", "state-of-the-art", "than", "e.g.", "et al.",
    "(FID)", "Code:", "https://a.org/b_c", "is",
)  # fmt: skip
MARKUP = (
    "{times}", "{=}", "{+}", "{to}infty", "times", "cdot", "$\\times$", "\\textbf{", "}", "{", "$", "\\%",
    "~", "--", "\\emph{", "\\href{https://c.org}{", "\\footnote{", "{\\em ", "ﬁ", "\xad", "\u200b",
    "\xa0", "“", "’", "–", "−", "×", "±", "&amp;", "&lt;", "&#x27;", "\\alpha", "\\'e", "\\\"{o}", "$^",
    "_2$", "\\(", "\\)", "\\", "\n", "\r\n", "  ", "\t", "𝒪", "\\cite{x}", "\\mathcalO", "^{", "`", "``",
    ".", ",", "?", "(", ")", "[", "]", "/", "10", "=",
)  # fmt: skip


def messy_text() -> st.SearchStrategy[str]:
    """Prose of the field with markup, artefacts and any other characters strewn in."""
    piece = st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS),
        st.sampled_from(MARKUP),
        st.text(max_size=4),
    )
    glue = st.sampled_from(("", " ", " ", " "))
    return st.lists(st.tuples(piece, glue), max_size=40).map(lambda pairs: "".join(p + g for p, g in pairs))


@pytest.fixture(scope="session")
def messy() -> st.SearchStrategy[str]:
    """See `messy_text`; draw from it with `st.data()`."""
    return messy_text()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabularies that the program ships."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def extract(vocabulary: Vocabulary) -> Extract:
    """The pipeline with the vocabularies that the program ships."""
    return make_extract(vocabulary)


def real_papers() -> list[Paper]:
    """The papers to hold properties over: the seeds, and 1,000 of the corpus where one is given."""
    paths = [Path(__file__).parents[1] / "data" / "seeds.papers.jsonl"]
    if "SOTAGRAPH_CORPUS" in os.environ:
        paths.append(Path(os.environ["SOTAGRAPH_CORPUS"]))
    return [
        paper
        for path in paths
        for paper in islice(read(discover([path]).files), 1000)
        if isinstance(paper, Paper)
    ]


@pytest.fixture(scope="session")
def papers() -> list[Paper]:
    """See `real_papers`."""
    return real_papers()
