"""The names of a text that may be entities, each with all its places."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from extractors.components.annotations import Candidate
from extractors.components.folded import FoldedIndex, split_pieces
from extractors.tagger.tagging import LONGEST, Tagging
from ontology.folding import fold

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class Form:
    """A folded name.

    Args:
        key: The name, folded.
        spans: All its places in the text, sorted, none overlapping.
        candidates: What the rules found under the name.
        given: What it is called where its places say it only together with another name.
    """

    key: str
    spans: list[Span] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    given: str | None = None


def read_forms(doc: Doc, tagging: Tagging) -> list[Form]:
    """The forms of a Doc in the order of their first places."""
    text = doc._.text
    forms: dict[str, Form] = {}
    places: dict[str, set[Span]] = {}

    def place(span: Span, name: str | None = None) -> Form | None:
        surface = text[slice(*span)]
        key = fold(name or surface)
        # With an equals sign it is a setting: of 42,000 annotated names none has one.
        if not key or len(surface) > LONGEST or "=" in surface:
            return None
        places.setdefault(key, set()).add(span)
        return forms.setdefault(key, Form(key))

    for candidate in doc._.candidates:
        form = place(candidate.span, candidate.name)
        if form is not None:
            form.candidates.append(candidate)
            form.given = form.given or candidate.name
    for abbreviation in doc._.abbreviations:
        place(abbreviation.short)
        place(abbreviation.long)
    for likely in tagging.likely:
        place((likely.start, likely.end))
    index = FoldedIndex((key, key) for key, form in forms.items() if form.given is None)
    for start, end, keys in index.matches(text, split_pieces(text)):
        for key in keys:
            places[key].add((start, end))
    for key, form in forms.items():
        form.spans = _apart(places[key])
    return sorted(forms.values(), key=lambda form: (form.spans[0], form.key))


def _apart(places: set[Span]) -> list[Span]:
    """The places without those that overlap a longer or an earlier one of the same name."""
    kept: list[Span] = []
    for start, end in sorted(places, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
