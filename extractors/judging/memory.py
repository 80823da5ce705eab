"""What forms and last words were in the annotated papers: a prior that needs no context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.tagger.features import TYPES

_CLASSES = 1 + len(TYPES)
# Seen less often than this, a name says nothing that another paper could use.
_LEAST = 2
_PRIOR = 1.0


@dataclass(slots=True)
class Memory:
    """How often each form, and each last word of a form, was no entity or one of each type.

    Args:
        forms, lasts: Counts by class; class 0 is none, then TYPES.
    """

    forms: dict[str, Counter[int]] = field(default_factory=dict)
    lasts: dict[str, Counter[int]] = field(default_factory=dict)

    def learn(self, seen: Iterable[tuple[str, str, int]], times: int = 1) -> None:
        """Count (form, last word, class); `times=-1` takes them back."""
        for form, last, class_ in seen:
            self.forms.setdefault(form, Counter())[class_] += times
            self.lasts.setdefault(last, Counter())[class_] += times

    def recall(self, form: str, last: str) -> Iterator[float]:
        """Shares of the classes for the form, then for the last word, then both counts."""
        counts = [table.get(key, Counter()) for table, key in ((self.forms, form), (self.lasts, last))]
        totals = [total if (total := count.total()) >= _LEAST else 0 for count in counts]
        for count, total in zip(counts, totals, strict=True):
            for class_ in range(_CLASSES):
                seen = count[class_] if total else 0
                yield (seen + _PRIOR / _CLASSES) / (total + _PRIOR)
        yield from totals

    def to_json(self) -> dict[str, Any]:
        """Counts of what was seen often enough, in a stable order."""
        return {
            name: {
                key: [count[class_] for class_ in range(_CLASSES)]
                for key, count in sorted(table.items())
                if count.total() >= _LEAST
            }
            for name, table in (("forms", self.forms), ("lasts", self.lasts))
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Memory:
        """The memory that `to_json` wrote."""
        forms, lasts = (
            {key: Counter(dict(enumerate(counts))) for key, counts in data[name].items()}
            for name in ("forms", "lasts")
        )
        return cls(forms, lasts)
