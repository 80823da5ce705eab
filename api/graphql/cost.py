"""What a question would cost, told from its text and its variables before anything is executed.

The cost is how many values the answer may hold: a field counts once for each object that it is asked of. A
page has as many objects as `first` or `last` says, another list is taken to have `UNPAGED`. `@skip` and
`@include` are not looked at. Shape is measured in the same walk: depth, fields, aliases and directives.

Each fragment is measured once, wherever it is spread, so that the walk takes as long as the document is; the
limiters that follow fragments take twice as long with each fragment that spreads another one twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from api.graphql.connection import MAX_PAGE
from kg.queries.arguments import DEFAULT_PAGE

__all__ = ["UNPAGED", "Measure", "TooDeep", "items", "measure"]

#: How many objects a list is taken to have that is not paged.
UNPAGED = 5
#: How far selections may be nested, in fields and fragments; what is deeper is not walked.
_NESTED = 60
_SIZES = ("first", "last")


class TooDeep(Exception):
    """Selections are nested so deeply that they are not walked."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a selection asks for.

    Attributes:
        cost: Values for one object.
        each: Values for each object of the page, of a selection from a connection.
        depth: Levels of fields.
        fields: Fields, with those of fragments.
        aliases: Fields that have an alias.
        directives: Directives.
        dearest: The path to the list that makes most of the cost; empty without lists.
    """

    cost: int = 0
    each: int = 0
    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    dearest: tuple[str, ...] = ()


def measure(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Measure:
    """The measure of an operation of a document. Raises TooDeep."""
    walk = _Walk(schema, document, _sizes(operation, variables))
    root = schema.get_root_type(operation.operation)
    found = walk.selections(operation.selection_set, root, 0)
    return _sum((found, Measure(directives=len(operation.directives or ()))))


def items(value: object) -> int:
    """How many items all lists and objects of a JSON value have together."""
    found, waiting = 0, [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict | list):
            found += len(value)
            waiting += value.values() if isinstance(value, dict) else value
    return found


class _Walk:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, sizes: Mapping[str, int]) -> None:
        self._schema = schema
        self._sizes = sizes
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._measured: dict[str, Measure] = {}

    def selections(
        self, selections: SelectionSetNode | None, parent: GraphQLCompositeType | None, level: int
    ) -> Measure:
        if selections is None:
            return Measure()
        if level > _NESTED:
            raise TooDeep
        return _sum(self._selection(node, parent, level + 1) for node in selections.selections)

    def _selection(self, node: SelectionNode, parent: GraphQLCompositeType | None, level: int) -> Measure:
        directives = Measure(directives=len(node.directives or ()))
        if isinstance(node, FieldNode):
            return _sum((self._field(node, parent, level), directives))
        if isinstance(node, FragmentSpreadNode):
            return _sum((self._fragment(node.name.value, level), directives))
        if isinstance(node, InlineFragmentNode):
            kind = self._type(node.type_condition.name.value) if node.type_condition else parent
            return _sum((self.selections(node.selection_set, kind, level), directives))
        return directives

    def _fragment(self, name: str, level: int) -> Measure:
        """A fragment that spreads itself is measured as if it did not; validation refuses it afterwards."""
        node = self._fragments.get(name)
        if name not in self._measured and node is not None:
            self._measured[name] = Measure()
            kind = self._type(node.type_condition.name.value)
            self._measured[name] = self.selections(node.selection_set, kind, level)
        return self._measured.get(name, Measure())

    def _field(self, node: FieldNode, parent: GraphQLCompositeType | None, level: int) -> Measure:
        kind = self._output(parent, node.name.value)
        named = get_named_type(kind) if kind is not None else None
        below = self.selections(node.selection_set, named if is_composite_type(named) else None, level)
        cost, each, listed = 1 + below.cost, 0, False
        if node.selection_set is not None and is_list_type(get_nullable_type(kind)):
            if node.name.value == "edges":
                # How many there are is said by the connection around.
                cost, each = 1, below.cost
            elif not _is_introspection(parent):
                cost, listed = 1 + UNPAGED * below.cost, True
        elif below.each:
            listed = True
            cost += below.each * self._page(node)
        name = node.alias.value if node.alias else node.name.value
        return Measure(
            cost=cost,
            each=each,
            depth=1 + below.depth,
            fields=1 + below.fields,
            aliases=below.aliases + (node.alias is not None),
            directives=below.directives,
            dearest=(name, *below.dearest) if listed or below.dearest else (),
        )

    def _page(self, node: FieldNode) -> int:
        asked = [self._size(a.value) for a in node.arguments or () if a.name.value in _SIZES]
        known = [size for size in asked if size is not None]
        return max(known) if known else DEFAULT_PAGE

    def _size(self, value: object) -> int | None:
        if isinstance(value, VariableNode):
            return self._sizes.get(value.name.value)
        return _literal(value.value) if isinstance(value, IntValueNode) else None

    def _type(self, name: str) -> GraphQLCompositeType | None:
        kind = self._schema.type_map.get(name)
        return kind if is_composite_type(kind) else None

    def _output(self, parent: GraphQLCompositeType | None, name: str) -> GraphQLOutputType | None:
        field = self._schema.get_field(parent, name) if parent is not None else None
        return field.type if field else None


def _sum(measures: Iterable[Measure]) -> Measure:
    found = list(measures)
    dearest = max(found, key=lambda each: each.cost + each.each, default=Measure())
    return Measure(
        cost=sum(each.cost for each in found),
        each=sum(each.each for each in found),
        depth=max((each.depth for each in found), default=0),
        fields=sum(each.fields for each in found),
        aliases=sum(each.aliases for each in found),
        directives=sum(each.directives for each in found),
        dearest=dearest.dearest,
    )


def _sizes(operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> dict[str, int]:
    """The variables that can be the size of a page. What is none is refused when they are read."""
    found: dict[str, int] = {}
    for definition in operation.variable_definitions or ():
        name, default = definition.variable.name.value, definition.default_value
        given = variables.get(name)
        if isinstance(given, int):
            found[name] = _bounded(given)
        elif name not in variables and isinstance(default, IntValueNode):
            found[name] = _literal(default.value)
    return found


def _literal(digits: str) -> int:
    return _bounded(int(digits)) if len(digits) < 10 else MAX_PAGE


def _bounded(size: int) -> int:
    """A size as far as pages go. What is beyond is refused by the page itself."""
    return max(0, min(size, MAX_PAGE))


def _is_introspection(parent: GraphQLCompositeType | None) -> bool:
    """Whether lists belong to the schema itself, whose nesting graphql-core bounds."""
    return parent is not None and parent.name.startswith("__")
