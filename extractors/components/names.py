"""Words that are written like a name (`PFGM++`, `DeepSeek-R1`, `LoRA`), typed by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.components.annotations import Candidate
from extractors.components.words import Word
from extractors.patterns import read_table, read_words
from kg.records import EntityType

ORIGIN = "names"
UNCUED, CUED = 0, 3
_LIKELY, _UNLIKELY = 0.5, 0.25

_PART = re.compile(r"[-‐‑–]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z].*[A-Z]")
_MIXED = re.compile(r"[A-Za-z].*\d")
_MEASURE = re.compile(r"\d+(?:[.,]\d+)*\+?(?:[kKMBGTx]|[a-z]{1,3}|GB|MB|TB|FPS|bit|D|K?Hz|dB)?\+?|[xX]\d+")
# `LLM-based` names an LLM; the tail only says how it takes part.
_TAIL = re.compile(
    r"-(?:[a-z]{2,}(?:ed|ing|able|ic|al|ary)|like|free|style|wise|level|specific|aware|agnostic|only|type|centric"
    r"|oriented|native|hard|as-a-judge|[Bb]ased|[Gg]uided|[Dd]riven|[Pp]owered|[Ee]nhanced|[Aa]ugmented)$"
)
_LIST_GAPS = frozenset(
    (
        ", ",
        "/",
        ", and ",
        " and ",
        ", or ",
        " or ",
        " & ",
        " + ",
        ", & ",
        " and the ",
        ", and the ",
        " as well as ",
    )
)


def named_part(word: str) -> str | None:
    """The part of a word that is written like a name, or None."""
    tail = _TAIL.search(word)
    if tail:
        word = word[: tail.start()]
    parts = _PART.split(word)
    if not any(_is_named(part) for part in parts):
        return None
    if _MEASURE.fullmatch(word) or (parts[0].islower() and len(parts) > 1 and len(parts[0]) > 2):
        return None
    return word


def _is_named(part: str) -> bool:
    if _MEASURE.fullmatch(part) or len(part) < 2:
        return False
    if part.endswith("+"):
        return True
    return bool(_INNER_CAPITAL.search(part) or (_MIXED.search(part) and not part[0].isdigit()))


@dataclass(slots=True)
class NameItem:
    """A name at a place: words `first` to `last`, and what its surroundings say.

    `known` by the vocabulary; `plain` words with a capital, a name only where the surroundings say so.
    """

    first: int
    last: int
    start: int
    end: int
    type: EntityType | None = None
    known: bool = False
    plain: bool = False
    dropped: bool = False


class NameFinder:
    """Finds names by orthography; cues are data in `extractors/patterns/names.toml`."""

    def __init__(self) -> None:
        cues = read_table("names")
        self._unnamed = read_words("unnamed")
        self._english = read_words("english")
        self._breaks = read_words("breaks")
        dataset, metric = cues["dataset"], cues["metric"]
        self._dataset_after = frozenset(dataset["after"].split())
        self._dataset_after_two = frozenset(dataset["after_two"])
        self._on = frozenset(dataset["before"].split())
        self._between = frozenset(dataset["between"].split())
        self._not_on = frozenset(dataset["not_on"].split())
        self._form = re.compile(dataset["form"])
        self._metric_after = frozenset(metric["after"].split())
        self._metric_before = frozenset(metric["before_two"])
        self._task_after = frozenset(cues["task"]["after"].split())
        self._nothing_after = frozenset(cues["nothing"]["after"].split())

    def items(self, text: str, words: Sequence[Word], known: Mapping[int, Candidate]) -> list[NameItem]:
        """Every name with what is known of its type.

        `known` are candidates by their first character; they lend their type to the names that they share a
        list with.
        """
        items = list(self._items(text, words, known))
        for item in items:
            if not item.known:
                item.type = self._cue(text, words, item)
        for group in _lists(text, items):
            types = {item.type for item in group if item.type is not None}
            if len(types) == 1:
                for item in group:
                    item.type = next(iter(types))
        return [
            item
            for item in items
            if not (item.dropped or (item.plain and item.type is not EntityType.DATASET))
        ]

    def candidates(self, items: Sequence[NameItem], since: int) -> Iterator[Candidate]:
        """The names that were not known before.

        One that nothing speaks for but its form, and that comes once, before the character `since` where the
        paper says what it does, is more often a device, a format or a law than a method.
        """
        for item in items:
            if not item.known:
                span = (item.start, item.end)
                if item.type is not None:
                    yield Candidate(span, item.type, ORIGIN, CUED)
                else:
                    confidence = _LIKELY if item.start >= since else _UNLIKELY
                    yield Candidate(span, EntityType.METHOD, ORIGIN, UNCUED, confidence)

    def _items(self, text: str, words: Sequence[Word], known: Mapping[int, Candidate]) -> Iterator[NameItem]:
        title_end = text.find("\n")
        place = 0
        while place < len(words):
            word = words[place]
            candidate = known.get(word.start)
            if candidate is not None:
                last = place
                while last + 1 < len(words) and words[last + 1].end <= candidate.span[1]:
                    last += 1
                yield NameItem(place, last, *candidate.span, candidate.type, known=True)
                place = last + 1
                continue
            last = place
            if word.start > title_end:
                while (
                    last + 1 < len(words)
                    and words[last].gap is not None
                    and self._joins(words, place, last + 1)
                ):
                    last += 1
            named = [i for i in range(place, last + 1) if named_part(words[i].text)]
            if named:
                end_part = named_part(words[last].text)
                end = words[last].start + len(end_part) if end_part else words[last].end
                surface = text[word.start : end]
                if surface not in self._unnamed:
                    yield NameItem(place, last, word.start, end)
            elif word.start > title_end and self._is_plain(words, place, last):
                yield NameItem(place, last, word.start, words[last].end, plain=True)
            place = last + 1

    def _is_plain(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Whether words with a capital may be a name: `Penn Treebank`, `Malaga`."""
        word = words[first]
        if not word.text[0].isupper() or len(word.text) < 2 or _opens(words, first):
            return False
        return last > first or (word.lower not in self._english and "-" not in word.text)

    def _joins(self, words: Sequence[Word], first: int, next_: int) -> bool:
        """Whether the word at `next_` goes on with a name that starts at `first`."""
        word, before = words[next_], words[next_ - 1]
        if word.gap != " " or not (before.text[0].isupper() or named_part(before.text)):
            return False
        if (
            before.lower in self._breaks
            or before.lower in self._english
            and next_ - 1 == first
            and _opens(words, first)
        ):
            return False
        return word.text[0].isupper() or bool(named_part(word.text))

    def _cue(self, text: str, words: Sequence[Word], item: NameItem) -> EntityType | None:
        before, after = words[max(0, item.first - 4) : item.first], words[item.last + 1 : item.last + 3]
        whole = item.end == words[item.last].end
        if after and whole and after[0].gap in (" ", ") "):
            one = after[0].lower
            two = f"{one} {after[1].lower}" if len(after) > 1 and after[1].gap == " " else ""
            if one in self._dataset_after or two in self._dataset_after_two:
                return EntityType.DATASET
            if one in self._metric_after or (one == "of" and two and after[1].text[0].isdigit()):
                return EntityType.METRIC
            if one in self._task_after:
                return EntityType.TASK
            if one in self._nothing_after:
                item.dropped = True
                return None
        if self._form.search(text[item.start : item.end]):
            return EntityType.DATASET
        while before and before[-1].lower in self._between and words[item.first].gap == " ":
            before = before[:-1]
        if before and words[item.first].gap == " ":
            last = before[-1]
            if last.text in self._on and not (len(before) > 1 and before[-2].lower in self._not_on):
                return EntityType.DATASET
            if len(before) > 1 and f"{before[-2].lower} {last.lower}" in self._metric_before:
                return EntityType.METRIC
        if item.first and words[item.first - 1].text[0].isdigit() and words[item.first].gap in (" ", "% "):
            return EntityType.METRIC
        return None


def _opens(words: Sequence[Word], place: int) -> bool:
    """Whether the word at `place` opens a sentence, where every word has a capital."""
    return place == 0 or bool(re.search(r"[.!?:\n]", words[place].gap))


def _lists(text: str, items: Sequence[NameItem]) -> Iterator[list[NameItem]]:
    """Names that stand in one list: `X, Y and Z`."""
    group: list[NameItem] = []
    for item in items:
        if group and text[group[-1].end : item.start] not in _LIST_GAPS:
            if len(group) > 1:
                yield group
            group = []
        group.append(item)
    if len(group) > 1:
        yield group
