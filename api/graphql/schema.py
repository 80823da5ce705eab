"""The schema and its limits."""

from collections.abc import Callable

import strawberry
from graphql import GraphQLError
from strawberry.extensions import (
    MaskErrors,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    QueryDepthLimiter,
    SchemaExtension,
)
from strawberry.schema.config import StrawberryConfig

import api.graphql.types.enums  # noqa: F401 - registers the records' enumerations before they are used
from api.graphql.query import Query
from kg.errors import SotagraphError

#: What one request may cost: levels of fields, aliases, and lexical tokens.
MAX_DEPTH = 15
MAX_ALIASES = 30
MAX_TOKENS = 2000
#: What the asker is told of a fault of ours, which the log has in full.
HIDDEN = "Internal error; it has been logged."


def _is_ours_to_hide(error: GraphQLError) -> bool:
    """Whether the message is not meant for the asker; our own errors and GraphQL's syntax errors are."""
    original = error.original_error
    return original is not None and not isinstance(original, SotagraphError | GraphQLError)


def _limits() -> list[Callable[[], SchemaExtension]]:
    return [
        lambda: QueryDepthLimiter(max_depth=MAX_DEPTH),
        lambda: MaxAliasesLimiter(max_alias_count=MAX_ALIASES),
        lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        lambda: MaskErrors(should_mask_error=_is_ours_to_hide, error_message=HIDDEN),
    ]


def build_schema() -> strawberry.Schema:
    """The executable schema."""
    return strawberry.Schema(
        query=Query, extensions=_limits(), config=StrawberryConfig(relay_use_legacy_global_id=False)
    )


def sdl() -> str:
    """The schema in the schema definition language, as `schema.graphql` holds it."""
    return build_schema().as_str() + "\n"
