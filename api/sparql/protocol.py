"""What a request asks for, as the SPARQL 1.1 Protocol has it (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request
from werkzeug.http import parse_options_header

from api.sparql.refusal import Refusal

__all__ = ["Operation", "read_operation"]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST")
#: How many parameters a request may have; each graph of a data set is one.
MAX_PARAMETERS = 1000


@dataclass(frozen=True, slots=True)
class Operation:
    """A query operation.

    Attributes:
        sparql: The query; None if the request has none, which asks what service this is.
        default_graphs: IRIs of the graphs that are the default graph.
        named_graphs: IRIs of the named graphs.
        format: The name of the format that is asked for beside what `Accept` says.
    """

    sparql: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


async def read_operation(request: Request) -> Operation:
    """What a request asks for, by GET, by POST of a form, or by POST of the query itself.

    Raises:
        Refusal: It is no query operation, or not a well-formed one.
    """
    if request.method not in METHODS:
        raise Refusal(
            405,
            f"{request.method} is no way to ask.",
            where="method",
            remedy="Send a query by GET or POST.",
            headers={"allow": ", ".join(METHODS)},
        )
    parameters = _parameters(request.scope["query_string"], "query string")
    if request.method == "POST":
        parameters += await _body(request)
    if any(name == "update" for name, _ in parameters):
        raise _read_only()
    return Operation(
        sparql=_one(parameters, "query"),
        default_graphs=_iris(parameters, "default-graph-uri"),
        named_graphs=_iris(parameters, "named-graph-uri"),
        # Not of the protocol, so there is no rule against several; SPARQLWrapper adds one at each query.
        format=next((value for name, value in reversed(parameters) if name == "format"), None),
    )


async def _body(request: Request) -> list[tuple[str, str]]:
    """The parameters that the body of a POST has, or is."""
    media_type, options = parse_options_header(request.headers.get("content-type"))
    media_type = media_type.lower()
    if media_type == UPDATE:
        raise _read_only()
    if media_type not in {FORM, QUERY}:
        raise Refusal(
            415,
            f"a body of type {media_type[:80]!r} is no query."
            if media_type
            else "the body has no media type.",
            where="Content-Type",
            remedy=f"Send {QUERY}, or a form ({FORM}) with the field query.",
            headers={"accept-post": f"{FORM}, {QUERY}"},
        )
    charset = options.get("charset", "utf-8").lower()
    encoding = request.headers.get("content-encoding", "identity").lower()
    if charset not in {"utf-8", "utf8", "us-ascii"} or encoding != "identity":
        raise Refusal(
            415,
            f"a body in {charset[:40] if encoding == 'identity' else encoding[:40]!r} is not read.",
            where="Content-Type" if encoding == "identity" else "Content-Encoding",
            remedy="Send UTF-8, not compressed.",
        )
    body = await request.body()
    return [("query", _text(body, "body"))] if media_type == QUERY else _parameters(body, "body")


def _parameters(encoded: bytes, where: str) -> list[tuple[str, str]]:
    text = _text(encoded, where)
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS)
    except UnicodeDecodeError:
        raise _no_utf8(where) from None
    except ValueError:
        raise Refusal(400, f"there are more than {MAX_PARAMETERS:,} parameters.", where=where) from None


def _text(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise _no_utf8(where) from None


def _one(parameters: list[tuple[str, str]], name: str) -> str | None:
    values = [value for found, value in parameters if found == name]
    if len(values) > 1:
        raise Refusal(
            400, f"{name} is there {len(values)} times.", where=name, remedy="Send it once in a request."
        )
    return values[0] if values else None


def _iris(parameters: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    values = tuple(value for found, value in parameters if found == name)
    for value in values:
        try:
            NamedNode(value)
        except ValueError:
            raise Refusal(
                400, f"{value[:80]!r} is no IRI.", where=name, remedy="Give the IRI of a graph, in full."
            ) from None
    return values


def _no_utf8(where: str) -> Refusal:
    return Refusal(400, "this is no UTF-8 text.", where=where, remedy="Write the query in UTF-8.")


def _read_only() -> Refusal:
    return Refusal(
        403,
        "updates are not possible: this endpoint only answers queries.",
        where="update",
        remedy="The graph changes by `sotagraph ingest` and `sotagraph review`.",
    )
