"""From judged forms to the entities of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.components.placement import in_words, settle, shown_name
from extractors.judging.forms import Form, Span
from extractors.tagger.features import TYPES
from kg.records import EntityType
from ontology.folding import fold

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the judge must be.

    Args:
        entity: Least probability for a form to be an entity, by its type.
        pair: What the other half of an abbreviation needs once one half is an entity.
        join: Least probability for two entities to be one. It is below one half because the trees learn that
            names which the annotation lacks are other things, which many are not.
        join_known: The same where a vocabulary has one of the names: what is known is rarely a paper's own.
        own: Least probability for a method or a data set to be one and the paper's own. It lies below the
            others, as the best threshold for F1 is about half the best F1 (Lipton et al. 2014), and whose
            a method is, is harder to tell than that it is one.
    """

    entity: Mapping[EntityType, float] = field(default_factory=lambda: dict.fromkeys(TYPES, 0.45))
    pair: float = 0.15
    join: float = 0.4
    join_known: float = 0.6
    own: Mapping[EntityType, float] = field(
        default_factory=lambda: dict.fromkeys((EntityType.METHOD, EntityType.DATASET), 0.38)
    )

    def to_json(self) -> dict[str, Any]:
        """As `from_json` reads it."""
        return {
            "entity": {type_.value: value for type_, value in self.entity.items()},
            "pair": self.pair,
            "join": self.join,
            "join_known": self.join_known,
            "own": {type_.value: value for type_, value in self.own.items()},
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Thresholds:
        """The thresholds that `to_json` wrote."""
        entity, own = (
            {EntityType(name): float(value) for name, value in data[key].items()} for key in ("entity", "own")
        )
        single = {key: float(data[key]) for key in ("pair", "join", "join_known")}
        return cls(entity=entity, own=own, **single)


@dataclass(slots=True, eq=False)
class _Group:
    """Forms that are one entity."""

    forms: list[Form]
    chances: Floats
    members: list[int]
    short: str | None = None
    spans: list[Span] = field(default_factory=list)


def decide(doc: Doc, forms: Sequence[Form], chances: Floats, limits: Thresholds) -> list[FoundEntity]:
    """The entities of a text, in the order of their first mentions.

    Args:
        doc: What the rules found.
        forms: As `read_forms` gives them.
        chances: Probability of none and of each of TYPES, `[forms, 1 + types]`.
        limits: How sure to be.
    """
    text: str = doc._.text
    by_key = {form.key: i for i, form in enumerate(forms)}
    pairs = _pairs(doc, by_key)
    accepted = {i for i, row in enumerate(chances) if _accepts(row, limits)}
    for short, long in pairs:
        for one, other in ((short, long), (long, short)):
            if one in accepted and 1 - chances[other][0] >= limits.pair:
                accepted.add(other)
    groups = _groups(doc, forms, chances, accepted, pairs)
    _place(groups, doc)
    entities = [_entity(text, group) for group in groups if group.spans]
    return sorted(entities, key=lambda entity: entity.spans[0])


def _accepts(row: Floats, limits: Thresholds) -> bool:
    return float(1 - row[0]) >= limits.entity[TYPES[int(row[1:].argmax())]]


def _pairs(doc: Doc, by_key: dict[str, int]) -> list[tuple[int, int]]:
    """Short forms and their expansions, as places in the forms."""
    pairs, text = [], doc._.text
    for abbreviation in doc._.abbreviations:
        short, long = (fold(text[slice(*span)]) for span in (abbreviation.short, abbreviation.long))
        if short in by_key and long in by_key and short != long:
            pairs.append((by_key[short], by_key[long]))
    return pairs


def _groups(
    doc: Doc, forms: Sequence[Form], chances: Floats, accepted: set[int], pairs: Iterable[tuple[int, int]]
) -> list[_Group]:
    """Accepted forms joined: a short form with its expansion, names of one vocabulary concept."""
    owner = {i: _Group([forms[i]], chances[i], members=[i]) for i in sorted(accepted)}

    def join(one: int, other: int) -> None:
        kept, gone = owner[one], owner[other]
        if kept is gone:
            return
        kept.forms += gone.forms
        kept.chances = np.maximum(kept.chances, gone.chances)
        kept.short = kept.short or gone.short
        kept.members += gone.members
        for i in gone.members:
            owner[i] = kept

    for short, long in pairs:
        if short in accepted and long in accepted:
            join(long, short)
            owner[long].short = doc._.text[slice(*forms[short].spans[0])]
    concepts: dict[tuple[str, str], int] = {}
    for i in sorted(accepted):
        for candidate in forms[i].candidates:
            if candidate.concept is not None and candidate.type is TYPES[int(owner[i].chances[1:].argmax())]:
                join(concepts.setdefault((candidate.type, candidate.concept), i), i)
    return list(dict.fromkeys(owner.values()))


def _place(groups: Sequence[_Group], doc: Doc) -> None:
    """Give each group its mentions."""
    text, links = doc._.text, [link.span for link in doc._.links]
    spans, inner = settle(
        ((*span, form) for group in groups for form in group.forms for span in form.spans), len(text)
    )
    for group in groups:
        stand = [span for form in group.forms for span in spans.get(form, ())]
        places = sorted(stand or [span for form in group.forms for span in inner.get(form, ())])
        group.spans = in_words(text, places, links)


def _entity(text: str, group: _Group) -> FoundEntity:
    type_ = TYPES[int(group.chances[1:].argmax())]
    given = next((form.given for form in group.forms if form.given is not None), None)
    return FoundEntity(
        type=type_,
        name=shown_name(text, text.find("\n"), group.spans, given, group.short),
        spans=group.spans,
        confidence=round(float(min(1.0, group.chances[1 + TYPES.index(type_)])), 4),
        proposed=any(candidate.proposed for form in group.forms for candidate in form.candidates),
    )
