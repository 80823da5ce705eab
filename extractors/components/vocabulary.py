"""Concepts of the vocabularies found in the text by any of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import Candidate, register_extensions
from extractors.components.folded import FoldedIndex, split_pieces
from extractors.components.names import named_part
from extractors.components.words import WORD
from extractors.patterns import read_table, read_words
from kg.records import EntityType
from ontology.folding import fold
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary

NAME = "sotagraph_vocabulary"


@Language.factory(NAME)
def create_vocabulary(nlp: Language, name: str) -> VocabularyMatcher:  # noqa: ARG001 - spaCy asks for it
    """Make the matcher; without `use`, it reads the vocabularies that come with the package."""
    return VocabularyMatcher(name)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a concept; `exact` holds its letters when case tells it from an ordinary word."""

    concept: Concept
    exact: str | None
    common: bool


class VocabularyMatcher:
    """Find the names of vocabulary concepts, and the longer names of their variants.

    What:
        Every label and alias at word borders, whatever its hyphens, spaces and plural s; the longest at a
        place. A single word with a capital is matched with its case (`SAM` is not `Sam`), unless it is long
        or has a digit. A data set or a method goes on over what picks its variant.

    Examples:
        `on CIFAR10 and MS COCO 2014` gives the data sets `CIFAR10` and `MS COCO 2014`;
        `GPT-4o mini` gives the method whole.

    Sets:
        Adds to `doc._.candidates`.

    Parameters:
        name: Name of the component.
        vocabulary: The concepts; None reads those of the package when the first text comes.
    """

    def __init__(self, name: str, vocabulary: Vocabulary | None = None) -> None:
        register_extensions()
        self.name = name
        self._index: FoldedIndex[_Name] | None = None
        self._kinds = read_words("kinds")
        self._tails = {
            EntityType(type_): re.compile(pattern, re.VERBOSE)
            for type_, pattern in read_table("variants").items()
        }
        if vocabulary is not None:
            self.use(vocabulary)

    def use(self, vocabulary: Vocabulary) -> None:
        """Match the names of this vocabulary from now on."""
        english = read_words("english")
        self._index = FoldedIndex(
            (name, _named(concept, name, english)) for concept in vocabulary for name in concept.names
        )

    def __call__(self, doc: Doc) -> Doc:
        """Add a candidate for each name."""
        if self._index is None:
            self.use(load_vocabulary())
        assert self._index is not None
        text = doc.text
        title_end = text.find("\n")

        def agrees(name: _Name, start: int, end: int) -> bool:
            starts_upper = start < title_end or start == 0 or text[start - 2 : start] in (". ", "! ", "? ")
            return _agrees(name, text[start:end], starts_upper)

        taken = 0
        longest: tuple[int, int, list[_Name]] | None = None
        found = []
        for start, end, names in self._index.matches(text, split_pieces(text), agrees):
            if longest is not None and start == longest[0]:
                longest = (start, end, names)
                continue
            if longest is not None:
                found.append(longest)
                taken = longest[1]
            longest = (start, end, names) if start >= taken else None
        if longest is not None:
            found.append(longest)
        for start, end, names in found:
            for name in names:
                doc._.candidates.append(self._candidate(text, start, end, name.concept))
        return doc

    def _candidate(self, text: str, start: int, end: int, concept: Concept) -> Candidate:
        longer = self._variant_end(text, start, end, concept.type)
        if longer > end:
            return Candidate((start, longer), concept.type, NAME, priority=5)
        end = self._shorter_end(text, start, end, concept)
        return Candidate((start, end), concept.type, NAME, priority=5, concept=concept.label)

    def _variant_end(self, text: str, start: int, end: int, type_: EntityType) -> int:
        """Where the name of a variant ends that begins with a name of the vocabulary."""
        tail = self._tails.get(type_)
        if tail is None:
            return end
        word = WORD.match(text, start)
        part = named_part(word.group()) if word and word.end() > end else None
        if part is not None:
            end = max(end, start + len(part))
        match = tail.match(text, end)
        return match.end() if match else end

    def _shorter_end(self, text: str, start: int, end: int, concept: Concept) -> int:
        """Where the name ends when its last word only says what kind of thing it is: `FID score`."""
        shorter = text.rfind(" ", start, end)
        if shorter > start and text[shorter + 1 : end].lower() in self._kinds:
            if concept.type is EntityType.TASK:
                return shorter
            key = fold(text[start:shorter])
            if any(fold(name) == key for name in concept.names):
                return shorter
        return end


def _named(concept: Concept, name: str, english: frozenset[str]) -> _Name:
    cased = " " not in name and name != name.lower()
    return _Name(concept, _letters(name) if cased else None, cased and _letters(name).lower() in english)


def _letters(name: str) -> str:
    return "".join(c for c in name if c.isalnum())


def _agrees(name: _Name, surface: str, starts_upper: bool) -> bool:
    """Whether the case of the surface can be that of the name."""
    if name.exact is None:
        return True
    letters = _letters(surface)
    if letters in (name.exact, name.exact + "s"):
        return not (name.common and starts_upper and surface != surface.upper())
    if name.common or " " in surface or letters == letters.lower() or letters[0] != name.exact[0]:
        return False
    return len(letters) > 5 or any(c.isdigit() for c in letters)
