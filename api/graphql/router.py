"""The HTTP side of GraphQL: own query page, and the media type of GraphQL over HTTP.

Follows the GraphQL over HTTP draft (https://graphql.github.io/graphql-over-http/): a client that accepts
`application/graphql-response+json` gets it, with status 400 when the request itself is at fault.
"""

import json
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.routing import APIRoute
from strawberry.fastapi import GraphQLRouter

from api.graphql.context import Context
from api.graphql.errors import Schema
from api.web.pages import page
from kg.reader import Reader

RESPONSE_JSON = "application/graphql-response+json"


class _Route(APIRoute):
    """A route whose refusals are GraphQL errors in JSON; strawberry writes them as plain text."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of a request."""
        handle = super().get_route_handler()

        async def handle_in_json(request: Request) -> Response:
            response = await handle(request)
            if not isinstance(response, PlainTextResponse):
                return response
            return JSONResponse(
                {"errors": [{"message": bytes(response.body).decode()}]},
                status_code=response.status_code,
                media_type=RESPONSE_JSON if _accepts_response_json(request) else None,
            )

        return handle_in_json


class Router(GraphQLRouter[Context, None]):
    """Strawberry's router with our page and the media type that the client asks for."""

    async def render_graphql_ide(self, request: Request) -> HTMLResponse:
        """Our own GraphiQL page, whose assets this service serves."""
        del request
        return HTMLResponse(page("graphiql.html"))

    def decode_json(self, data: str | bytes) -> object:
        """The body, or a parameter, as an object. Raises JSONDecodeError for anything else."""
        try:
            value = json.loads(data)
        except (ValueError, RecursionError) as error:
            # Also bytes that are no UTF-8, and numbers of more digits than Python reads.
            raise json.JSONDecodeError(str(error), "", 0) from error
        if not isinstance(value, dict | list | None):
            raise json.JSONDecodeError("not an object", "", 0)
        return {} if value is None else value

    async def get_sub_response(self, request: Request) -> Response:
        """Keep what the client accepts for `create_response`."""
        response = await super().get_sub_response(request)
        if _accepts_response_json(request):
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


def _accepts_response_json(request: Request) -> bool:
    return RESPONSE_JSON in request.headers.get("accept", "")


def _is_request_error(answer: dict[str, Any]) -> bool:
    """Nothing was executed: there are errors, no data, and none of them belongs to a field."""
    errors = answer.get("errors") or []
    return bool(errors) and answer.get("data") is None and not any(error.get("path") for error in errors)


def build_router(schema: Schema, reader: Reader) -> Router:
    """The router of `/graphql`; a request is answered from the snapshot that is current as it begins."""
    # Threads of their own: however many questions wait for one, the rest of the service has its threads.
    threads = ThreadPoolExecutor(schema.limits.threads, thread_name_prefix="graphql")

    async def context() -> Context:
        return Context(reader, threads)

    return Router(
        schema, path="/graphql", context_getter=context, subscription_protocols=(), route_class=_Route
    )
