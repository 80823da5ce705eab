"""Mentions found by what stands around them and by how they are written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import register_extensions
from extractors.components.coordinations import CoordinationFinder
from extractors.components.names import NameFinder
from extractors.components.phrases import PhraseFinder
from extractors.components.proposals import ProposalFinder
from extractors.components.titles import TitleFinder
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
        self._names = NameFinder()
        self._proposals = ProposalFinder(self._phrases)
        self._coordinations = CoordinationFinder(self._phrases)
        self._titles = TitleFinder(self._phrases)

    def __call__(self, doc: Doc) -> Doc:
        """Add candidates."""
        links = [link.span for link in doc._.links]
        words = [
            word
            for word in split_words(doc.text)
            if not any(start <= word.start < end for start, end in links)
        ]
        vocabulary = list(doc._.candidates)
        known = {candidate.span[0]: candidate for candidate in vocabulary}
        doc._.candidates.extend(self._phrases.find(doc.text, words))
        doc._.candidates.extend(self._coordinations.find(doc.text, words))
        items = self._names.items(doc.text, words, known)
        doc._.candidates.extend(self._names.candidates(items))
        doc._.candidates.extend(self._proposals.find(doc.text, words, items, doc._.abbreviations, vocabulary))
        doc._.candidates.extend(self._titles.find(doc.text, items))
        return doc
