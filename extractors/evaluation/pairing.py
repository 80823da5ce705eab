"""Which predicted entity is which gold entity."""

from __future__ import annotations

from collections import Counter

from extractors.evaluation.folding import fold
from extractors.guidelines import Annotation
from kg.records import EntityType

TYPES: tuple[str, ...] = tuple(kind.value for kind in EntityType)

#: From type and folded name of a predicted entity to the folded name of the gold one.
Pairs = dict[tuple[str, str], str]


def forms(entity: Annotation) -> set[str]:
    """The folded spellings of an entity."""
    return {form for form in map(fold, [entity["name"], *entity["mentions"]]) if form}


def pair_entities(gold: Annotation, predicted: Annotation) -> tuple[Pairs, dict[str, Counter[str]]]:
    """Match predicted entities to gold ones of the same type, each at most once.

    The pairs with most spellings in common go first, then those with equal names, then the order of the
    annotations. Beside the pairs, the counts of `gold`, `predicted` and `hit` by type are given.
    """
    pairs: Pairs = {}
    counts: dict[str, Counter[str]] = {}
    for kind in TYPES:
        left = [entity for entity in gold["entities"] if entity["type"] == kind]
        right = [entity for entity in predicted["entities"] if entity["type"] == kind]
        matches = _matches(left, right)
        for i, j in matches:
            pairs[kind, fold(right[j]["name"])] = fold(left[i]["name"])
        counts[kind] = Counter(gold=len(left), predicted=len(right), hit=len(matches))
    return pairs, counts


def _matches(left: list[Annotation], right: list[Annotation]) -> list[tuple[int, int]]:
    left_forms, right_forms = [*map(forms, left)], [*map(forms, right)]
    links = sorted(
        (
            (len(a & b), fold(left[i]["name"]) == fold(right[j]["name"]), -j, -i)
            for i, a in enumerate(left_forms)
            for j, b in enumerate(right_forms)
            if a & b
        ),
        reverse=True,
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    matches = []
    for _, _, j, i in links:
        if -i not in used_left and -j not in used_right:
            used_left.add(-i)
            used_right.add(-j)
            matches.append((-i, -j))
    return matches
