"""Errors as the asker sees them: ours with field and remedy, the rest masked and logged."""

import strawberry
from graphql import GraphQLError
from strawberry.extensions import MaskErrors
from strawberry.types import ExecutionContext

from kg.errors import SotagraphError, StoreError

#: What the asker is told of a fault of ours, which the log has in full.
HIDDEN = "Internal error; it has been logged."


def _is_raised(error: GraphQLError) -> bool:
    """Whether a resolver raised it, and not GraphQL itself."""
    cause = error.original_error
    return cause is not None and not isinstance(cause, GraphQLError)


class RenderErrors(MaskErrors):
    """Shows our own errors whole, with their kind, field and remedy as extensions, and hides all others."""

    def __init__(self) -> None:
        super().__init__(should_mask_error=_is_raised, error_message=HIDDEN)

    def anonymise_error(self, error: GraphQLError) -> GraphQLError:
        """The error as it is sent."""
        cause = error.original_error
        if not isinstance(cause, SotagraphError):
            return super().anonymise_error(error)
        if isinstance(cause, StoreError):
            self._unavailable()
        details = {"code": type(cause).__name__, "field": cause.where, "remedy": cause.remedy}
        return GraphQLError(
            message=str(cause),
            nodes=error.nodes,
            source=error.source,
            positions=error.positions,
            path=error.path,
            extensions={name: value for name, value in details.items() if value is not None},
        )

    def _unavailable(self) -> None:
        """Tell HTTP that this is no fault of the request."""
        response = getattr(self.execution_context.context, "response", None)
        if response is not None:
            response.status_code = 503


class Schema(strawberry.Schema):
    """The schema, whose log holds faults of ours and not the mistakes of askers."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log what nobody raised on purpose."""
        faults = [e for e in errors if _is_raised(e) and not isinstance(e.original_error, SotagraphError)]
        super().process_errors(faults, execution_context)
