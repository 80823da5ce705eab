"""A paper's text to its Extraction record; the only reader of what components left on the Doc."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity, FoundLink, FoundResult
from extractors.identity import extractor_identity
from extractors.model import Model, default_model
from extractors.pipeline import build_pipeline
from extractors.text import Normalised, normalise
from kg.errors import ExtractionFailed
from kg.records import (
    Abbreviation,
    Entity,
    EntityType,
    Extraction,
    Extractor,
    Link,
    Mention,
    Paper,
    Result,
    Span,
)
from ontology.vocabulary import Vocabulary, load_vocabulary


class Extract:
    """Extracts one paper after the other; equal text gives an equal record.

    Args:
        vocabulary: The concepts that the matcher knows.
        model: What was trained; None for the rules alone.

    Attributes:
        identity: What made the records: rules, vocabularies and model.
    """

    def __init__(self, vocabulary: Vocabulary, model: Model | None) -> None:
        self.identity: Extractor = extractor_identity(vocabulary, model)
        self._nlp = build_pipeline(vocabulary, model)

    def __call__(self, paper: Paper) -> Extraction:
        """Everything that the text of `paper` states.

        Raises:
            ExtractionFailed: A component failed on this text; the pipeline itself can go on.
        """
        source = paper.text
        normalised = normalise(source, title_end=len(paper.title))
        try:
            doc = self._nlp(normalised.text)
            return read_record(paper, normalised, doc, self.identity)
        except Exception as error:
            raise ExtractionFailed(
                f"The pipeline stopped with {type(error).__name__}: {error}.",
                where=f"{paper.source}: {paper.title[:80]!r}",
                remedy="Report the title and abstract; the other papers are not affected.",
            ) from error


def make_extract(vocabulary: Vocabulary | None = None, model: Model | None = None) -> Extract:
    """An `Extract` with the given vocabulary and model, or with those that the package brings."""
    return Extract(load_vocabulary() if vocabulary is None else vocabulary, model or default_model())


def read_record(paper: Paper, normalised: Normalised, doc: Doc, extractor: Extractor) -> Extraction:
    """What the components left on a Doc, as a record in offsets of the text as read.

    Args:
        paper: Title and abstract as read.
        normalised: Their text, normalised: that of the Doc.
        doc: With entities, results and links.
        extractor: What made it.
    """
    return _Reading(paper.text, normalised, doc).record(paper.text_digest, extractor)


class _Reading:
    """Reads one Doc and moves every offset from the normalised text to the text as read."""

    def __init__(self, source: str, normalised: Normalised, doc: Doc) -> None:
        self.source = source
        self.normalised = normalised
        self.doc = doc

    def record(self, text_digest: str, extractor: Extractor) -> Extraction:
        entities = self.entities()
        results = dict.fromkeys(map(self.result, self.doc._.results))
        abbreviations = dict.fromkeys(
            Abbreviation(self.clean(found.short), self.clean(found.long))
            for found in self.doc._.abbreviations
        )
        links = tuple(self.link(found) for found in self.doc._.links)
        return Extraction(text_digest, extractor, entities, tuple(results), links, tuple(abbreviations))

    def entities(self) -> tuple[Entity, ...]:
        """The entities in the order of the text; two of one type and name are one."""
        merged: dict[tuple[EntityType, str], Entity] = {}
        for found in sorted(self.doc._.entities, key=lambda entity: (min(entity.spans), entity.type)):
            entity = self.entity(found)
            key = (entity.type, entity.name)
            merged[key] = _join(merged[key], entity) if key in merged else entity
        return tuple(merged.values())

    def entity(self, found: FoundEntity) -> Entity:
        mentions = (self.mention(span, found.confidence) for span in sorted(found.spans))
        role = found.role if found.type in (EntityType.METHOD, EntityType.DATASET) else None
        return Entity(
            found.type,
            found.name,
            tuple(dict.fromkeys(mentions)),
            role,
            found.confidence,
            role_confidence=found.role_confidence,
        )

    def mention(self, span: tuple[int, int], confidence: float) -> Mention:
        start, end = self.normalised.to_source(*span)
        return Mention(start, end, self.source[start:end], confidence)

    def result(self, found: FoundResult) -> Result:
        quantity = found.quantity
        return Result(
            kind=found.kind,
            anchor=self.span(found.anchor),
            evidence=self.span(found.evidence),
            method=_name(found.method),
            dataset=_name(found.dataset),
            task=_name(found.task),
            metric=_name(found.metric),
            value=quantity.value if quantity else None,
            value_text=self.as_read(quantity.number) if quantity else None,
            unit=found.unit,
            baseline=_name(found.baseline),
            condition=found.condition,
            change=found.change,
            bound=quantity.bound if quantity else None,
            relative_to=found.relative_to,
            uncertainty=quantity.uncertainty if quantity else None,
            confidence=found.confidence,
        )

    def link(self, found: FoundLink) -> Link:
        # A line break can stand within an address as read, but not within an address that works.
        url = "".join(self.clean(found.span).split())
        start, end = self.normalised.to_source(*found.span)
        return Link(found.kind, url, start, end)

    def span(self, span: tuple[int, int]) -> Span:
        return Span(*self.normalised.to_source(*span))

    def as_read(self, span: tuple[int, int]) -> str:
        start, end = self.normalised.to_source(*span)
        return self.source[start:end]

    def clean(self, span: tuple[int, int]) -> str:
        return self.normalised.text[slice(*span)]


def _name(found: FoundEntity | None) -> str | None:
    return found.name if found is not None else None


def _join(first: Entity, second: Entity) -> Entity:
    mentions = sorted({*first.mentions, *second.mentions}, key=lambda mention: (mention.start, mention.end))
    return replace(first, mentions=tuple(mentions), role=first.role or second.role)
