"""Names told by how they are written, each with what its surroundings say of its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.components.annotations import Candidate
from extractors.components.cues import NameCues
from extractors.components.orthography import named_part
from extractors.components.words import Word
from extractors.patterns import read_words
from kg.records import EntityType

ORIGIN = "names"
_UNCUED, _CUED = 0, 3
_LIKELY, _UNLIKELY = 0.5, 0.25
_OPENS = re.compile(r"[.!?:\n]")
_PLUS = re.compile(r" \+ ")
_LIST_GAP = re.compile(r"(?:, | & |, & |/|,? (?:and|or)(?: the)? | as well as )")


@dataclass(slots=True)
class NameItem:
    """A name: the words from `first` to `last`, the characters from `start` to `end`.

    Args:
        type: What the vocabulary or the surroundings say that it is, if anything.
        known: The vocabulary has it.
        plain: It has capitals only; it counts as a name where its surroundings say so.
    """

    first: int
    last: int
    start: int
    end: int
    type: EntityType | None = None
    known: bool = False
    plain: bool = False


class NameFinder:
    """Finds names; what makes a word none is data in `extractors/patterns/unnamed.txt`."""

    def __init__(self) -> None:
        self._unnamed = read_words("unnamed")
        self._english = read_words("english")
        self._breaks = read_words("breaks")
        self._cues = NameCues()

    def items(self, text: str, words: Sequence[Word], known: Mapping[int, Candidate]) -> list[NameItem]:
        """Every name; `known` are candidates of the vocabulary by their first character.

        Names that share a list with one whose type is known are of that type.
        """
        items = []
        for item in self._items(text, words, known):
            if not item.known:
                if self._cues.says_nothing(words, item.last, item.end):
                    continue
                item.type = self._cues.type_of(words, item.first, item.last, text[item.start : item.end])
            items.append(item)
        for group in _joined(text, items, _LIST_GAP):
            types = {item.type for item in group if item.type is not None}
            if len(types) == 1:
                for item in group:
                    item.type = next(iter(types))
        return [item for item in items if not item.plain or item.type is EntityType.DATASET]

    def combinations(self, text: str, items: Sequence[NameItem]) -> Iterator[Candidate]:
        """Methods that work together: `DDIM + CFG`."""
        methods = [item for item in items if item.type in (None, EntityType.METHOD)]
        for group in _joined(text, methods, _PLUS):
            if len(group) > 1:
                span = (group[0].start, group[-1].end)
                yield Candidate(span, EntityType.METHOD, ORIGIN, _CUED)

    def candidates(self, items: Sequence[NameItem], since: int) -> Iterator[Candidate]:
        """The names that were not known before.

        One that nothing speaks for but its form, and that comes once, before the character `since` where the
        paper says what it does, is more often a device, a format or a law than a method.
        """
        for item in items:
            span = (item.start, item.end)
            if item.known:
                continue
            if item.type is not None:
                yield Candidate(span, item.type, ORIGIN, _CUED)
            else:
                confidence = _LIKELY if item.start >= since else _UNLIKELY
                yield Candidate(span, EntityType.METHOD, ORIGIN, _UNCUED, confidence)

    def _items(self, text: str, words: Sequence[Word], known: Mapping[int, Candidate]) -> Iterator[NameItem]:
        title_end = text.find("\n")
        parts = [named_part(word.text) for word in words]
        place = 0
        while place < len(words):
            start, last = words[place].start, place
            candidate = known.get(start)
            if candidate is not None:
                while last + 1 < len(words) and words[last + 1].end <= candidate.span[1]:
                    last += 1
                yield NameItem(place, last, *candidate.span, candidate.type, known=True)
            else:
                # In a title every word has a capital, so that capitals join nothing there.
                while start > title_end and self._joins(words, parts, place, last + 1):
                    last += 1
                if any(parts[place : last + 1]):
                    end = words[last].start + len(parts[last] or words[last].text)
                    if text[start:end] not in self._unnamed:
                        yield NameItem(place, last, start, end)
                elif start > title_end and self._is_plain(words, place, last):
                    yield NameItem(place, last, start, words[last].end, plain=True)
            place = last + 1

    def _is_plain(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Whether words with a capital may be a name: `Penn Treebank`, `Malaga`."""
        word = words[first]
        if not word.text[0].isupper() or len(word.text) < 2 or _opens(words, first):
            return False
        return last > first or (word.lower not in self._english and "-" not in word.text)

    def _joins(self, words: Sequence[Word], parts: Sequence[str | None], first: int, next_: int) -> bool:
        """Whether the word at `next_` goes on with a name that starts at `first`."""
        if next_ >= len(words) or words[next_].gap != " ":
            return False
        if not all(words[place].text[0].isupper() or parts[place] for place in (next_ - 1, next_)):
            return False
        before = words[next_ - 1].lower
        opening = next_ - 1 == first and _opens(words, first)
        return before not in self._breaks and not (opening and before in self._english)


def _opens(words: Sequence[Word], place: int) -> bool:
    """Whether the word opens a sentence, so that its capital says nothing."""
    return place == 0 or _OPENS.search(words[place].gap) is not None


def _joined(text: str, items: Sequence[NameItem], gap: re.Pattern[str]) -> Iterator[list[NameItem]]:
    """Names in groups between whose members the gap stands: those of a list, `X, Y and Z`."""
    group: list[NameItem] = []
    for item in items:
        if group and not gap.fullmatch(text, group[-1].end, item.start):
            yield group
            group = []
        group.append(item)
    if group:
        yield group
