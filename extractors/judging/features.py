"""What speaks for a form, as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.numbers import number_near
from extractors.components.phrases import singular
from extractors.judging.forms import Form, Span
from extractors.judging.memory import KEYS, Memory
from extractors.tagger.features import ROLES, TYPES, VOCABULARY
from extractors.tagger.tagging import Tagging
from kg.records import EntityType
from ontology.folding import fold

# The last word or sign before a name, the first one behind it.
_BEFORE, _AFTER = re.compile(r"(?:\w+|[^\w\s])\s*$"), re.compile(r"\s*(?:\w+|[^\w\s])")

ORIGINS = (
    VOCABULARY,
    "phrases",
    "names",
    "titles",
    "announcements",
    "contributions",
    "coordinations",
    "enumerations",
    "cues",
)
_TYPED = (
    "tagger_max",
    "tagger_mean",
    "tagger_first",
    "vocabulary",
    "priority",
    "confidence",
    "rules",
    "partner",
)
NAMES = (
    *(f"{name}_{type_.value}" for name in _TYPED for type_ in TYPES),
    *(f"remembers_{key}_{what}" for key in KEYS for what in ("none", *(t.value for t in TYPES), "count")),
    *(f"origin_{origin}" for origin in ORIGINS),
    *(f"role_{role.value}" for role in ROLES),
    *("outside", "wider", "narrower", "crossing", "wider_words", "narrower_words"),
    *("proposed", "concept", "given", "rules_confidence", "rivals"),
    *("words", "characters", "upper", "all_upper", "digits", "hyphens", "lower", "plural", "title_case"),
    *("places", "in_title", "first_place", "last_place", "spread", "short", "long", "number_near", "alone"),
    *("title_only", "after_colon", "beside_name"),
)


def form_features(doc: Doc, tagging: Tagging, forms: Sequence[Form], memory: Memory) -> NDArray[np.float32]:
    """What speaks for each form, `[forms, len(NAMES)]`.

    Args:
        doc: What the rules found.
        tagging: What the tagger says.
        forms: As `read_forms` gives them.
        memory: What forms and last words were in the training papers.
    """
    reading = _Reading(doc, tagging, forms)
    rows = np.zeros((len(forms), len(NAMES)), np.float32)
    for row, form in zip(rows, forms, strict=True):
        row[:] = list(reading.features(form, memory))
    return rows


class _Reading:
    """One text, with what several forms ask for."""

    def __init__(self, doc: Doc, tagging: Tagging, forms: Sequence[Form]) -> None:
        self.text: str = doc._.text
        self.title_end = max(0, self.text.find("\n"))
        self.colon = self.text.find(":", 0, self.title_end)
        self.tagging = tagging
        self.resolved = {span: entity for entity in doc._.entities for span in entity.spans}
        self.pairs: dict[str, str] = {}
        self.shorts, self.longs = set(), set()
        for abbreviation in doc._.abbreviations:
            short, long = (fold(self.text[slice(*span)]) for span in (abbreviation.short, abbreviation.long))
            self.pairs[short], self.pairs[long] = long, short
            self.shorts.add(short)
            self.longs.add(long)
        self.typed = {form.key: self._typed(form.spans) for form in forms}
        self.taken: dict[Span, int] = {}
        for form in forms:
            for span in form.spans:
                self.taken[span] = self.taken.get(span, 0) + 1

    def _typed(self, spans: Sequence[Span]) -> list[tuple[float, ...]]:
        """For each type the probability of each span."""
        return list(zip(*map(self.tagging.span_probabilities, spans), strict=True))

    def features(self, form: Form, memory: Memory) -> Iterator[float]:
        typed = self.typed[form.key]
        yield from map(max, typed)
        yield from map(_mean, typed)
        yield from (chances[0] for chances in typed)
        yield from self._rules(form)
        partner = self.typed.get(self.pairs.get(form.key, ""))
        yield from map(max, partner) if partner is not None else [np.nan] * len(TYPES)
        surface = self.text[slice(*form.spans[0])] if form.given is None else form.given
        yield from memory.recall(form_keys(self.text, form))
        origins = {candidate.origin.removeprefix("sotagraph_") for candidate in form.candidates}
        origins |= {candidate.origin for candidate in form.candidates}
        yield from (origin in origins for origin in ORIGINS)
        yield from map(_mean, zip(*map(self.tagging.role_probabilities, form.spans), strict=True))
        yield from self._around(form)
        yield from self._flags(form)
        yield from _writing(surface)
        yield from self._places(form)

    def _rules(self, form: Form) -> Iterator[float]:
        known = {c.type for c in form.candidates if c.origin == VOCABULARY}
        yield from (type_ in known for type_ in TYPES)
        for type_ in TYPES:
            yield max((1 + c.priority for c in form.candidates if c.type is type_), default=0)
        for type_ in TYPES:
            yield sum(c.confidence for c in form.candidates if c.type is type_)
        resolved = [self.resolved.get(span) for span in form.spans]
        for type_ in TYPES:
            yield sum(e is not None and e.type is type_ for e in resolved) / len(resolved)

    def _around(self, form: Form) -> Iterator[float]:
        """How probable it is that the words are no mention, or that another span is it."""
        outside, wider, narrower, crossing, wide, narrow = [], 0.0, 0.0, 0.0, 0, 0
        for start, end in form.spans:
            outside.append(self.tagging.outside((start, end)))
            for other in self.tagging.likely_at(start, end):
                longer = (other.end - other.start) - (end - start)
                if other.start <= start and end <= other.end:
                    if longer and other.chance > wider:
                        wider, wide = other.chance, longer
                elif start <= other.start and other.end <= end:
                    if other.chance > narrower:
                        narrower, narrow = other.chance, -longer
                else:
                    crossing = max(crossing, other.chance)
        yield from (_mean(outside), wider, narrower, crossing, wide, narrow)

    def _flags(self, form: Form) -> Iterator[float]:
        yield any(c.proposed for c in form.candidates)
        yield any(c.concept is not None for c in form.candidates)
        yield form.given is not None
        yield max((e.confidence for e in map(self.resolved.get, form.spans) if e is not None), default=0.0)
        yield max(self.taken[span] for span in form.spans) - 1

    def _places(self, form: Form) -> Iterator[float]:
        length = max(1, len(self.text))
        yield len(form.spans)
        yield form.spans[0][0] < self.title_end
        body = [span for span in form.spans if span[0] > self.title_end]
        yield body[0][0] / length if body else -1
        yield form.spans[-1][0] / length
        yield (form.spans[-1][0] - form.spans[0][0]) / length
        yield form.key in self.shorts
        yield form.key in self.longs
        yield any(number_near(self.text, *span) for span in form.spans)
        yield all(self.text[max(0, s - 2) : s].strip() in ("", ".", ",", "(") for s, _ in form.spans)
        yield not body
        yield 0 < self.colon < form.spans[0][0] < self.title_end
        yield form.spans[0] == (0, self.colon)


def form_keys(text: str, form: Form) -> tuple[str, str, str, str, str]:
    """What the memory knows the form by, as its KEYS; the words beside it are those of its last place."""
    start, end = form.spans[-1]
    surface = form.given or text[start:end]
    words = re.split(r"[\s-]+", surface.strip().lower()) or [""]
    before, after = _BEFORE.search(text[max(0, start - 40) : start]), _AFTER.match(text, end)
    return (
        form.key,
        words[0],
        singular(words[-1]) if words[-1] else "",
        before.group().strip().lower() if before else "",
        after.group().strip().lower() if after else "",
    )


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _writing(surface: str) -> Iterator[float]:
    letters = [c for c in surface if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    yield len(surface.split())
    yield len(surface)
    yield upper / max(1, len(letters))
    yield bool(letters) and upper == len(letters)
    yield sum(c.isdigit() for c in surface)
    yield surface.count("-")
    yield upper == 0
    yield surface.endswith("s")
    yield all(word[:1].isupper() for word in surface.split())


def type_index(type_: EntityType | None) -> int:
    """0 for none, else one more than the place in TYPES."""
    return 0 if type_ is None else 1 + TYPES.index(type_)
