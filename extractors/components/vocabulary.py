"""Concepts of the vocabularies found in the text by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import Candidate, register_extensions
from extractors.components.folded import FoldedIndex, split_pieces
from extractors.components.orthography import named_part
from extractors.components.words import WORD
from extractors.patterns import read_table, read_words
from kg.records import EntityType
from ontology.folding import fold
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary

NAME = "sotagraph_vocabulary"

# No variant's name is longer; in a chain such as `GPT-GPT-GPT` each link would be read to the end of it.
_LONGEST = 200


@Language.factory(NAME, assigns=["doc._.candidates"])
def create_vocabulary(nlp: Language, name: str) -> VocabularyMatcher:  # noqa: ARG001 - spaCy calls by keyword
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
        `GPT-4 mini` gives the method whole.

    Sets:
        Adds to `doc._.candidates`.

    Parameters:
        name: Name of the component.
        vocabulary: The concepts; None reads those of the package when the first text comes.
    """

    def __init__(self, name: str, vocabulary: Vocabulary | None = None) -> None:
        register_extensions()
        self.name = name
        self._ready = False
        self._index: FoldedIndex[_Name] = FoldedIndex(())
        self._kinds = read_words("kinds")
        self._loose = read_words("loose")
        self._tails = {
            EntityType(type_): re.compile(pattern, re.VERBOSE)
            for type_, pattern in read_table("variants").items()
        }
        if vocabulary is not None:
            self.use(vocabulary)

    def use(self, vocabulary: Vocabulary) -> None:
        """Match the names of this vocabulary from now on."""
        english = read_words("english")
        self._ready = True
        self._index = FoldedIndex(
            (name, _named(concept, name, english)) for concept in vocabulary for name in concept.names
        )

    def __call__(self, doc: Doc) -> Doc:
        """Add a candidate for each name."""
        if not self._ready:
            self.use(load_vocabulary())
        text = doc._.text
        for start, end, names in self._longest(text):
            for name in names:
                doc._.candidates.append(self._candidate(text, start, end, name.concept))
        return doc

    def _longest(self, text: str) -> Iterator[tuple[int, int, list[_Name]]]:
        """The longest name at each place, from the left, none within another."""
        title_end = text.find("\n")
        pending: tuple[int, int, list[_Name]] | None = None
        for start, end, names in self._index.matches(text, split_pieces(text)):
            if pending is not None and pending[0] < start < pending[1]:
                continue
            capital = start <= title_end or text[max(0, start - 2) : start] in ("", ". ", "! ", "? ")
            agreeing = [name for name in names if _agrees(name, text[start:end], capital)]
            if not agreeing:
                continue
            if pending is not None and pending[0] < start:
                yield pending
            pending = (start, end, agreeing)
        if pending is not None:
            yield pending

    def _candidate(self, text: str, start: int, end: int, concept: Concept) -> Candidate:
        longer = self._variant_end(text, start, end, concept.type)
        if longer > end:
            return Candidate((start, longer), concept.type, NAME, priority=5)
        start, end = self._shortest(text, start, end, concept)
        return Candidate((start, end), concept.type, NAME, priority=5, concept=concept.label)

    def _variant_end(self, text: str, start: int, end: int, type_: EntityType) -> int:
        """Where the name of a variant ends that begins with a name of the vocabulary."""
        tail = self._tails.get(type_)
        if tail is None:
            return end
        word = WORD.match(text, start, start + _LONGEST)
        part = named_part(word.group()) if word and word.end() > end else None
        if part is not None:
            end = max(end, start + len(part))
        match = tail.match(text, end, end + _LONGEST)
        return match.end() if match else end

    def _shortest(self, text: str, start: int, end: int, concept: Concept) -> tuple[int, int]:
        """The name without what praises it or only says what kind of thing it is: `average FID score`."""
        keys = {fold(name) for name in concept.names}
        last = text.rfind(" ", start, end)
        of_kind = last > start and text[last + 1 : end].lower() in self._kinds
        if of_kind and (concept.type is EntityType.TASK or fold(text[start:last]) in keys):
            end = last
        first = text.find(" ", start, end)
        if first > start and text[start:first].lower() in self._loose and fold(text[first:end]) in keys:
            start = first + 1
        return start, end


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
