"""Mentions found by what stands around them and by how they are written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import FoundLink, register_extensions
from extractors.components.announcements import AnnouncementFinder
from extractors.components.contributions import ContributionNamer
from extractors.components.coordinations import CoordinationFinder
from extractors.components.enumerations import EnumerationFinder
from extractors.components.names import NameFinder
from extractors.components.phrases import PhraseFinder
from extractors.components.reading import Reading
from extractors.components.titles import TitleFinder
from extractors.components.words import Word, split_words

NAME = "sotagraph_patterns"


@Language.factory(
    NAME,
    requires=["doc._.candidates", "doc._.abbreviations", "doc._.links"],
    assigns=["doc._.candidates"],
)
def create_patterns(nlp: Language, name: str) -> PatternMatcher:  # noqa: ARG001 - spaCy calls by keyword
    """Make the component."""
    return PatternMatcher(name)


class PatternMatcher:
    """Finds mentions that no vocabulary has.

    What:
        Noun phrases by their last word (`PhraseFinder`), the hidden term of a coordination
        (`CoordinationFinder`), names by how they are written, typed by what stands around them
        (`NameFinder`), what the title names (`TitleFinder`), what the paper announces
        (`AnnouncementFinder`) and the parts that it then names (`ContributionNamer`).

    Examples:
        `We propose PFGM++, a model for image generation, and evaluate on the FFHQ dataset.` gives the
        proposed method `PFGM++`, the task `image generation` and the data set `FFHQ`.

    Sets:
        Adds to `doc._.candidates`.

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name
        self._phrases = PhraseFinder()
        self._coordinations = CoordinationFinder(self._phrases)
        self._enumerations = EnumerationFinder(self._phrases)
        self._names = NameFinder()
        self._titles = TitleFinder(self._phrases)
        self._contributions = ContributionNamer(self._phrases)
        self._announcements = AnnouncementFinder(self._phrases, self._contributions)

    def __call__(self, doc: Doc) -> Doc:
        """Add the candidates."""
        reading = self._read(doc)
        found = doc._.candidates
        found.extend(self._phrases.find(reading.text, reading.words))
        found.extend(self._enumerations.find(reading.words))
        found.extend(self._coordinations.find(reading.text, reading.words))
        since = self._announcements.since(reading)
        start = reading.words[since].start if since is not None else 0
        found.extend(self._names.candidates(reading.items, start))
        found.extend(self._names.combinations(reading.text, reading.items))
        found.extend(self._titles.find(reading.text, reading.items))
        found.extend(self._announcements.find(reading))
        if since is not None:
            found.extend(self._contributions.find(reading, since))
        return doc

    def _read(self, doc: Doc) -> Reading:
        words = list(_outside(split_words(doc._.text), doc._.links))
        vocabulary = list(doc._.candidates)
        known = {candidate.span[0]: candidate for candidate in vocabulary}
        items = self._names.items(doc._.text, words, known)
        return Reading(doc._.text, words, items, doc._.abbreviations, vocabulary)


def _outside(words: Iterable[Word], links: Sequence[FoundLink]) -> Iterator[Word]:
    """The words that do not begin within one of the links, which are in order."""
    starts = [link.span[0] for link in links]
    for word in words:
        before = bisect_right(starts, word.start)
        if not before or word.start >= links[before - 1].span[1]:
            yield word
