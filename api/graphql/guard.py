"""Holds every operation to the limits, and keeps what was read of documents that come again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

from api.graphql.context import Context
from api.graphql.cost import TooDeep, items, measure
from api.graphql.errors import shown
from api.graphql.limits import Limits
from api.graphql.lru import Lru
from kg.errors import QueryInvalid, QueryTooLarge

__all__ = ["Guard", "documents"]

#: Characters of documents that are kept parsed, which takes some forty times as much memory.
_KEPT = 500_000
#: What a request says in its `extensions` to be told what its answer cost.
_ASKED = "cost"

_REMEDY = "Ask for less, in several requests if need be."


def documents() -> Lru[DocumentNode]:
    """A store of documents that are valid, for all operations of one schema."""
    return Lru(_KEPT)


class Guard(SchemaExtension):
    """Refuses what would cost too much before it is validated and executed.

    The shape of all operations is measured first, since validation compares fields with one another, then the
    document is validated, then the cost of the operation is measured, by the variables that it has.

    Args:
        limits: The limits.
        known: Documents that were found to be valid.
    """

    def __init__(self, limits: Limits, known: Lru[DocumentNode]) -> None:
        super().__init__()
        self._limits = limits
        self._known = known
        self._document: DocumentNode | None = None
        self._cost: int | None = None

    def on_parse(self) -> Iterator[None]:
        """Take the document that is known, or have it read. Raises GraphQLError for one that is too long."""
        query = self.execution_context.query
        if query:
            self._document = self._known.get(query)
            if self._document is None:
                self._hold("characters", len(query), "query")
                self.execution_context.parse_options["max_tokens"] = self._limits.tokens
            else:
                self.execution_context.graphql_document = self._document
        yield

    def on_validate(self) -> Iterator[None]:
        """Validate the document, unless it is known to be valid, and measure the operation."""
        context = self.execution_context
        try:
            context.pre_execution_errors = self._validated()
        except GraphQLError as error:
            context.pre_execution_errors = [error]
        yield

    def get_results(self) -> dict[str, Any]:
        """What the answer cost, for those who ask."""
        if self._cost is None or not (self.execution_context.operation_extensions or {}).get(_ASKED):
            return {}
        return {"cost": {"requested": self._cost, "limit": self._limits.cost}}

    def _validated(self) -> list[GraphQLError]:
        context = self.execution_context
        document, schema = context.graphql_document, context.schema._schema
        assert document is not None  # noqa: S101 - this comes after parsing
        operation = _operation(document, context.operation_name)
        kind = None if operation is None else operation.operation
        given = items(context.variables)
        # To read large variables takes long, so it is done for those alone who may write.
        writes = given > self._limits.items and kind is OperationType.MUTATION and _has_key(context.context)
        self._hold("written" if writes else "items", given, "variables")
        streams = getattr(context.context, "streams", False)
        if kind is not None and streams != (kind is OperationType.SUBSCRIPTION):
            raise shown(_no_stream() if streams else _no_request())
        if document is not self._document:
            self._hold_shape(schema, document)
            errors = validate_document(schema, document, context.validation_rules)
            if errors:
                return errors
            if context.query:
                self._known.put(context.query, document, len(context.query))
        self._hold_cost(schema, document)
        return []

    def _hold_shape(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        self._hold("operations", len(operations), "query")
        try:
            found = [measure(schema, document, operation, {}) for operation in operations]
        except TooDeep:
            raise _refused("depth", None, self._limits.depth, "query") from None
        self._hold("depth", max(each.depth for each in found), "query")
        for name in ("fields", "aliases", "directives"):
            self._hold(name, sum(getattr(each, name) for each in found), "query")

    def _hold_cost(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        context = self.execution_context
        operation = _operation(document, context.operation_name)
        if operation is None:
            return
        found = measure(schema, document, operation, context.variables or {})
        self._cost = found.cost
        if found.cost > self._limits.cost:
            field = ".".join(found.dearest) or "query"
            raise _refused("cost", found.cost, self._limits.cost, field)

    def _hold(self, name: str, count: int, field: str) -> None:
        limit = getattr(self._limits, name)
        if count > limit:
            raise _refused(name, count, limit, field)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and name in (None, node.name and node.name.value):
            return node
    return None


def _has_key(context: object) -> bool:
    return isinstance(context, Context) and context.has_key()


_SAID = {
    "cost": "the answer may have {count:,} values, of which most come from `{field}`; {limit:,} are allowed.",
    "characters": "the document has {count:,} characters; {limit:,} are allowed.",
    "operations": "the document has {count:,} operations; {limit:,} are allowed.",
    "depth": "fields are nested {count} levels deep; {limit:,} are allowed.",
    "fields": "the document has {count:,} fields, with those of each fragment wherever it is spread; "
    "{limit:,} are allowed.",
    "aliases": "the document has {count:,} aliases; {limit:,} are allowed.",
    "directives": "the document has {count:,} directives; {limit:,} are allowed.",
    "items": "lists and objects of the variables have {count:,} items; {limit:,} are allowed.",
}
_REMEDIES = {"cost": "Ask for a smaller page there (`first`, `last`), or for fewer levels, and page on."}

_SAID["written"] = _SAID["items"]


def _no_stream() -> QueryInvalid:
    # Made each time: an error that is raised again and again would keep all its tracebacks.
    return QueryInvalid(
        "only subscriptions are answered by websocket or by events.",
        where="query",
        remedy="Send queries and mutations by POST, and accept application/json.",
    )


def _no_request() -> QueryInvalid:
    return QueryInvalid(
        "a subscription has no single answer.",
        where="query",
        remedy="Ask with Accept: text/event-stream, or over a websocket of graphql-transport-ws.",
    )


def _refused(name: str, count: int | None, limit: int, field: str) -> GraphQLError:
    said = _SAID[name].format(count="too many" if count is None else count, limit=limit, field=field)
    error = QueryTooLarge(said, where=field, remedy=_REMEDIES.get(name, _REMEDY))
    return shown(error, {"limit": limit, **({} if count is None else {name: count})})
