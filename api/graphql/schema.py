"""The schema and its limits."""

from strawberry.schema.config import StrawberryConfig

import api.graphql.types.enums  # noqa: F401 - registers the records' enumerations before they are used
from api.graphql.cursors import KeepSnapshot
from api.graphql.errors import RenderErrors, Schema
from api.graphql.guard import Guard, documents
from api.graphql.jobs import Subscription
from api.graphql.limits import Limits
from api.graphql.mutations import Mutation
from api.graphql.query import Query

#: What an operation may cost unless the service is told otherwise.
DEFAULT_LIMITS = Limits()


def build_schema(limits: Limits = DEFAULT_LIMITS) -> Schema:
    """The executable schema, which holds operations to the limits."""
    known = documents()
    # The errors of the guard go through RenderErrors too, which therefore comes first.
    schema = Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        extensions=[RenderErrors, lambda: Guard(limits, known), KeepSnapshot],
        config=StrawberryConfig(),
    )
    schema.limits = limits
    return schema


def sdl() -> str:
    """The schema in the schema definition language, as `schema.graphql` holds it."""
    return build_schema().as_str() + "\n"
