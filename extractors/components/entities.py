"""Candidates resolved to the entities of a paper, each with all its mentions."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity, register_extensions
from extractors.components.folded import FoldedIndex, split_pieces
from extractors.components.groups import Group, Groups
from extractors.components.numbers import number_near
from extractors.components.phrases import singular
from extractors.components.placement import in_words, settle, shown_name
from extractors.patterns import read_lines, read_words
from kg.records import EntityType
from ontology.folding import fold

NAME = "sotagraph_entities"
# A longer stretch names nothing; hostile texts have such, and time grows with the square of their length.
LONGEST_NAME = 200
# What must speak for an entity: one good candidate, or two weak ones.
_ENOUGH = 0.4

Spans = list[tuple[int, int]]


@Language.factory(
    NAME, requires=["doc._.candidates", "doc._.abbreviations", "doc._.links"], assigns=["doc._.entities"]
)
def create_entities(nlp: Language, name: str) -> EntityResolver:  # noqa: ARG001 - spaCy calls by keyword
    """Make the component."""
    return EntityResolver(name)


class EntityResolver:
    """Turns candidates into entities.

    What:
        Candidates with one folded name are one entity, and so are a short form and its expansion, and names
        of one vocabulary concept. The type is the one that most speaks for. A name found once is a mention
        wherever it stands; where mentions overlap the longest stands. Generic words are no entity, and a
        quantity is a metric only beside a number.

    Examples:
        `large language models (LLMs) ... an LLM` is one method, `LLMs`, with three mentions.

    Sets:
        `doc._.entities`. Spans of two entities overlap only where one is a term that is said together with
        the other (`image generation and editing`).

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name
        self._generic = {fold(phrase) for phrase in (*read_words("generic"), *read_lines("phrases"))}
        self._counted = read_words("counted")
        self._unnamed = read_words("unnamed")

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities."""
        text = doc._.text
        title_end = text.find("\n")
        links = [link.span for link in doc._.links]
        entities = [
            FoundEntity(
                type=group.type,
                name=shown_name(text, title_end, spans, group.given, group.short),
                spans=spans,
                confidence=min(1.0, group.confidence),
                proposed=group.proposed,
            )
            for group, places in _occurrences(text, self._groups(doc))
            if (spans := in_words(text, places, links))
            and (group.type is not EntityType.METRIC or self._is_measured(text, spans))
        ]
        doc._.entities = sorted(entities, key=lambda entity: entity.spans[0])
        return doc

    def _groups(self, doc: Doc) -> list[Group]:
        text = doc._.text
        groups = Groups(text)
        for candidate in doc._.candidates:
            surface = text[slice(*candidate.span)]
            if len(surface) > LONGEST_NAME:
                continue
            key = fold(candidate.name or surface)
            if key and key not in self._generic and surface not in self._unnamed:
                groups.add(candidate, surface, key)
        for abbreviation in doc._.abbreviations:
            short, long = text[slice(*abbreviation.short)], text[slice(*abbreviation.long)]
            if short not in self._unnamed:
                groups.abbreviate(short, long, abbreviation.long)
        groups.join_acronyms()
        return [group for group in groups if group.proposed or group.confidence >= _ENOUGH]

    def _is_measured(self, text: str, spans: Spans) -> bool:
        """Whether the metric is a named measure, or else the text gives a number for it."""
        lasts = {singular(re.split(r"[\s-]", text[slice(*span)].lower())[-1]) for span in spans}
        return not lasts <= self._counted or any(number_near(text, *span) for span in spans)


def _occurrences(text: str, groups: list[Group]) -> list[tuple[Group, Spans]]:
    """All places of each group's names; where two overlap the longer one stands."""
    index = FoldedIndex((key, group) for group in groups for key in group.keys)
    found = [
        (start, end, group)
        for start, end, owners in index.matches(text, split_pieces(text))
        for group in owners
    ]
    found += [(*place, group) for group in groups for place in group.places]
    spans, inner = settle(found, len(text))
    # The other term of a coordination may stand nowhere else.
    placed = inner | spans
    return [(group, sorted(placed[group])) for group in groups if group in placed]
