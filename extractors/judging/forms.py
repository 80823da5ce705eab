"""The names of a text that may be entities, each with all its places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc

from extractors.components.annotations import Candidate
from extractors.components.entities import LONGEST_NAME
from extractors.components.folded import FoldedIndex, split_pieces
from extractors.tagger.features import TYPES
from extractors.tagger.tagging import Tagging, begin_tag
from kg.records import EntityType
from ontology.folding import fold

Span = tuple[int, int]

# A span of the tagger below this is hardly ever right, and there are many.
_LEAST = 0.04
_MOST_WORDS = 16
# The signs that names end with: `PFGM++`, `C#`, `A*`.
_FINAL_SIGNS = "+#*"


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
    text = doc.text
    forms: dict[str, Form] = {}
    places: dict[str, set[Span]] = {}

    def place(span: Span, name: str | None = None) -> Form | None:
        surface = text[slice(*span)]
        key = fold(name or surface)
        if not key or len(surface) > LONGEST_NAME:
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
    for span, _, _ in likely_spans(tagging):
        place(span)
    index = FoldedIndex((key, key) for key, form in forms.items() if form.given is None)
    for start, end, keys in index.matches(text, split_pieces(text)):
        for key in keys:
            places[key].add((start, end))
    for key, form in forms.items():
        form.spans = _apart(places[key])
    return sorted(forms.values(), key=lambda form: (form.spans[0], form.key))


def likely_spans(tagging: Tagging) -> Iterator[tuple[Span, EntityType, float]]:
    """Character spans that the tagger gives some chance, with type and probability, by start."""
    words, tags = tagging.words, tagging.tags
    for type_ in TYPES:
        begin = begin_tag(type_)
        for first in np.flatnonzero(tags[:, begin] > _LEAST).tolist():
            for last in range(first + 1, min(len(words), first + _MOST_WORDS) + 1):
                chance = tagging.chain.span(first, last, begin)
                if chance > _LEAST and _is_name(words.texts[first], words.texts[last - 1]):
                    yield (words.starts[first], words.ends[last - 1]), type_, chance
                if last < len(words) and tags[last, begin + 1] < _LEAST:
                    break


def _is_name(first: str, last: str) -> bool:
    """Whether a name can begin and end with these words; one that ends with a sign is cut wrong."""
    return first[0].isalnum() and (last[-1].isalnum() or last[-1] in _FINAL_SIGNS)


def _apart(places: set[Span]) -> list[Span]:
    """The places without those that overlap a longer or an earlier one of the same name."""
    kept: list[Span] = []
    for start, end in sorted(places, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
