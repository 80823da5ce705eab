"""The HTTP side of GraphQL: own query page, and the media type of GraphQL over HTTP.

Follows the GraphQL over HTTP draft (https://graphql.github.io/graphql-over-http/): a client that accepts
`application/graphql-response+json` gets it, with status 400 when the request itself is at fault.
"""

from collections.abc import Callable
from typing import Any

import strawberry
from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from strawberry.fastapi import GraphQLRouter

from api.graphql.context import Context
from api.web.pages import page

RESPONSE_JSON = "application/graphql-response+json"


class Router(GraphQLRouter[Context, None]):
    """Strawberry's router with our page and the media type that the client asks for."""

    async def render_graphql_ide(self, request: Request) -> HTMLResponse:
        """Our own GraphiQL page, whose assets this service serves."""
        del request
        return HTMLResponse(page("graphiql.html"))

    async def get_sub_response(self, request: Request) -> Response:
        """Keep what the client accepts for `create_response`."""
        response = await super().get_sub_response(request)
        if RESPONSE_JSON in request.headers.get("accept", ""):
            response.headers["content-type"] = RESPONSE_JSON
        return response

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        """Answer in the media type asked for; a request error is 400 and has no `data`."""
        if sub_response.headers.get("content-type") != RESPONSE_JSON:
            return super().create_response(response_data, sub_response)
        refused = isinstance(response_data, dict) and _is_request_error(response_data)
        if refused:
            response_data = {k: v for k, v in response_data.items() if k != "data"}
        response = super().create_response(response_data, sub_response)
        response.headers["content-type"] = RESPONSE_JSON
        if refused:
            response.status_code = 400
        return response


def _is_request_error(answer: dict[str, Any]) -> bool:
    """Nothing was executed: there are errors, no data, and none of them belongs to a field."""
    errors = answer.get("errors") or []
    return bool(errors) and answer.get("data") is None and not any(error.get("path") for error in errors)


def build_router(schema: strawberry.Schema, context: Callable[..., Context]) -> Router:
    """The router of `/graphql`; `context` makes the context of a request."""
    return Router(schema, path="/graphql", context_getter=context, subscription_protocols=())
