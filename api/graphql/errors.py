"""Errors as the asker sees them: each with a code, ours with field and remedy, our faults masked and logged.

| code | what is wrong |
|---|---|
| `GRAPHQL_PARSE_FAILED` | the document is no GraphQL |
| `GRAPHQL_VALIDATION_FAILED` | the document does not fit the schema |
| `BAD_USER_INPUT` | a variable or an argument has a value that does not fit its type |
| `QueryInvalid`, `NameUnknown`, ... | the class of `kg.errors`, for what GraphQL itself cannot know |
| `INTERNAL_SERVER_ERROR` | a fault of ours |
"""

import asyncio
import re
from collections.abc import Iterator, Mapping
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.extensions import MaskErrors
from strawberry.types import ExecutionContext, ExecutionResult

from api.graphql.context import Context
from api.graphql.limits import Limits
from kg.errors import DeadlineExceeded, SotagraphError, StoreError

#: What the asker is told of a fault of ours, which the log has in full.
HIDDEN = "Internal error; it has been logged."

_SUGGESTION = re.compile(r"Did you mean .+\?$", re.DOTALL)
_VARIABLE = re.compile(r"Variable ['\"](\$\w+)")
_REMEDIES = {
    "GRAPHQL_PARSE_FAILED": "Mend the document where `locations` points.",
    "GRAPHQL_VALIDATION_FAILED": "The schema is at /schema.graphql.",
    "BAD_USER_INPUT": "Give it a value of its type; the schema is at /schema.graphql.",
}


def shown(error: SotagraphError, more: Mapping[str, object] | None = None) -> GraphQLError:
    """One of our errors as the asker sees it, without a place in the document."""
    return GraphQLError(str(error), extensions=_details(error) | dict(more or {}))


def _details(error: SotagraphError) -> dict[str, Any]:
    details = {"code": type(error).__name__, "field": error.where, "remedy": error.remedy}
    return {name: value for name, value in details.items() if value is not None}


def _is_raised(error: GraphQLError) -> bool:
    """Whether a resolver raised it, and not GraphQL itself.

    Where a literal does not fit its type, graphql-core can name the ValueError of Python as the cause; such
    an error is about a place in the document, and has no path.
    """
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError):
        return False
    return not (error.path is None and error.nodes and isinstance(cause, ValueError))


class RenderErrors(MaskErrors):
    """Shows our own errors whole, with their kind, field and remedy as extensions, and hides all others."""

    def __init__(self) -> None:
        # Every error goes through `anonymise_error`, which also gives those of GraphQL a code.
        super().__init__(error_message=HIDDEN)
        self._executing = False

    def on_execute(self) -> Iterator[None]:
        """What is wrong from here on is no longer the document."""
        self._executing = True
        yield

    def anonymise_error(self, error: GraphQLError) -> GraphQLError:
        """The error as it is sent."""
        cause = error.original_error
        if isinstance(cause, SotagraphError):
            if isinstance(cause, StoreError):
                self._unavailable()
            return _told(error, str(cause), _details(cause))
        if _is_raised(error):
            return _told(error, HIDDEN, {"code": "INTERNAL_SERVER_ERROR"})
        if "code" in (error.extensions or {}):
            return error
        return _told(error, error.message, self._fault(error))

    def _fault(self, error: GraphQLError) -> dict[str, Any]:
        """What GraphQL finds wrong, with the remedy that it suggests or the place to look it up."""
        if isinstance(error, GraphQLSyntaxError):
            code = "GRAPHQL_PARSE_FAILED"
        else:
            code = "BAD_USER_INPUT" if self._executing else "GRAPHQL_VALIDATION_FAILED"
        suggested = _SUGGESTION.search(error.message)
        variable = _VARIABLE.match(error.message)
        return {
            "code": code,
            **({"field": variable[1]} if variable else {}),
            "remedy": suggested[0] if suggested else _REMEDIES[code],
        }

    def _unavailable(self) -> None:
        """Tell HTTP that this is no fault of the request."""
        response = getattr(self.execution_context.context, "response", None)
        if response is not None:
            response.status_code = 503


def _told(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message=message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )


class Schema(strawberry.Schema):
    """The schema, which answers in time, and whose log holds faults of ours and not the mistakes of askers.

    Attributes:
        limits: What an operation may cost.
    """

    limits = Limits()

    async def execute(self, *arguments: Any, **settings: Any) -> ExecutionResult:
        """The answer to an operation, or that it took too long."""
        try:
            async with asyncio.timeout(self.limits.deadline):
                return await super().execute(*arguments, **settings)
        except TimeoutError:
            context = settings.get("context_value")
            late = self._late(decides=getattr(context, "decides", False))
            response = getattr(context, "response", None)
            if response is not None:
                response.status_code = 503
            return ExecutionResult(data=None, errors=[shown(late)])

    def _late(self, *, decides: bool) -> DeadlineExceeded:
        seconds = f"{self.limits.deadline:g} seconds"
        if decides:
            return DeadlineExceeded(
                f"the decision takes longer than {seconds}, and goes on.",
                remedy="Look for it in `decisions` before you send it again.",
            )
        return DeadlineExceeded(
            f"the question took longer than {seconds} and was given up.",
            remedy="Ask for smaller pages or fewer levels, or ask again later.",
        )

    async def stream(self, *arguments: Any, **settings: Any) -> Any:
        """The answers to a subscription, with a context of its own."""
        context = settings.get("context_value")
        if isinstance(context, Context):
            settings["context_value"] = context.for_stream()
        return await super().stream(*arguments, **settings)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log what nobody raised on purpose."""
        faults = [e for e in errors if _is_raised(e) and not isinstance(e.original_error, SotagraphError)]
        super().process_errors(faults, execution_context)
