"""The terms of the ontology as pyoxigraph nodes, and which one says what a record's field says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from kg.rdf.interop import named_node
from kg.records import Bound, Change, EntityType, IdentifierKind, LinkKind, ResultKind, Role
from ontology.namespaces import RDF
from ontology.terms import SG

_NAMESPACE: Final = str(SG)

TYPE: Final = named_node(str(RDF.type))

ENTITY_CLASSES: Final[Mapping[EntityType, NamedNode]] = MappingProxyType(
    {entity_type: named_node(SG[entity_type.value]) for entity_type in EntityType}
)

#: Paper to method, by what the paper does with it.
METHOD_ROLES: Final[Mapping[Role, NamedNode]] = MappingProxyType(
    {
        Role.PROPOSED: named_node(SG.proposes),
        Role.USED: named_node(SG.uses),
        Role.COMPARED: named_node(SG.comparesWith),
        Role.MENTIONED: named_node(SG.mentions),
    }
)

#: Paper to data set, by what the paper does with it.
DATASET_ROLES: Final[Mapping[Role, NamedNode]] = MappingProxyType(
    {
        Role.INTRODUCED: named_node(SG.introduces),
        Role.EVALUATED: named_node(SG.evaluatesOn),
        Role.TRAINED: named_node(SG.trainsOn),
        Role.MENTIONED: named_node(SG.mentions),
    }
)

#: Everything that a paper may do with what it names.
ROLES: Final = frozenset(
    {
        *METHOD_ROLES.values(),
        *DATASET_ROLES.values(),
        named_node(SG.addresses),
        named_node(SG.reports),
    }
)

IDENTIFIERS: Final[Mapping[IdentifierKind, NamedNode]] = MappingProxyType(
    {
        IdentifierKind.ARXIV: named_node(SG.arxivId),
        IdentifierKind.DOI: named_node(SG.doi),
        IdentifierKind.ACL: named_node(SG.aclId),
        IdentifierKind.OPENREVIEW: named_node(SG.openreviewId),
    }
)

KINDS: Final[Mapping[ResultKind, NamedNode]] = MappingProxyType(
    {
        ResultKind.ABSOLUTE: named_node(SG.Absolute),
        ResultKind.IMPROVEMENT: named_node(SG.Improvement),
        ResultKind.SPEEDUP: named_node(SG.Speedup),
        ResultKind.UNVALUED: named_node(SG.Unvalued),
    }
)

CHANGES: Final[Mapping[Change, NamedNode]] = MappingProxyType(
    {Change.INCREASE: named_node(SG.Increase), Change.DECREASE: named_node(SG.Decrease)}
)

BOUNDS: Final[Mapping[Bound, NamedNode]] = MappingProxyType(
    {
        Bound.UP_TO: named_node(SG.UpTo),
        Bound.OVER: named_node(SG.Over),
        Bound.ABOUT: named_node(SG.About),
    }
)

LINK_KINDS: Final[Mapping[LinkKind, NamedNode]] = MappingProxyType(
    {
        LinkKind.CODE: named_node(SG.CodeLink),
        LinkKind.PROJECT: named_node(SG.ProjectLink),
        LinkKind.DATA: named_node(SG.DataLink),
        LinkKind.DEMO: named_node(SG.DemoLink),
        LinkKind.OTHER: named_node(SG.OtherLink),
    }
)


def local(iri: str) -> str:
    """The local name of a term of the ontology."""
    return iri.removeprefix(_NAMESPACE)
