"""The HTTP side of GraphQL: own query page, and the media type of GraphQL over HTTP.

Follows the GraphQL over HTTP draft (https://graphql.github.io/graphql-over-http/): a client that accepts
`application/graphql-response+json` gets it, with status 400 when the request itself is at fault.
"""

import hashlib
import json
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib.metadata import version
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.routing import APIRoute
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.unset import UNSET
from werkzeug.http import parse_etags

from api.graphql.context import Context
from api.graphql.errors import Schema
from api.graphql.persisted import PersistedQueries, Unanswered
from api.jobs import JobDesk
from api.web.pages import page
from kg.data_directory import DataDirectory
from kg.reader import Reader

#: How subscriptions are answered.
PROTOCOLS = (GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL)
#: How many subscriptions one websocket may carry.
MAX_SUBSCRIPTIONS = 10
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

    def __init__(self, schema: Schema, reader: Reader, **settings: Any) -> None:
        super().__init__(schema, **settings)
        self._reader = reader
        self._persisted = PersistedQueries(schema.limits.characters)
        # Another release can answer the same question of the same snapshot otherwise.
        self._release = hashlib.sha256(f"{version('sotagraph')} {schema.as_str()}".encode()).hexdigest()[:8]

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """The page is for browsers, also by a link with a question, and for who sends no question at all."""
        browser = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        asks = "extensions" in request.query_params
        return browser or (not asks and super().should_render_graphql_ide(request))

    async def parse_http_body(self, request: Any) -> GraphQLRequestData | list[GraphQLRequestData]:
        """The request, with the query that its digest names."""
        found = await super().parse_http_body(request)
        return found if isinstance(found, list) else self._persisted.found(found)

    async def run(self, request: Any, context: Any = UNSET, root_value: Any = UNSET) -> Any:
        """Answer a request; by GET with an entity tag, for such an answer follows from link and snapshot."""
        if request.scope["type"] != "http":
            return await super().run(request, context, root_value)
        linked = request.method == "GET" and not self.should_render_graphql_ide(request)
        # Nothing may wait here: strawberry hands on the response to be made by an attribute of the router.
        current = self._reader.known() if linked else None
        if current is not None and _has(request, self._tag(request, current.id)):
            return _unmodified(self._tag(request, current.id))
        try:
            response = await super().run(request, context, root_value)
        except Unanswered as error:
            media_type = RESPONSE_JSON if _accepts_response_json(request) else None
            return JSONResponse({"errors": [error.error.formatted]}, media_type=media_type)
        if linked:
            response.headers["vary"] = "Accept"
            response.headers["cache-control"] = "no-cache"
            if "etag" in response.headers:
                response.headers["etag"] = self._tag(request, response.headers["etag"][3:-1])
                if _has(request, response.headers["etag"]):
                    return _unmodified(response.headers["etag"])
        return response

    def _tag(self, request: Request, snapshot: str) -> str:
        """The entity tag of the answer in a format; a cache that keeps both formats must not mix them up."""
        form = "response" if _accepts_response_json(request) else "json"
        return f'W/"{snapshot}.{self._release}.{form}"'

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
        if response_data.get("errors") and "etag" in sub_response.headers:
            # Errors may be of the moment, so no cache is told what they belong to.
            del sub_response.headers["etag"]
        if sub_response.headers.get("content-type") != RESPONSE_JSON:
            return super().create_response(response_data, sub_response)
        refused = isinstance(response_data, dict) and _is_request_error(response_data)
        if refused:
            response_data = {k: v for k, v in response_data.items() if k != "data"}
        response = super().create_response(response_data, sub_response)
        response.headers["content-type"] = RESPONSE_JSON
        if refused and response.status_code < 500:
            response.status_code = 400
        return response


def _has(request: Request, tag: str) -> bool:
    """Whether the client has what it would get (RFC 9110, 13.1.2)."""
    return parse_etags(", ".join(request.headers.getlist("if-none-match"))).contains_raw(tag)


def _unmodified(tag: str) -> Response:
    return Response(status_code=304, headers={"etag": tag, "vary": "Accept", "cache-control": "no-cache"})


def _accepts_response_json(request: Request) -> bool:
    return RESPONSE_JSON in request.headers.get("accept", "")


def _is_request_error(answer: dict[str, Any]) -> bool:
    """Nothing was executed: there are errors, no data, and none of them belongs to a field."""
    errors = answer.get("errors") or []
    return bool(errors) and answer.get("data") is None and not any(error.get("path") for error in errors)


def build_router(
    schema: Schema, reader: Reader, directory: DataDirectory, lifetime: Callable[[], Callable[[], bool]]
) -> Router:
    """The router of `/graphql`; a request is answered from the snapshot that is current as it begins.

    Args:
        schema: What can be asked.
        reader: Where snapshots come from.
        directory: Where what is written is kept.
        lifetime: Asked as a stream begins, gives what tells whether it may go on.
    """
    # Threads of their own: however many questions wait for one, the rest of the service has its threads.
    threads = ThreadPoolExecutor(schema.limits.threads, thread_name_prefix="graphql")

    desk = JobDesk(directory)

    async def context() -> Context:
        return Context(reader, threads, directory, desk, lifetime())

    return Router(
        schema,
        reader,
        path="/graphql",
        context_getter=context,
        subscription_protocols=PROTOCOLS,
        connection_init_wait_timeout=timedelta(seconds=10),
        max_subscriptions_per_connection=MAX_SUBSCRIPTIONS,
        route_class=_Route,
    )
