"""A paper's results as nodes of its graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphInvalid
from kg.identity.results import SLOTS, ResultKey, result_iris
from kg.linking import LinkedEntity
from kg.rdf import literals
from kg.rdf.interop import named_node
from kg.rdf.terms import BOUNDS, CHANGES, KINDS
from kg.rdf.text_nodes import TextNode, write_evidence
from kg.rdf.writer import GraphWriter
from kg.records import ENTITY_SLOTS, EntityType, Extraction, Result
from ontology.terms import SG

Same = TypeVar("Same")


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of a paper's entities stand for."""

    keys: Mapping[tuple[EntityType, str], str]
    nodes: Mapping[tuple[EntityType, str], NamedNode]

    @classmethod
    def of(cls, links: Sequence[LinkedEntity], nodes: Mapping[tuple[EntityType, str], NamedNode]) -> Names:
        """From the links and from the nodes by type and canonical key."""
        keys = {(linked.type, linked.name): linked.key for linked in links}
        return cls(keys, nodes)

    def key(self, slot: str, name: str | None) -> str | None:
        """The canonical key of the entity that a slot names. Raises GraphInvalid if the paper has none."""
        if name is None:
            return None
        entity_type = ENTITY_SLOTS[slot]
        key = self.keys.get((entity_type, name))
        if key is None:
            raise GraphInvalid(
                f"{name!r} is none of the paper's entities of type {entity_type.value}.",
                where=f"result, {slot}",
            )
        return key

    def node(self, slot: str, name: str | None) -> NamedNode | None:
        """The node of the entity that a slot names."""
        key = self.key(slot, name)
        return None if key is None else self.nodes[ENTITY_SLOTS[slot], key]


def named_results(paper: str, extraction: Extraction, links: Sequence[LinkedEntity]) -> list[str]:
    """The IRIs of an extraction's results, beside them. Raises GraphInvalid as `Names.key` does."""
    names = Names.of(links, {})
    keys = [_key(result, names) for result in extraction.results]
    return result_iris(paper, extraction.text_digest, keys)


def write_results(
    graph: GraphWriter,
    paper: NamedNode,
    text: TextNode,
    results: Iterable[tuple[str, Result]],
    names: Names,
) -> None:
    """A node for each result with its IRI; two that say the same of the same place are one, the surer."""
    surest = _surest((iri, (iri, result)) for iri, result in results)
    # Results of different IRIs can have come to say the same by a merge or a correction.
    once = _surest((_key(surest[iri][1], names), surest[iri]) for iri in sorted(surest))
    for iri, result in sorted(once.values(), key=itemgetter(0)):
        _write_result(graph, named_node(iri), paper, text, result, names)


def _surest(results: Iterable[tuple[Same, tuple[str, Result]]]) -> dict[Same, tuple[str, Result]]:
    """Of results with their IRIs, by what makes them the same, the surer ones; of equals the first."""
    found: dict[Same, tuple[str, Result]] = {}
    for same, named in results:
        known = found.setdefault(same, named)
        if _standing(named[1]) > _standing(known[1]):
            found[same] = named
    return found


def _standing(result: Result) -> tuple[float, int, int, str]:
    """What makes one of two equal results stay: confidence, then the shorter and earlier quote."""
    length = result.evidence.end - result.evidence.start
    return (result.confidence, -length, -result.evidence.start, result.value_text or "")


def _key(result: Result, names: Names) -> ResultKey:
    slots: list[str | None] = []
    for slot in SLOTS:
        value = getattr(result, slot)
        if slot in ENTITY_SLOTS:
            slots.append(names.key(slot, value))
        elif slot in {"value", "uncertainty"}:
            slots.append(None if value is None else literals.plain_decimal(value, slot))
        else:
            slots.append(None if value is None else str(value))
    return ResultKey(result.anchor, tuple(slots))


def _write_result(
    graph: GraphWriter, node: NamedNode, paper: NamedNode, text: TextNode, result: Result, names: Names
) -> None:
    graph.type(node, SG.Result)
    graph.add(node, SG.paper, paper)
    graph.add(node, SG.kind, KINDS[result.kind])
    for slot in ENTITY_SLOTS:
        graph.add(node, SG[slot], names.node(slot, getattr(result, slot)))
    if result.value is not None:
        graph.add(node, SG.value, literals.decimal(result.value, "value"))
    if result.uncertainty is not None:
        graph.add(node, SG.uncertainty, literals.decimal(result.uncertainty, "uncertainty"))
    graph.add(node, SG.valueText, _text(result.value_text, "value as written"))
    graph.add(node, SG.unit, _text(result.unit, "unit"))
    graph.add(node, SG.condition, _text(result.condition, "condition"))
    graph.add(node, SG.relativeTo, _text(result.relative_to, "relative to"))
    graph.add(node, SG.change, CHANGES[result.change] if result.change else None)
    graph.add(node, SG.bound, BOUNDS[result.bound] if result.bound else None)
    graph.add(node, SG.evidence, write_evidence(graph, text, result.evidence, "evidence of a result"))
    graph.add(node, SG.confidence, literals.confidence(result.confidence, "confidence of a result"))


def _text(characters: str | None, field: str) -> Literal | None:
    return None if characters is None else literals.text(characters, field)
