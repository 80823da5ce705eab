"""Mentions found by what stands around them and by how they are written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import register_extensions
from extractors.components.phrases import PhraseFinder
from extractors.components.words import split_words

NAME = "sotagraph_patterns"


@Language.factory(NAME)
def create_patterns(nlp: Language, name: str) -> PatternMatcher:  # noqa: ARG001 - spaCy asks for it
    """Make the matcher."""
    return PatternMatcher(name)


class PatternMatcher:
    """First version."""

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name
        self._phrases = PhraseFinder()

    def __call__(self, doc: Doc) -> Doc:
        """Add candidates."""
        words = split_words(doc.text)
        doc._.candidates.extend(self._phrases.find(words))
        return doc
