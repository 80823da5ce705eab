"""What names, their words and the words beside them were in the annotated papers: a prior by form alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.tagger.features import TYPES

#: What is remembered of a form: the folded name, its first and its last word, the words before and after it.
KEYS = ("form", "first", "last", "before", "after")

_CLASSES = 1 + len(TYPES)
# Seen less often than this, a key says nothing that another paper could use.
_LEAST = 2
_PRIOR = 1.0
# What is recalled of a key that was hardly ever seen.
_UNKNOWN = (*(1 / _CLASSES for _ in range(_CLASSES)), 0)


@dataclass(slots=True)
class Memory:
    """How often each key was no entity or one of each type.

    Args:
        tables: For each of KEYS, counts by class; class 0 is none, then TYPES.
    """

    tables: dict[str, dict[str, Counter[int]]] = field(default_factory=lambda: {name: {} for name in KEYS})

    def learn(self, seen: Iterable[tuple[Sequence[str], int]], times: int = 1) -> None:
        """Count the KEYS of forms with their class; `times=-1` takes them back."""
        for keys, class_ in seen:
            for name, key in zip(KEYS, keys, strict=True):
                self.tables[name].setdefault(key, Counter())[class_] += times

    def recall(self, keys: Sequence[str]) -> Iterator[float]:
        """For each key the shares of the classes, and how often it was seen."""
        for name, key in zip(KEYS, keys, strict=True):
            count = self.tables[name].get(key)
            total = count.total() if count else 0
            if count is None or total < _LEAST:
                yield from _UNKNOWN
            else:
                for class_ in range(_CLASSES):
                    yield (count[class_] + _PRIOR / _CLASSES) / (total + _PRIOR)
                yield total

    def to_json(self) -> dict[str, Any]:
        """Counts of what was seen often enough, in a stable order."""
        return {
            name: {
                key: [count[class_] for class_ in range(_CLASSES)]
                for key, count in sorted(table.items())
                if count.total() >= _LEAST
            }
            for name, table in self.tables.items()
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Memory:
        """The memory that `to_json` wrote."""
        return cls(
            {
                name: {key: Counter(dict(enumerate(counts))) for key, counts in data[name].items()}
                for name in KEYS
            }
        )
