"""Tasks told by the list that they stand in: `tasks such as coding, math and web search`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.components.annotations import Candidate
from extractors.components.orthography import named_part
from extractors.components.phrases import PhraseFinder
from extractors.components.words import Word
from extractors.patterns import read_table
from kg.records import EntityType

ORIGIN = "enumerations"
_PRIORITY, _CONFIDENCE = 1, 0.5
_LONGEST = 4
_INTRODUCTIONS = frozenset((" (", ": ", " - "))
_SEPARATORS = frozenset((", ", " "))


class EnumerationFinder:
    """Finds the members of lists that a noun introduces; the nouns are data in `patterns/heads.toml`."""

    def __init__(self, phrases: PhraseFinder) -> None:
        self._phrases = phrases
        self._nouns = frozenset(read_table("heads")["Task"]["listed_after"].split())

    def find(self, words: Sequence[Word]) -> Iterator[Candidate]:
        """Each member, where there are at least two."""
        for place, word in enumerate(words):
            if word.lower in self._nouns:
                members = list(self._members(words, self._start(words, place + 1)))
                if len(members) > 1:
                    for first, last in members:
                        span = (words[first].start, words[last].end)
                        yield Candidate(span, EntityType.TASK, ORIGIN, _PRIORITY, _CONFIDENCE)

    def _start(self, words: Sequence[Word], place: int) -> int:
        """The place where the list begins that is introduced at `place`; beyond the end if none is."""
        if place + 1 >= len(words):
            return len(words)
        one, two = words[place], words[place + 1]
        if one.gap in _INTRODUCTIONS:
            return place + 2 if one.lower in ("e", "i") else place
        if one.gap in (" ", ", ") and one.lower in ("including", "like"):
            return place + 1
        if one.gap in (" ", ", ") and (one.lower, two.lower) == ("such", "as"):
            return place + 2
        return len(words)

    def _members(self, words: Sequence[Word], place: int) -> Iterator[tuple[int, int]]:
        """The first and the last word of each member."""
        first = place
        while first < len(words):
            last = first
            while last + 1 < len(words) and words[last + 1].gap == " " and self._is_part(words[last + 1]):
                last += 1
            if not self._is_part(words[first]) or last - first >= _LONGEST:
                return
            begin = first
            while begin < last and words[begin].lower in self._phrases.loose:
                begin += 1
            yield begin, last
            first = last + 1
            if first < len(words) and words[first].lower in ("and", "or") and words[first].gap in _SEPARATORS:
                first += 1
            elif first >= len(words) or words[first].gap != ", ":
                return

    def _is_part(self, word: Word) -> bool:
        return word.lower not in self._phrases.breaks and named_part(word.text) is None
