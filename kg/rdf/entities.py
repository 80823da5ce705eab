"""The entities graph: what methods, data sets, tasks and metrics are called, over all papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.identity.iris import GraphName, Iris
from kg.rdf import literals
from kg.rdf.interop import named_node
from kg.rdf.writer import GraphWriter
from kg.records import EntityType
from ontology.namespaces import SKOS
from ontology.terms import SG


@dataclass(frozen=True, slots=True)
class EntityNames:
    """What all papers together call one entity.

    Args:
        type: What it is.
        key: The canonical key; type and key make the IRI.
        names: Each surface name and how many papers use it.
        linked_by: Why names were taken for it.
        label: How the vocabulary or, without one, a decision spells it; None for an entity that neither has.
        variant_of: The canonical key of the data set that it is a variant of, or None.
    """

    type: EntityType
    key: str
    names: Mapping[str, int]
    linked_by: frozenset[str]
    label: str | None = None
    variant_of: str | None = None

    @property
    def preferred(self) -> str:
        """The given label, else the name that most papers use (ties by string order)."""
        if self.label is not None:
            return self.label
        return min(self.names, key=lambda name: (-self.names[name], name))


def entity_quads(iris: Iris, entities: Iterable[EntityNames]) -> list[Quad]:
    """The quads of the entities graph that describe these entities. Raises GraphInvalid as literals do."""
    graph = GraphWriter(iris.graph(GraphName.ENTITIES))
    for entity in entities:
        node = named_node(iris.entity(entity.type, entity.key))
        preferred = entity.preferred
        graph.type(node, SG[entity.type.value])
        graph.add(node, SKOS.prefLabel, literals.text(preferred, "entity name"))
        for name in sorted(entity.names):
            if name != preferred:
                graph.add(node, SKOS.altLabel, literals.text(name, "entity name"))
        for reason in sorted(entity.linked_by):
            graph.add(node, SG.linkedBy, literals.text(reason, "reason for a link"))
        if entity.variant_of is not None:
            graph.add(node, SG.variantOf, named_node(iris.entity(entity.type, entity.variant_of)))
    return graph.quads()
