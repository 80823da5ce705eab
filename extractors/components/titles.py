"""What a title says that the paper contributes: `X: subtitle`, `X for Y`, `Y via X`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.components.annotations import Candidate
from extractors.components.names import NameItem
from extractors.components.phrases import PhraseFinder
from extractors.patterns import read_table
from kg.records import EntityType

ORIGIN = "titles"
_COLON, _PHRASE = 3, 2
_END = r"(?= (?:for|in|and|of|on|from|with|to|under|across) |: |, |$)"
_VIA = re.compile(rf" via (?P<name>[^:,]{{1,200}}?){_END}")
_FOR = re.compile(r"(?:(?:A|An|The) )?(?P<name>[^:,?]+?) for .+")


class TitleFinder:
    """Finds contributions in titles; cues are data in `patterns/proposals.toml`."""

    def __init__(self, phrases: PhraseFinder) -> None:
        cues = read_table("proposals")
        self._verbs = frozenset(cues["title_verbs"].split())
        self._title_dataset = frozenset(cues["title_dataset"].split())
        self._dataset = frozenset(cues["dataset"].split())
        self._phrases = phrases

    def find(self, text: str, items: Sequence[NameItem]) -> Iterator[Candidate]:
        """The contributions that the title names; the title is the first line of the text."""
        title, _, body = text.partition("\n")
        head, colon, tail = title.partition(": ")
        if colon and self._names(head, body):
            yield self._candidate(0, head, self._type(head, tail, items), _COLON)
        match = _VIA.search(title)
        if match and len(match["name"].split()) > 1 and self._is_method(match["name"]):
            yield self._candidate(match.start("name"), match["name"], EntityType.METHOD, _PHRASE)
        match = _FOR.fullmatch(title)
        if match and len(match["name"].split()) <= 4 and self._is_method(match["name"]):
            yield self._candidate(match.start("name"), match["name"], EntityType.METHOD, _PHRASE)

    def _names(self, head: str, body: str) -> bool:
        """Whether what stands before the colon names the contribution rather than praises it."""
        words = head.split()
        if len(words) == 1:
            return True
        if words[0].lower() in self._verbs:
            return False
        return len(words) == 2 or (len(words) <= 4 and head.lower() in body.lower())

    def _type(self, head: str, tail: str, items: Sequence[NameItem]) -> EntityType:
        for item in items:
            if item.start == 0 and item.end == len(head) and item.type is not None and not item.known:
                return item.type
        words = tail.lower().split()
        if self._dataset & set(words) or (words and words[0] in self._title_dataset):
            return EntityType.DATASET
        return EntityType.METHOD

    def _is_method(self, name: str) -> bool:
        """Whether the phrase can be a method that the paper made."""
        words = name.split()
        if words[0].lower() in self._verbs or (
            words[0].endswith("ing") and len(words) > 1 and "-" not in words[0]
        ):
            return False
        if any(word.lower() in self._phrases.breaks and word.lower() != "and" for word in words):
            return False
        return self._phrases.type_of(words[-1]) in (None, EntityType.METHOD)

    def _candidate(self, start: int, name: str, type_: EntityType, priority: int) -> Candidate:
        return Candidate((start, start + len(name)), type_, ORIGIN, priority, proposed=True)
