"""What the nouns around a name say that it is: `X dataset`, `X, the first benchmark for`, `a metric, X`."""

from __future__ import annotations

from extractors.components.reading import Reading
from extractors.patterns import read_table
from kg.records import EntityType

_APPOSITIONS = frozenset((", ", ": ", " - ", " -- ", " – ", " — ", "), ", " is "))
_REACH = 9


class KindReader:
    """Reads the type of a contribution; the nouns are data in `patterns/proposals.toml`."""

    def __init__(self) -> None:
        cues = {key: frozenset(text.split()) for key, text in read_table("proposals").items()}
        self._stops = cues["kind_stops"]
        self._types = {
            **dict.fromkeys(cues["task"], EntityType.TASK),
            **dict.fromkeys(cues["metric"], EntityType.METRIC),
            **dict.fromkeys(cues["dataset"], EntityType.DATASET),
        }

    def of(self, word: str) -> EntityType | None:
        """What a thing is that is called by this noun, when it is no method."""
        return self._types.get(word)

    def within(self, reading: Reading, first: int, end: int) -> EntityType | None:
        """The first type that the words from `first` up to `end` tell."""
        for place in range(first, end):
            if (type_ := self.of(reading.lower(place))) is not None:
                return type_
        return None

    def behind(self, reading: Reading, end: int) -> EntityType | None:
        """The type that is told behind a name whose last word is right before `end`."""
        words = reading.words
        if end >= len(words):
            return None
        if words[end].gap in (" ", ") "):
            return self.of(words[end].lower)
        if words[end].gap not in _APPOSITIONS or words[end].lower not in ("a", "an", "the", "our"):
            return None
        for place in range(end + 1, min(end + _REACH, len(words))):
            if words[place].lower in self._stops or not set(words[place].gap) <= set(" ,"):
                return None
            if (type_ := self.of(words[place].lower)) is not None:
                return type_
        return None
