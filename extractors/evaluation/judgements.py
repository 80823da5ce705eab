"""Which found facts are right, each with how sure its extractor was of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from extractors.evaluation.comparison import Comparison
from extractors.evaluation.measures import paired_name, roles
from extractors.evaluation.occurrences import Occurrence, occurrences
from extractors.evaluation.tuples import VIEWS, row, rows


class Judgement(NamedTuple):
    """One found fact: the confidence that came with it, from 0 to 1, and whether the gold has it too."""

    confidence: float
    right: bool


def mention_judgements(comparison: Comparison) -> Iterator[Judgement]:
    """A mention is right if the gold has its span with its type."""
    said: dict[Occurrence, float] = {}
    for entity in comparison.got["entities"]:
        shares = entity.get("mention_confidences") or ()
        for form, share in zip(entity["mentions"], shares, strict=False):
            for start, end in occurrences(comparison.text, form):
                place = (start, end, entity["type"])
                said[place] = max(share, said.get(place, 0.0))
    for place in comparison.got_spans & said.keys():
        yield Judgement(said[place], place in comparison.want_spans)


def role_judgements(comparison: Comparison) -> Iterator[Judgement]:
    """A role is right if the gold has the entity with its type and this role."""
    want = roles(comparison.want, {})
    said: dict[tuple[str, str, str], float] = {}
    for entity in comparison.got["entities"]:
        if entity.get("role") and "role_confidence" in entity:
            role = (entity["type"], paired_name(entity, comparison.pairs), entity["role"])
            said[role] = max(entity["role_confidence"], said.get(role, 0.0))
    for role, share in said.items():
        yield Judgement(share, role in want)


def result_judgements(comparison: Comparison) -> Iterator[Judgement]:
    """A result is right if the gold has its method, data set, metric, value and kind, once for each time."""
    left = rows(comparison.want, VIEWS["results"], {})
    for result in comparison.got["results"]:
        key = row(result, VIEWS["results"], comparison.pairs)
        left[key] -= 1
        if "confidence" in result:
            yield Judgement(result["confidence"], left[key] >= 0)


#: The facts that carry a confidence.
JUDGES: dict[str, Callable[[Comparison], Iterator[Judgement]]] = {
    "mentions": mention_judgements,
    "roles": role_judgements,
    "results": result_judgements,
}


def judge(comparisons: Iterable[Comparison]) -> dict[str, list[Judgement]]:
    """The judgements of all papers by the kind of fact; facts without a confidence are left out."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for comparison in comparisons:
        for name, judgements in JUDGES.items():
            found[name].extend(judgements(comparison))
    return {name: judgements for name, judgements in found.items() if judgements}
