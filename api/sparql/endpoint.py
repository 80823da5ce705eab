"""`/sparql`: who asks by GET without a query gets the page or the description, all others an answer."""

from __future__ import annotations

import asyncio
import logging

from pyoxigraph import NamedNode
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from werkzeug.http import parse_etags

from api.snapshots import current_snapshot
from api.sparql.answer import Answer
from api.sparql.description import MEDIA_TYPES, describe
from api.sparql.formats import named
from api.sparql.frames import Question
from api.sparql.limits import Limits
from api.sparql.negotiation import accepted, prefer
from api.sparql.pool import Pool
from api.sparql.protocol import Operation, read_operation
from api.sparql.refusal import Refusal, refusal
from api.web.pages import page
from kg.errors import SotagraphError
from kg.reader import Reader

__all__ = ["Endpoint"]

_log = logging.getLogger(__name__)
HTML = "text/html"


class Endpoint:
    """The endpoint, an ASGI application.

    Args:
        reader: Follows what is published.
        pool: Answers.
        limits: What an answer may take.
    """

    def __init__(self, reader: Reader, pool: Pool, limits: Limits) -> None:
        self._reader = reader
        self._pool = pool
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            operation = await read_operation(request)
            if operation.sparql is None:
                response = _about(request)
            else:
                answered = await self._answer(request, operation, operation.sparql, receive, send)
                if answered is None:
                    return
                response = answered
        except ClientDisconnect:
            return
        except SotagraphError as error:
            said = refusal(error)
            response = Response(
                said.body(), said.status, {**said.headers, "vary": "Accept"}, media_type="application/json"
            )
        await response(scope, receive, send)

    async def _answer(
        self, request: Request, operation: Operation, sparql: str, receive: Receive, send: Send
    ) -> Response | None:
        """Answer a query, or the response to send instead of an answer."""
        name = operation.format
        choice = accepted(_accept(request.headers)) if name is None else named(name)
        snapshot = await current_snapshot(self._reader)
        headers = {"etag": f'W/"{snapshot.id}.{choice.key}"', "vary": "Accept"}
        if request.method != "POST" and _known(request.headers, headers["etag"]):
            return Response(status_code=304, headers=headers)
        question = Question(
            sparql=sparql,
            snapshot=str(snapshot.folder.path),
            base=_base(request),
            default_graphs=operation.default_graphs,
            named_graphs=operation.named_graphs,
            table=choice.table.format.name if choice.table else None,
            graph=choice.graph.format.name if choice.graph else None,
            # The service ends a worker at the deadline; a second later it does so itself.
            seconds=self._limits.deadline + 1,
        )
        answer = Answer(question, choice, headers, request.scope["http_version"], send)
        await self._until_gone(answer, receive)
        return None

    async def _until_gone(self, answer: Answer, receive: Receive) -> None:
        """Have a question answered until that is done or the client has left."""
        work = asyncio.create_task(answer.run(self._pool, self._limits))
        gone = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if not work.done():
                work.cancel()
                await asyncio.wait({work})
        if not work.cancelled():
            work.result()


def _about(request: Request) -> Response:
    """What this service is: a page for people, a description for programs."""
    if request.method == "POST":
        raise Refusal(400, "the form has no field query.", where="body", remedy="Put the query there.")
    wanted = prefer(_accept(request.headers), (*MEDIA_TYPES, HTML))
    if wanted == HTML:
        return HTMLResponse(page("yasgui.html"), headers={"vary": "Accept"})
    if wanted is None:
        raise Refusal(
            400,
            "there is no query.",
            where="query",
            remedy="Send one, such as ?query=ASK%20%7B%7D, or Accept: text/html for the query page.",
        )
    return Response(describe(_base(request), wanted), headers={"content-type": wanted, "vary": "Accept"})


def _accept(headers: Headers) -> str:
    return ", ".join(headers.getlist("accept"))


def _known(headers: Headers, tag: str) -> bool:
    """Whether a client has what it would get (RFC 9110, 13.1.2)."""
    return parse_etags(", ".join(headers.getlist("if-none-match"))).contains_raw(tag)


def _base(request: Request) -> str:
    """The IRI of the endpoint as the client calls it, or by its address if it calls it by what is no host.

    Raises:
        Refusal: The host is none, and Starlette has not seen it: a `%` that begins no escape.
    """
    base = str(request.url.replace(query="", fragment=""))
    try:
        NamedNode(base)
    except ValueError:
        raise Refusal(400, "the host is none.", where="Host", remedy="Send the name of the server.") from None
    return base


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
