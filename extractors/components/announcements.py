"""What a paper announces as its own: `we propose X`, `a framework called X`, `X is introduced`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.components.annotations import Candidate
from extractors.components.contributions import ContributionNamer
from extractors.components.kinds import KindReader
from extractors.components.names import NameItem
from extractors.components.phrases import PhraseFinder
from extractors.components.reading import LONGEST_PHRASE, Reading
from extractors.patterns import read_table
from kg.records import EntityType

ORIGIN = "announcements"
_PRIORITY = 4
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_CLAUSE = re.compile(r"[.,;:\n]")
_REACH = 14
_NAME_GAPS = frozenset((", ", " (", ": ", ' "', " “", ", namely "))


class AnnouncementFinder:
    """Finds the objects of `propose` and the like; cues are data in `patterns/proposals.toml`."""

    def __init__(self, phrases: PhraseFinder, namer: ContributionNamer) -> None:
        self._cues = {key: frozenset(text.split()) for key, text in read_table("proposals").items()}
        self._phrases = phrases
        self._namer = namer
        self._kinds = KindReader()
        self._announcing = self._cues["strong"] | self._cues["passive"] | self._cues["participles"]

    def since(self, reading: Reading) -> int | None:
        """The place of the first word by which the paper says what it does."""
        places = (place for place in range(len(reading.words)) if self._is_active(reading, place))
        return next(places, None)

    def find(self, reading: Reading) -> Iterator[Candidate]:
        """Every contribution that is announced."""
        cues = self._cues
        for place, word in enumerate(reading.words):
            lower = word.lower
            if lower in cues["participles"] or self._is_active(reading, place):
                yield from self._object(reading, place + 1, lower)
            elif lower in cues["naming"] or (
                lower in cues["naming_we"] and reading.lower(place - 1) in ("we", "which")
            ):
                yield from self._named(reading, place + 1)
            elif lower in cues["own"]:
                yield from self._own(reading, place + 1)
            elif lower in cues["passive"] and reading.lower(place - 1) in cues["auxiliaries"]:
                yield from self._subject(reading, place)

    def _is_active(self, reading: Reading, place: int) -> bool:
        """Whether the word is `propose` or the like, with the paper as its subject."""
        verbs = self._cues["verbs"]
        if reading.lower(place) not in verbs:
            return False
        for back in range(place - 1, max(-1, place - 6), -1):
            lower = reading.lower(back)
            if lower in self._cues["subjects"]:
                return True
            if lower not in self._cues["between"] and lower not in verbs:
                return False
        return False

    def _object(self, reading: Reading, place: int, verb: str) -> Iterator[Candidate]:
        """The noun phrase that starts at `place`, by its name where it has one."""
        if reading.lower(place) == "and" and reading.lower(place + 1) in self._phrases.breaks:
            place += 2  # `propose and analyze X`
        start = place
        while (
            place < len(reading.words) and place not in reading.item_at and self._is_opening(reading, place)
        ):
            place += 1
        end = self._run_end(reading, place)
        if end == place or (place > start and _SENTENCE_END.search(reading.words[place].gap)):
            return
        for i in range(place, end):
            if (abbreviation := reading.long_at.get(reading.words[i].start)) is not None:
                type_ = self._kinds.behind(reading, reading.place_after(abbreviation.short[1]))
                yield self._candidate(abbreviation.long, type_)
                return
        apposed = place > start and reading.words[place].gap == ", " and place in reading.item_at
        determined = not apposed and any(reading.lower(i) in ("a", "an") for i in range(start, place))
        found = None if determined else self._inside(reading, place, end)
        found = found or self._beyond(reading, end)
        if found is not None:
            yield found
        elif verb in self._announcing and not self._is_named_later(reading, end):
            yield from self._namer.phrase(reading, place, end)

    def _is_named_later(self, reading: Reading, end: int) -> bool:
        """Whether the sentence goes on to give what it announces a name: `a framework for Y, called X`."""
        for place in range(end, min(end + _REACH, len(reading.words))):
            if _SENTENCE_END.search(reading.words[place].gap):
                return False
            if reading.lower(place) in self._cues["naming"]:
                return True
        return False

    def _is_opening(self, reading: Reading, place: int) -> bool:
        """Whether the word opens a noun phrase without being part of a name."""
        lower = reading.lower(place)
        return lower in self._cues["openings"] or lower in self._phrases.loose or lower.endswith("ly")

    def _run_end(self, reading: Reading, place: int) -> int:
        """The place behind the noun phrase; a comma between adjectives does not end it."""
        words = reading.words
        end, last = place, min(len(words), place + LONGEST_PHRASE)
        while end < last and words[end].lower not in self._phrases.breaks:
            compounds = "-" in words[end].text and "-" in words[end - 1].text
            if end > place and words[end].gap != " " and not (words[end].gap == ", " and compounds):
                break
            end += 1
        return end

    def _inside(self, reading: Reading, place: int, end: int) -> Candidate | None:
        """A name within the noun phrase: `the X framework`."""
        item = next((reading.item_at[i] for i in range(place, end) if i in reading.item_at), None)
        if item is None:
            return self._capital(reading, place)
        return None if item.known else self._item(reading, item)

    def _capital(self, reading: Reading, place: int) -> Candidate | None:
        """A name that only its capital shows: `we introduce Jackal, a benchmark`."""
        end = reading.capitals_end(place)
        if end == place or not reading.is_after_space(place):
            return None
        if end - place == 1 and end < len(reading.words) and reading.words[end].gap == " ":
            return None
        span = (reading.words[place].start, reading.words[end - 1].end)
        return self._candidate(span, self._kinds.behind(reading, end))

    def _beyond(self, reading: Reading, end: int) -> Candidate | None:
        """A name in apposition: `a framework, X, which`, `a dataset (X)`."""
        item = reading.item_at.get(end)
        if item is None or item.known or reading.words[end].gap not in _NAME_GAPS:
            return None
        if reading.text[item.end : item.end + 1] not in (",", ")", ".", '"', "”", ":", ";"):
            return None
        return self._item(reading, item, self._kinds.of(reading.lower(end - 1)))

    def _named(self, reading: Reading, place: int) -> Iterator[Candidate]:
        """The name after `called`."""
        for i in range(place, min(place + 5, len(reading.words))):
            if i in reading.item_at:
                yield self._item(reading, reading.item_at[i])
                return
            if (abbreviation := reading.long_at.get(reading.words[i].start)) is not None:
                yield self._candidate(abbreviation.long, None)
                return
            if reading.lower(i) not in self._cues["namely_objects"]:
                break
        end = reading.capitals_end(place)
        if end > place:
            span = (reading.words[place].start, reading.words[end - 1].end)
            yield self._candidate(span, self._kinds.behind(reading, end))

    def _own(self, reading: Reading, place: int) -> Iterator[Candidate]:
        """The name after `our`."""
        if reading.lower(place) == "proposed":
            place += 1
        item = reading.item_at.get(place)
        if item is not None and not item.known and reading.is_after_space(place):
            yield self._item(reading, item)

    def _subject(self, reading: Reading, verb: int) -> Iterator[Candidate]:
        """The noun phrase that opens the clause before `is proposed`."""
        first = verb
        while first > 0 and verb - first < _REACH and not _CLAUSE.search(reading.words[first].gap):
            first -= 1
        if reading.lower(first) in ("a", "an", "the"):
            yield from self._object(reading, first, reading.lower(verb))

    def _item(self, reading: Reading, item: NameItem, type_: EntityType | None = None) -> Candidate:
        type_ = type_ or item.type or self._kinds.behind(reading, item.last + 1)
        return self._candidate((item.start, item.end), type_)

    def _candidate(self, span: tuple[int, int], type_: EntityType | None) -> Candidate:
        return Candidate(span, type_ or EntityType.METHOD, ORIGIN, _PRIORITY, proposed=True)
