"""Terms that share a word with another: `image generation and editing`, `logical and spatial reasoning`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.components.annotations import Candidate
from extractors.components.phrases import PhraseFinder
from extractors.components.words import Word
from kg.records import EntityType

ORIGIN = "coordinations"
_JOINTS = ("and", "or")
_PRIORITY = 1
_CONFIDENCE = 0.5


class CoordinationFinder:
    """Finds the term of a coordination that is not said in one piece; its mention is the whole phrase."""

    def __init__(self, phrases: PhraseFinder) -> None:
        self._phrases = phrases
        self._outside = phrases.breaks | phrases.loose
        self._skipped = self._outside | phrases.generic

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Candidate]:
        """Every such term; `name` is what it is called."""
        for place in range(1, len(words) - 1):
            word = words[place]
            if word.lower in _JOINTS and word.gap in (" ", ", ") and words[place + 1].gap == " ":
                yield from self._shared_modifiers(text, words, place)
                yield from self._shared_head(words, place)

    def _shared_modifiers(self, text: str, words: Sequence[Word], joint: int) -> Iterator[Candidate]:
        """`video generation and editing` gives `video editing`."""
        head = joint + 1
        if not self._is_task(words[head]) or not self._ends(words, head):
            return
        first_heads = [joint - 1]
        while words[first_heads[-1]].gap == ", " and self._is_task(words[first_heads[-1] - 1]):
            first_heads.append(first_heads[-1] - 1)
        last = first_heads[-1]
        first = self._phrases.start_of(words, last)
        if first == last or not all(self._is_task(words[place]) for place in first_heads):
            return
        modifiers = text[words[first].start : words[last].start]
        for place in [head, *first_heads[:-1]]:
            yield self._candidate(words[first].start, words[place].end, modifiers + words[place].text)

    def _shared_head(self, words: Sequence[Word], joint: int) -> Iterator[Candidate]:
        """`logical and spatial reasoning` gives `logical reasoning`."""
        head = joint + 2
        if head >= len(words) or words[head].gap != " " or not self._ends(words, head):
            return
        one, other = words[joint - 1], words[joint + 1]
        before = words[joint - 2] if joint > 1 and one.gap == " " else None
        if before is not None and before.lower not in self._outside:
            return
        if any(self._phrases.type_of(w.text) or w.lower in self._skipped for w in (one, other)):
            return
        if self._is_task(words[head]):
            yield self._candidate(one.start, words[head].end, f"{one.text} {words[head].text}")

    def _is_task(self, word: Word) -> bool:
        return self._phrases.type_of(word.text) is EntityType.TASK

    def _ends(self, words: Sequence[Word], place: int) -> bool:
        """Whether the noun phrase ends at this word, or goes on with no more than `tasks`."""
        after = words[place + 1] if place + 1 < len(words) else None
        if after is None or after.gap != " ":
            return True
        return after.lower in self._phrases.breaks | self._phrases.generic

    def _candidate(self, start: int, end: int, name: str) -> Candidate:
        return Candidate((start, end), EntityType.TASK, ORIGIN, _PRIORITY, _CONFIDENCE, name=name)
