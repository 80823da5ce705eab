"""Sentences read by the rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from extractors.pipeline import build_pipeline
from ontology.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Callable[[str], Doc]:
    """The Doc of a sentence below an empty title, by the rules alone."""
    nlp = build_pipeline(vocabulary)
    return lambda sentence: nlp(f"\n{sentence}")
