"""One difference between what is right and what was found."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.evaluation.occurrences import occurrences
from extractors.guidelines import Annotation


@dataclass(frozen=True, slots=True)
class FactError:
    """A fact of the gold that was not found, one that was found and is none, or one taken for another.

    Args:
        measure: `mentions`, `entities`, `roles` or `results`: what it costs.
        kind: What went wrong, in words; errors are counted by it.
        what: What it is about, so that errors about one thing are read together.
        paper_id: The paper.
        place: Where the fact stands in the text.
        missed, wrong: Whether a fact of the gold is lost by it, and whether something is found that is none.
    """

    measure: str
    kind: str
    what: str
    paper_id: str
    place: tuple[int, int]
    missed: bool
    wrong: bool


def first_place(text: str, entity: Annotation) -> tuple[int, int]:
    """Where a text first names an entity, or its beginning if it never does."""
    places = [place for form in entity["mentions"] for place in occurrences(text, form)]
    return min(places, default=(0, 0))
