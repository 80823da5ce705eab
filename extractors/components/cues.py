"""What the words around a name, and its form, say that it is: `on X`, `the X dataset`, `97.1% X`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.components.words import Word
from extractors.patterns import read_table
from kg.records import EntityType

# A whole number without a percent sign counts things: `12 LLMs`.
_SCORE = re.compile(r"\d+(?:\.\d+|(?=%))%? ")
_INTRODUCTIONS = frozenset((" (", ": ", " - ", ", "))


class NameCues:
    """Reads the cues of `extractors/patterns/names.toml`."""

    def __init__(self) -> None:
        table = read_table("names")
        dataset, metric, task = table["dataset"], table["metric"], table["task"]
        self._form = re.compile(dataset["form"])
        self._on = frozenset(dataset["before"].split())
        self._not_on = frozenset(dataset["not_on"].split())
        self._between = frozenset(dataset["between"].split())
        self._metric_before = frozenset(metric["before_two"])
        self._listed_after = frozenset(dataset["listed_after"].split())
        self._nothing_after = frozenset(table["nothing"]["after"].split())
        self._after = {
            **dict.fromkeys(task["after"].split(), EntityType.TASK),
            **dict.fromkeys(metric["after"].split(), EntityType.METRIC),
            **dict.fromkeys(dataset["after"].split(), EntityType.DATASET),
            **dict.fromkeys(dataset["after_two"], EntityType.DATASET),
        }

    def says_nothing(self, words: Sequence[Word], last: int, end: int) -> bool:
        """Whether the next noun shows that the name is a kind of data or device: `RGB images`."""
        return self._next(words, last) in self._nothing_after and end == words[last].end

    def type_of(self, words: Sequence[Word], first: int, last: int, name: str) -> EntityType | None:
        """The type of the name that the words from `first` to `last` are, where something tells it."""
        return self._from_behind(words, last) or self._from_form(name) or self._from_before(words, first)

    def _from_form(self, name: str) -> EntityType | None:
        return EntityType.DATASET if self._form.search(name) else None

    def _from_behind(self, words: Sequence[Word], last: int) -> EntityType | None:
        one = self._next(words, last)
        if not one:
            return None
        second = words[last + 2] if last + 2 < len(words) and words[last + 2].gap == " " else None
        if second is not None and one == "of" and second.text[0].isdigit():
            return EntityType.METRIC
        two = f"{one} {second.lower}" if second is not None else ""
        return self._after.get(one) or self._after.get(two)

    def _from_before(self, words: Sequence[Word], first: int) -> EntityType | None:
        if not first:
            return None
        if _SCORE.fullmatch(words[first - 1].text + words[first].gap):
            return EntityType.METRIC
        if self._lists_datasets(words, first):
            return EntityType.DATASET
        if words[first].gap != " ":
            return None
        place = first - 1
        while place > 0 and words[place].lower in self._between:
            place -= 1
        before = words[place - 1].lower if place else ""
        if words[place].text in self._on and before not in self._not_on:
            return EntityType.DATASET
        return EntityType.METRIC if f"{before} {words[place].lower}" in self._metric_before else None

    def _lists_datasets(self, words: Sequence[Word], first: int) -> bool:
        """Whether the name opens a list that a noun introduces: `datasets (X`, `benchmarks such as X`."""
        place = first - 1
        if words[first].gap == " ":
            if words[place].lower in ("including", "like"):
                place -= 1
            elif place and (words[place - 1].lower, words[place].lower) == ("such", "as"):
                place -= 2
            else:
                return False
        elif words[first].gap not in _INTRODUCTIONS:
            return False
        return place >= 0 and words[place].lower in self._listed_after

    def _next(self, words: Sequence[Word], last: int) -> str:
        """The word behind the name, when nothing but a space or a bracket stands between."""
        after = words[last + 1] if last + 1 < len(words) else None
        return after.lower if after is not None and after.gap in (" ", ") ") else ""
