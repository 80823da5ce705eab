"""A text as the patterns read it: its words, its names and what is known of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.components.annotations import Candidate, FoundAbbreviation
from extractors.components.names import NameItem
from extractors.components.words import Word

#: No more words than these belong together; without a bound, a text that is one phrase would be read in the
#: square of its length.
LONGEST_PHRASE = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """What every pattern may look at.

    Args:
        text: The normalised text, the title as its first line.
        words: Its words in order, those of URLs left out.
        items: Its names in order.
        abbreviations: The short forms that it introduces.
        vocabulary: The names of known concepts.
    """

    text: str
    words: Sequence[Word]
    items: Sequence[NameItem]
    abbreviations: Sequence[FoundAbbreviation]
    vocabulary: Sequence[Candidate]
    #: The name that a word, given by its place, belongs to.
    item_at: dict[int, NameItem] = field(init=False)
    #: The abbreviation whose expansion starts at a character.
    long_at: dict[int, FoundAbbreviation] = field(init=False)

    def __post_init__(self) -> None:
        by_word = {place: item for item in self.items for place in range(item.first, item.last + 1)}
        object.__setattr__(self, "item_at", by_word)
        object.__setattr__(self, "long_at", {a.long[0]: a for a in self.abbreviations})

    def capitals_end(self, place: int) -> int:
        """The place behind the words with a capital that start at `place`; `place` itself if it has none."""
        words = self.words
        end, last = place, min(len(words), place + LONGEST_PHRASE)
        while end < last and words[end].text[0].isupper() and (end == place or words[end].gap == " "):
            end += 1
        return end

    def place_after(self, offset: int) -> int:
        """The place of the first word that starts at the offset or behind it."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def is_after_space(self, place: int) -> bool:
        """Whether the word follows the one before it without punctuation."""
        return 0 < place < len(self.words) and self.words[place].gap == " "

    def lower(self, place: int) -> str:
        """The word at a place in lower case; empty beyond either end."""
        return self.words[place].lower if 0 <= place < len(self.words) else ""
