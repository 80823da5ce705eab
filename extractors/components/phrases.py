"""Noun phrases of the field, told by their last word: `monocular depth estimation`, `hinge loss`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.components.annotations import Candidate
from extractors.components.numbers import number_near
from extractors.components.words import Word
from extractors.patterns import read_table, read_words
from kg.records import EntityType

ORIGIN = "phrases"
_LONGEST = 5
# A term of four words or more is rare.
_LONG = 3
_SIZE = re.compile(r"million|billion|trillion|m|b|\d[\d.,-]*(?:million|billion|[mbk])?")
_STRONG, _WEAK = 0.5, 0.2
# `2nd`, `78ms`, `0.3-0.5`, `50x-460x`, but not `3D`.
_NUMERAL = re.compile(
    r"\d[\d.,]*(?:[a-z]{1,3}|[KMBT]|GB|MB|TB|FPS|dB)?(?:[-–x×]\d[\d.,]*(?:[a-z]{1,3}|[KMBT])?)?"
)


@dataclass(frozen=True, slots=True)
class _Head:
    """What a word tells as the last word of a term."""

    type: EntityType
    bare: bool
    inner: bool
    counted: bool
    weak: bool
    class_: bool


class PhraseFinder:
    """Finds terms by their heads; the lists are data in `extractors/patterns`."""

    def __init__(self) -> None:
        self.breaks = read_words("breaks")
        self.loose = read_words("loose")
        self.generic = read_words("generic")
        self._weak_after = {
            EntityType(type_): frozenset(text.split())
            for type_, text in read_table("heads")["weak_after"].items()
        }
        self._families = frozenset(read_table("heads")["Method"]["families"].split())
        self._accuracy_modifiers = frozenset(read_table("heads")["Metric"]["accuracy_modifiers"].split())
        self._heads: dict[str, list[_Head]] = {}
        for word, head in _read_heads():
            self._heads.setdefault(word, []).append(head)

    def type_of(self, word: str) -> EntityType | None:
        """What a term that ends in this word is; None for a word that does not tell."""
        heads = self._head(word.lower())
        return heads[0].type if heads else None

    def _head(self, lower: str) -> list[_Head]:
        return self._heads.get(singular(lower)) or self._heads.get(_last_part(lower)) or []

    def runs(self, words: Sequence[Word]) -> Iterator[list[int]]:
        """Places of words that can form a noun phrase together: no break, no punctuation between them."""
        run: list[int] = []
        for place, word in enumerate(words):
            if run and word.gap != " ":
                yield run
                run = []
            if word.lower in self.breaks or _NUMERAL.fullmatch(word.text):
                if run:
                    yield run
                run = []
            else:
                run.append(place)
        if run:
            yield run

    def start_of(self, words: Sequence[Word], last: int) -> int:
        """Where the term starts that ends at the word `last`."""
        run = [last]
        while (
            len(run) < _LONGEST
            and words[run[0]].gap == " "
            and run[0] > 0
            and words[run[0] - 1].lower not in self.breaks
            and not _NUMERAL.fullmatch(words[run[0] - 1].text)
        ):
            run.insert(0, run[0] - 1)
        return run[self._first(words, run, len(run) - 1)]

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Candidate]:
        """Every term, the longest at its head."""
        for run in self.runs(words):
            for n, place in enumerate(run):
                word = words[place]
                heads = self._head(word.lower)
                if not heads:
                    continue
                first = self._first(words, run, n)
                if word.lower == "accuracy":
                    first = max(first, self._accuracy_first(words, run, n))
                span = (words[run[first]].start, word.end)
                ends = n == len(run) - 1 or words[run[n + 1]].lower in self.generic
                alone = first == n and "-" not in word.text
                for head in heads:
                    if not (ends or head.inner) or (alone and not head.bare):
                        continue
                    if head.counted and not (number_near(text, *span) and self._is_claim(words, run[first])):
                        continue
                    if head.type is EntityType.METHOD and self._is_task_before(words, run, n, first):
                        continue
                    weak = head.weak or self._is_weak(head, words, run, first, n)
                    yield Candidate(span, head.type, ORIGIN, 1, _WEAK if weak else _STRONG)
                    break

    def _is_claim(self, words: Sequence[Word], first: int) -> bool:
        """Whether a quantity is more than a size: `30% fewer parameters`, not `7 billion parameters`."""
        return first == 0 or words[first].gap != " " or not _SIZE.fullmatch(words[first - 1].lower)

    def _accuracy_first(self, words: Sequence[Word], run: list[int], n: int) -> int:
        """Where the name of an accuracy starts: the data or the model in front of it is no part."""
        while n > 0 and words[run[n - 1]].lower in self._accuracy_modifiers:
            n -= 1
        return n

    def _is_task_before(self, words: Sequence[Word], run: list[int], n: int, first: int) -> bool:
        """Whether the words in front are a task, so that the head only says that something does it."""
        return (
            n > first
            and words[run[n]].lower in self.generic
            and self.type_of(words[run[n - 1]].text) is EntityType.TASK
        )

    def _is_weak(self, head: _Head, words: Sequence[Word], run: list[int], first: int, n: int) -> bool:
        """Whether a phrase like this is more often no entity than one."""
        if head.type is EntityType.METHOD and n - first >= _LONG:
            return True
        if head.class_ and n - first == 1 and words[run[first]].lower not in self._families:
            return True
        back = run[first]
        while back > 0 and words[back].gap == " " and words[back - 1].lower in self.loose:
            back -= 1
        return back > 0 and words[back].gap == " " and words[back - 1].lower in self._weak_after[head.type]

    def _first(self, words: Sequence[Word], run: list[int], n: int) -> int:
        """The first word of the term that ends at the n-th of the run."""
        first = max(0, n - _LONGEST + 1)
        while first < n and words[run[first]].lower in self.loose:
            first += 1
        for i in range(n - 1, first - 1, -1):
            if words[run[i]].lower in self.generic:
                return i + 1
        return first


def singular(word: str) -> str:
    """The word without a plural s, as `ontology.folding.fold` sees it."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _last_part(word: str) -> str:
    return singular(word.rpartition("-")[2]) if "-" in word else ""


def _read_heads() -> Iterator[tuple[str, _Head]]:
    # A metric goes first: it is more than a term only where a number says so.
    table = read_table("heads")
    for name in ("Metric", "Method", "Task"):
        lists = table[name]
        words = {kind: {singular(word) for word in text.split()} for kind, text in lists.items()}
        for word in words["qualified"] | words["bare"]:
            flags = (word in words.get(kind, ()) for kind in ("bare", "inner", "counted", "weak", "class"))
            yield word, _Head(EntityType(name), *flags)
