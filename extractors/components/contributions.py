"""Parts of a contribution, once the paper has said what it does: `a cross-modal alignment module`."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.components.annotations import Candidate
from extractors.components.kinds import KindReader
from extractors.components.phrases import PhraseFinder, singular
from extractors.components.reading import Reading
from extractors.patterns import read_table
from kg.records import EntityType

ORIGIN = "contributions"
_ABBREVIATED, _PHRASE, _CAPITALS = 3, 2, 1


class ContributionNamer:
    """Names what has no name of its own; cues are data in `patterns/proposals.toml`."""

    def __init__(self, phrases: PhraseFinder) -> None:
        cues = {key: frozenset(text.split()) for key, text in read_table("proposals").items()}
        self._cues = cues
        self._phrases = phrases
        self._kinds = KindReader()
        self._adjectives = tuple(cues["adjective_endings"])

    def find(self, reading: Reading, since: int) -> Iterator[Candidate]:
        """The parts that are named from the word `since` on."""
        yield from self._abbreviated(reading, reading.words[since].start)
        yield from self._capitals(reading, since)
        for run in self._phrases.runs(reading.words):
            if run[0] >= since and singular(reading.lower(run[-1])) in self._cues["parts"]:
                yield from self._part(reading, run)

    def phrase(self, reading: Reading, place: int, end: int) -> Iterator[Candidate]:
        """The noun phrase from `place` up to `end`, when its last word tells a method."""
        tail = singular(reading.lower(end - 1))
        if tail in self._cues["dropped"] and end - place > 1:
            before = reading.words[end - 2]
            if self._phrases.type_of(before.text) is EntityType.TASK:
                return
            if end - place == 2 and "-" not in before.text:
                return
            if end - place > 2 and not before.lower.endswith(self._adjectives):
                end -= 1
        elif tail not in self._cues["parts"] and self._phrases.type_of(tail) is not EntityType.METHOD:
            return
        if end - place > 1:
            span = (reading.words[place].start, reading.words[end - 1].end)
            yield Candidate(span, EntityType.METHOD, ORIGIN, _PHRASE, proposed=True)

    def _part(self, reading: Reading, run: list[int]) -> Iterator[Candidate]:
        """`a`, `our` and how it works in front: `a mask-aware loss`."""
        first = 0
        while first < len(run) - 1 and reading.lower(run[first]) in self._phrases.loose:
            first += 1
        before = reading.lower(run[0] - 1) if reading.is_after_space(run[0]) else ""
        if before in self._cues["parts_before"] and len(run) - first > 1:
            yield from self.phrase(reading, run[first], run[-1] + 1)

    def _abbreviated(self, reading: Reading, since: int) -> Iterator[Candidate]:
        """What gets a short form: `a Feature Fusion Module (FFM)`."""
        ends = {candidate.span[1] for candidate in reading.vocabulary}
        for abbreviation in reading.abbreviations:
            start, end = abbreviation.long
            words = reading.text[start:end].split()
            if start < since or end in ends or abbreviation.short[1] in ends or len(words) < 2:
                continue
            behind = reading.text[abbreviation.short[1] : abbreviation.short[1] + 20].lstrip(") ").split()
            type_ = self._kinds.of(behind[0].lower().rstrip(".,")) if behind else None
            type_ = type_ or self._phrases.type_of(words[-1])
            capitals = words[0][0].isupper() and words[-1][0].isupper()
            if type_ in (EntityType.METHOD, EntityType.DATASET) or (type_ is None and capitals):
                yield Candidate((start, end), type_ or EntityType.METHOD, ORIGIN, _ABBREVIATED, proposed=True)

    def _capitals(self, reading: Reading, since: int) -> Iterator[Candidate]:
        """Words with capitals where something new is named: `a Perturbation Field`."""
        known = {candidate.span[1] for candidate in reading.vocabulary}
        place = since
        while place < len(reading.words):
            end = max(reading.capitals_end(place), place + 1)
            type_ = self._phrases.type_of(reading.words[end - 1].text)
            if end - place > 1 and type_ in (None, EntityType.METHOD) and self._announces(reading, place):
                span = (reading.words[place].start, reading.words[end - 1].end)
                if span[1] not in known:
                    yield Candidate(span, EntityType.METHOD, ORIGIN, _CAPITALS, proposed=True)
            place = end

    def _announces(self, reading: Reading, place: int) -> bool:
        if reading.is_after_space(place):
            return reading.lower(place - 1) in self._cues["capitals_after"]
        return reading.words[place].gap in (") ", ": ")
