"""One request, one snapshot: the one that its cursors are of."""

from collections.abc import Iterator

from graphql import (
    ArgumentNode,
    OperationDefinitionNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    Visitor,
    visit,
)
from strawberry.extensions import SchemaExtension

from api.graphql.context import Context
from kg.errors import QueryInvalid
from kg.queries.paging import cursor_snapshot

#: The arguments that take a cursor.
ARGUMENTS = frozenset({"after", "before"})


class KeepSnapshot(SchemaExtension):
    """Finds the cursors of an operation before it runs, so that all of it is answered from their snapshot."""

    def on_execute(self) -> Iterator[None]:
        """Tell the context which snapshots the cursors are of."""
        context, document = self.execution_context.context, self.execution_context.graphql_document
        if isinstance(context, Context) and document is not None:
            finder = _Finder(self.execution_context.variables or {})
            visit(document, finder)
            if finder.snapshots:
                context.pin(finder.snapshots)
        yield


class _Finder(Visitor):
    """Collects the snapshots; what is no cursor is left to the list that it is given to."""

    def __init__(self, variables: dict[str, object]) -> None:
        super().__init__()
        self._given = variables
        self._defaults: dict[str, object] = {}
        self.snapshots: set[str] = set()

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: object) -> None:
        """Note what variables are if they are not given."""
        for variable in node.variable_definitions or ():
            self._defaults[variable.variable.name.value] = self._value(variable.default_value)

    def enter_argument(self, node: ArgumentNode, *_: object) -> None:
        """Look at a cursor."""
        value = self._value(node.value) if node.name.value in ARGUMENTS else None
        if isinstance(value, str):
            try:
                self.snapshots.add(cursor_snapshot(value, node.name.value))
            except QueryInvalid:
                return

    def _value(self, node: ValueNode | None) -> object:
        if isinstance(node, VariableNode):
            name = node.name.value
            return self._given.get(name, self._defaults.get(name))
        return node.value if isinstance(node, StringValueNode) else None
