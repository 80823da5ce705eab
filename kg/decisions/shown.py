"""A paper's extraction and links as they shall be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.decisions.meanings import Meanings
from kg.decisions.mentions import Entities
from kg.decisions.results import NamedResult, review_results
from kg.decisions.standing import Standing
from kg.linking import LinkedBy, LinkedEntity
from kg.rdf.result_nodes import named_results
from kg.records import ENTITY_SLOTS, Decision, Extraction, Named, Result, ResultReview

__all__ = ["Shown", "show"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a paper's graph is made of.

    Args:
        extraction: The record with mentions and results as they shall be shown.
        links: What its entities are outside the paper, beside `extraction.entities`.
        results: The IRIs of `extraction.results`, or None if they follow from these alone. They are made from
            what was extracted, so that no decision renames a result.
        applied: The numbers of the decisions that had a say.
    """

    extraction: Extraction
    links: tuple[LinkedEntity, ...]
    results: tuple[str, ...] | None = None
    applied: frozenset[int] = frozenset()

    def result_iris(self, paper: str) -> tuple[str, ...]:
        """The IRIs of the results, beside them; `paper` is theirs. Raises GraphInvalid as `show` does."""
        if self.results is not None:
            return self.results
        return tuple(named_results(paper, self.extraction, self.links))


def show(paper: str, extraction: Extraction, links: Sequence[LinkedEntity], standing: Standing) -> Shown:
    """Apply to one paper's record all decisions that concern it; equal arguments give an equal answer.

    Args:
        paper: The paper's IRI.
        extraction: What was found in its text.
        links: What linking says of its entities, beside `extraction.entities`.
        standing: The decisions that count.

    Raises:
        GraphInvalid: A result names an entity that the extraction lacks.
    """
    decisions = standing.of_paper(paper)
    meanings = Meanings(paper, standing)
    if not decisions:
        if standing.entities_as_linked:
            return Shown(extraction, tuple(links))
        shown = tuple(map(meanings.of, links))
        if not meanings.applied:
            return Shown(extraction, tuple(links))
        iris = named_results(paper, extraction, links)
        return Shown(extraction, shown, tuple(iris), frozenset(meanings.applied))
    return _reviewed(paper, extraction, links, decisions, meanings)


def _reviewed(
    paper: str,
    extraction: Extraction,
    links: Sequence[LinkedEntity],
    decisions: Sequence[Decision],
    meanings: Meanings,
) -> Shown:
    keys = {(link.type, link.name): link.key for link in links}
    entities = Entities.of(extraction)
    entities.review(decisions, extraction.text_digest)
    raw = [
        NamedResult(iri, result, _without(result, entities))
        for iri, result in zip(named_results(paper, extraction, links), extraction.results, strict=True)
    ]

    def name_of(act: ResultReview, slot: str, name: str) -> str:
        identity = (ENTITY_SLOTS[slot], name)
        return entities.ensure(next(named for named in act.names if named.identity == identity), keys)

    results, applied = review_results(raw, decisions, extraction.text_digest, keys, name_of)
    linked = {(link.type, link.name): link for link in links}
    shown = [
        meanings.of(linked.get(identity) or _link(entities.added[identity])) for identity in entities.found
    ]
    return Shown(
        replace(
            extraction,
            entities=tuple(entities.found.values()),
            results=tuple(found.shown for found in results),
        ),
        tuple(shown),
        tuple(found.iri for found in results),
        frozenset(meanings.applied | entities.applied | applied),
    )


def _without(result: Result, entities: Entities) -> Result:
    """A result without the entities that the paper is not held to name any more."""
    gone = {
        slot: None for slot, kind in ENTITY_SLOTS.items() if (kind, getattr(result, slot)) in entities.dropped
    }
    return replace(result, **gone) if gone else result  # type: ignore[arg-type]


def _link(named: Named) -> LinkedEntity:
    """The link of a name that only a decision knows."""
    meaning = named.meaning
    return LinkedEntity(meaning.type, named.name, meaning.key, meaning.label, LinkedBy.DECISION)
