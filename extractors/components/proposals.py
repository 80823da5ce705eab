"""What a paper says that it contributes: `we propose X`, `X: subtitle`, `a framework called X`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.components.annotations import Candidate, FoundAbbreviation
from extractors.components.names import NameItem
from extractors.components.phrases import PhraseFinder, singular
from extractors.components.words import Word
from extractors.patterns import read_table
from kg.records import EntityType

ORIGIN = "proposals"
_PRIORITY = 4
_SENTENCE_END = re.compile(r"[.!?;]\s|\n|\.$")
_REACH = 14


class ProposalFinder:
    """Finds the paper's own methods, data sets and metrics; cues are data in `patterns/proposals.toml`."""

    def __init__(self, phrases: PhraseFinder) -> None:
        cues = {key: frozenset(text.split()) for key, text in read_table("proposals").items()}
        self._cues = cues
        self._phrases = phrases
        self._types = {
            **dict.fromkeys(cues["task"], EntityType.TASK),
            **dict.fromkeys(cues["metric"], EntityType.METRIC),
            **dict.fromkeys(cues["dataset"], EntityType.DATASET),
        }

    def find(
        self,
        text: str,
        words: Sequence[Word],
        items: Sequence[NameItem],
        abbreviations: Sequence[FoundAbbreviation],
        known: Sequence[Candidate],
    ) -> Iterator[Candidate]:
        """Every contribution that the words show; `known` are names of the vocabulary."""
        by_first = {item.first: item for item in items}
        by_word = {place: item for item in items for place in range(item.first, item.last + 1)}
        longs = {abbreviation.long[0]: abbreviation for abbreviation in abbreviations}
        parts_from = len(words)
        for place, word in enumerate(words):
            if self._is_active(words, place) or word.lower in self._cues["participles"]:
                parts_from = min(parts_from, place)
                yield from self._object(text, words, place + 1, by_word, longs)
            elif word.lower in self._cues["naming"]:
                yield from self._named(text, words, place + 1, by_first)
            elif (
                word.lower in self._cues["naming_we"] and place and words[place - 1].lower in ("we", "which")
            ):
                yield from self._named(text, words, place + 1, by_first)
            elif word.lower in self._cues["own"] and place + 1 in by_first and words[place + 1].gap == " ":
                item = by_first[place + 1]
                if not item.known:
                    yield self._candidate(text, words, item)
            elif word.lower in self._cues["passive"] and words[place - 1].lower in self._cues["auxiliaries"]:
                yield from self._subject(text, words, place - 1, by_word, longs)

        if parts_from < len(words):
            yield from self._parts(words, parts_from)
            yield from self._capitals(words, parts_from)
            yield from self._introduced(text, words[parts_from].start, abbreviations, known)

    def _introduced(
        self, text: str, since: int, abbreviations: Sequence[FoundAbbreviation], known: Sequence[Candidate]
    ) -> Iterator[Candidate]:
        """What gets a short form once the paper has said what it does: `a Feature Fusion Module (FFM)`."""
        ends = {candidate.span[1] for candidate in known}
        for abbreviation in abbreviations:
            start, end = abbreviation.long
            if start < since or end in ends or abbreviation.short[1] in ends:
                continue
            words = text[start:end].split()
            type_ = self._phrases.type_of(words[-1])
            capitals = words[0][0].isupper() and words[-1][0].isupper()
            if len(words) > 1 and (type_ is EntityType.METHOD or (type_ is None and capitals)):
                yield Candidate((start, end), EntityType.METHOD, ORIGIN, _PRIORITY - 1, proposed=True)

    def _capitals(self, words: Sequence[Word], since: int) -> Iterator[Candidate]:
        """Words with capitals where a part of the contribution is named: `a Perturbation Field`."""
        place = since
        while place < len(words):
            last = place
            while last + 1 < len(words) and words[last + 1].gap == " " and words[last + 1].text[0].isupper():
                last += 1
            if last > place and words[place].text[0].isupper() and self._announces(words, place):
                if self._phrases.type_of(words[last].text) in (None, EntityType.METHOD):
                    span = (words[place].start, words[last].end)
                    yield Candidate(span, EntityType.METHOD, ORIGIN, _PRIORITY - 3, proposed=True)
            place = last + 1

    def _announces(self, words: Sequence[Word], place: int) -> bool:
        gap = words[place].gap
        if gap == " ":
            return words[place - 1].lower in ("a", "an", "our", "novel", "new")
        return gap in (") ", ": ")

    def _parts(self, words: Sequence[Word], parts_from: int) -> Iterator[Candidate]:
        """Parts of the contribution, from the first word on that says there is one."""
        for run in self._phrases.runs(words):
            before = words[run[0] - 1].lower if run[0] and words[run[0]].gap == " " else ""
            if run[0] < parts_from or singular(words[run[-1]].lower) not in self._cues["parts"]:
                continue
            first = 0
            while first < len(run) - 1 and words[run[first]].lower in self._phrases.loose:
                first += 1
            if before in self._cues["parts_before"] and len(run) - first > 1:
                yield from self._phrase(words, run[first], run[-1] + 1)

    def _is_active(self, words: Sequence[Word], place: int) -> bool:
        """Whether the word is `propose` or the like, with the paper as its subject."""
        if words[place].lower not in self._cues["verbs"]:
            return False
        for back in range(place - 1, max(-1, place - 6), -1):
            lower = words[back].lower
            if lower in self._cues["subjects"]:
                return True
            if lower not in self._cues["between"] and lower not in self._cues["verbs"]:
                return False
        return False

    def _object(
        self,
        text: str,
        words: Sequence[Word],
        place: int,
        by_word: Mapping[int, NameItem],
        longs: Mapping[int, FoundAbbreviation],
    ) -> Iterator[Candidate]:
        """The noun phrase that starts at `place`, by its name where it has one."""
        start = place
        if (
            place + 1 < len(words)
            and words[place].lower == "and"
            and words[place + 1].lower in self._phrases.breaks
        ):
            # `propose and analyze X`
            place += 2
        while place < len(words) and self._is_opening(words[place]) and place not in by_word:
            place += 1
        end = place
        while (
            end < len(words)
            and (end == place or words[end].gap == " ")
            and words[end].lower not in self._phrases.breaks
        ):
            end += 1
        if place >= len(words) or end == place or (place > start and _SENTENCE_END.search(words[place].gap)):
            return
        determined = any(words[i].lower in ("a", "an") for i in range(start, place))
        for i in range(place, end):
            if words[i].start in longs:
                span = longs[words[i].start].long
                type_ = self._type_after(words, i, end) or EntityType.METHOD
                yield Candidate(span, type_, ORIGIN, _PRIORITY, proposed=True)
                return
        inside = [by_word[i] for i in range(place, end) if i in by_word]
        if inside and not determined:
            item = inside[0]
            if not item.known:
                yield self._candidate(text, words, item, end)
                return
        beyond = self._beyond(text, words, end, by_word)
        if beyond is not None:
            yield self._candidate(text, words, beyond)
            return
        if words[start - 1].lower in self._cues["strong"] | self._cues["passive"] | self._cues["participles"]:
            yield from self._phrase(words, place, end)

    def _is_opening(self, word: Word) -> bool:
        lower = word.lower
        return lower in ("a", "an", "the", "our", "two", "three", "and", "both", "simple", "yet") or (
            lower in self._phrases.loose or lower.endswith("ly")
        )

    def _beyond(
        self, text: str, words: Sequence[Word], end: int, by_word: Mapping[int, NameItem]
    ) -> NameItem | None:
        """A name in apposition: `a framework, X, which`, `a framework (X)`, `a method for Z called X`."""
        if (
            end < len(words)
            and end in by_word
            and words[end].gap in (", ", " (", ": ", ' "', " “", ", namely ")
        ):
            item = by_word[end]
            follow = text[item.end : item.end + 2]
            if not item.known and follow[:1] in (",", ")", ".", '"', "”", ":", ";"):
                return item
        return None

    def _phrase(self, words: Sequence[Word], place: int, end: int) -> Iterator[Candidate]:
        """A contribution without a name: its noun phrase, when its last word tells a method."""
        tail = singular(words[end - 1].lower)
        if tail in self._cues["dropped"] and end - place > 1:
            end -= 1
            type_ = self._phrases.type_of(words[end - 1].text)
            if type_ is EntityType.TASK:
                return
            if end - place == 1 or _describes(words[end - 1].lower):
                end += 1
        elif (
            tail not in self._cues["parts"]
            and self._phrases.type_of(words[end - 1].text) is not EntityType.METHOD
        ):
            return
        if end - place > 1:
            span = (words[place].start, words[end - 1].end)
            yield Candidate(span, EntityType.METHOD, ORIGIN, _PRIORITY - 2, proposed=True)

    def _named(
        self, text: str, words: Sequence[Word], place: int, by_first: Mapping[int, NameItem]
    ) -> Iterator[Candidate]:
        """The name after `called`."""
        for i in range(place, min(place + 4, len(words))):
            if i in by_first:
                yield self._candidate(text, words, by_first[i])
                return
            if words[i].lower not in self._cues["namely_objects"] and words[i].lower not in ("a", "an"):
                break
        if place < len(words) and words[place].text[0].isupper():
            last = place
            while last + 1 < len(words) and words[last + 1].gap == " " and words[last + 1].text[0].isupper():
                last += 1
            yield Candidate(
                (words[place].start, words[last].end), EntityType.METHOD, ORIGIN, _PRIORITY, proposed=True
            )

    def _subject(
        self,
        text: str,
        words: Sequence[Word],
        auxiliary: int,
        by_word: Mapping[int, NameItem],
        longs: Mapping[int, FoundAbbreviation],
    ) -> Iterator[Candidate]:
        """The noun phrase that opens the clause before `is proposed`."""
        first = auxiliary
        while first > 0 and auxiliary - first < _REACH and not re.search(r"[.,;:\n]", words[first].gap):
            first -= 1
        if words[first].lower in ("a", "an", "the"):
            yield from self._object(text, words, first, by_word, longs)

    def _candidate(
        self, text: str, words: Sequence[Word], item: NameItem, end: int | None = None
    ) -> Candidate:
        type_ = item.type or self._type_after(words, item.last, end or item.last + 1) or EntityType.METHOD
        return Candidate((item.start, item.end), type_, ORIGIN, _PRIORITY, proposed=True)

    def _type_after(self, words: Sequence[Word], last: int, end: int) -> EntityType | None:
        """What the nouns behind a name say that it is: `X dataset`, `X, the first large benchmark for`."""
        for i in range(last + 1, min(end, len(words))):
            if words[i].lower in self._types:
                return self._types[words[i].lower]
        i = max(last + 1, end)
        if (
            i < len(words)
            and words[i].gap in (", ", ": ", " - ", " -- ", " – ", "), ", " is ")
            and words[i].lower in ("a", "an", "the")
        ):
            for j in range(i + 1, min(i + 9, len(words))):
                if words[j].lower in self._types:
                    return self._types[words[j].lower]
                if (
                    words[j].gap != " "
                    and "," not in words[j].gap
                    or words[j].lower in ("for", "that", "to", "with", "of", "which", "designed")
                ):
                    break
        return None


def _describes(word: str) -> bool:
    """Whether the word is an adjective, so that the noun behind it belongs to the name."""
    return word.endswith(
        (
            "al",
            "ive",
            "ic",
            "ed",
            "ous",
            "able",
            "ary",
            "ent",
            "ant",
            "-based",
            "-aware",
            "-free",
            "-driven",
            "-stage",
            "-step",
            "-level",
        )
    )
