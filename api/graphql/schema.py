"""The schema and its limits."""

from collections.abc import Callable

from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter, SchemaExtension
from strawberry.schema.config import StrawberryConfig

import api.graphql.types.enums  # noqa: F401 - registers the records' enumerations before they are used
from api.graphql.cursors import KeepSnapshot
from api.graphql.errors import RenderErrors, Schema
from api.graphql.query import Query

#: What one request may cost: levels of fields, aliases, and lexical tokens.
MAX_DEPTH = 15
MAX_ALIASES = 30
MAX_TOKENS = 2000


def _extensions() -> list[Callable[[], SchemaExtension]]:
    return [
        lambda: QueryDepthLimiter(max_depth=MAX_DEPTH),
        lambda: MaxAliasesLimiter(max_alias_count=MAX_ALIASES),
        lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
        KeepSnapshot,
        RenderErrors,
    ]


def build_schema() -> Schema:
    """The executable schema."""
    return Schema(query=Query, extensions=_extensions(), config=StrawberryConfig())


def sdl() -> str:
    """The schema in the schema definition language, as `schema.graphql` holds it."""
    return build_schema().as_str() + "\n"
