"""Where the mentions of an annotation stand in the text."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.guidelines import Annotation

Occurrence = tuple[int, int, str]


def occurrences(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Every place where `form` stands in `text` without running on into a longer word."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        before, after = text[start - 1 : start], text[end : end + 1]
        runs_on = (before.isalnum() and form[0].isalnum()) or (after.isalnum() and form[-1].isalnum())
        if not runs_on:
            yield start, end
        start = text.find(form, start + 1)


def spans(text: str, annotation: Annotation) -> set[Occurrence]:
    """The spans of all mentions with their entity type; where two overlap the longer one stands."""
    found = {
        (start, end, entity["type"])
        for entity in annotation["entities"]
        for form in entity["mentions"]
        for start, end in occurrences(text, form)
    }
    kept: set[Occurrence] = set()
    taken = [False] * len(text)
    for start, end, kind in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            kept.add((start, end, kind))
    return kept
