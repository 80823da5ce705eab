"""GraphQL over HTTP, as its draft says (https://graphql.github.io/graphql-over-http/)."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
QUERY = {"query": "{ statistics { papers } }"}
ANSWER = {"data": {"statistics": {"papers": 2}}}


def post(client: httpx.Client, body: bytes, accept: str, content_type: str = JSON) -> httpx.Response:
    return client.post("/graphql", content=body, headers={"accept": accept, "content-type": content_type})


@pytest.mark.parametrize("accept", [JSON, RESPONSE, f"{RESPONSE}, {JSON};q=0.9"])
def test_the_client_chooses_the_media_type(client: httpx.Client, accept: str) -> None:
    """A client that knows the new media type gets it."""
    answer = client.post("/graphql", json=QUERY, headers={"accept": accept})

    assert answer.status_code == 200
    assert answer.headers["content-type"] == (RESPONSE if RESPONSE in accept else JSON)
    assert answer.json() == ANSWER


@pytest.mark.parametrize("query", ["{ nope }", "{ statistics", "{ statistics }", "mutation { nope }"])
def test_a_question_that_cannot_be_executed_is_400_without_data(client: httpx.Client, query: str) -> None:
    """In the new media type; in plain JSON it stays 200, as older clients expect."""
    new = client.post("/graphql", json={"query": query}, headers={"accept": RESPONSE})
    old = client.post("/graphql", json={"query": query}, headers={"accept": JSON})

    assert (new.status_code, old.status_code) == (400, 200)
    assert "data" not in new.json()
    assert new.json()["errors"] == old.json()["errors"]


def test_an_error_of_a_field_is_200(client: httpx.Client) -> None:
    """The question was executed, and the answer says what of it failed."""
    query = {"query": '{ methods(name: "nope") { totalCount } }'}

    answer = client.post("/graphql", json=query, headers={"accept": RESPONSE})

    assert answer.status_code == 200
    assert answer.json()["data"] is None


@pytest.mark.parametrize("accept", [JSON, RESPONSE])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[",
        b"5",
        b'"text"',
        b"null",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b'{"query": 5}',
        b'{"query": ""}',
        b'{"query": "{ statistics { papers } }", "variables": 5}',
        b'{"query": "{ statistics { papers } }", "operationName": "nope"}',
        b'[{"query": "{ statistics { papers } }"}]',
    ],
)
def test_a_body_that_is_no_request_is_400_with_a_json_error(
    client: httpx.Client, body: bytes, accept: str
) -> None:
    """Clients can show it as they show every other error."""
    answer = post(client, body, accept)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == accept
    assert answer.json()["errors"][0]["message"]


def test_a_body_of_another_type_is_refused(client: httpx.Client) -> None:
    """A form on another site can send text/plain, so it is never read as a question."""
    answer = post(client, json.dumps(QUERY).encode(), JSON, "text/plain")

    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_a_query_can_be_a_link(client: httpx.Client) -> None:
    """GET answers queries, with variables as JSON."""
    query = "query ($name: String) { methods(name: $name) { totalCount } }"

    answer = client.get("/graphql", params={"query": query, "variables": '{"name": "Tree"}'})

    assert answer.json() == {"data": {"methods": {"totalCount": 1}}}


def test_a_link_changes_nothing(client: httpx.Client) -> None:
    """GET is for queries alone."""
    assert client.get("/graphql", params={"query": "mutation { nope }"}).status_code == 400


def test_every_answer_names_its_snapshot(client: httpx.Client) -> None:
    """The ETag is the snapshot's id, so that a cache knows when an answer is old."""
    snapshot = client.get("/readyz").json()["snapshot"]

    answer = client.post("/graphql", json=QUERY)

    assert answer.headers["etag"] == f'W/"{snapshot}"'


def test_a_body_that_is_too_large_is_refused(client: httpx.Client) -> None:
    """Whether or not it says how long it is; the service goes on."""

    def chunks() -> Iterator[bytes]:
        for _ in range(30):
            yield b" " * 100_000

    said = post(client, b" " * 3_000_000, JSON)
    unsaid = client.post("/graphql", content=chunks(), headers={"content-type": JSON})

    assert (said.status_code, unsaid.status_code) == (413, 413)
    assert "larger than 1,000,000 bytes" in said.json()["errors"][0]["message"]
    assert client.post("/graphql", json=QUERY).json() == ANSWER


def test_a_body_of_unsaid_length_is_answered(client: httpx.Client) -> None:
    """Chunked requests are as good as others."""

    def chunks() -> Iterator[bytes]:
        yield json.dumps(QUERY).encode()

    answer = client.post("/graphql", content=chunks(), headers={"content-type": JSON})

    assert answer.json() == ANSWER


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_subscription_is_no_request(client: httpx.Client, method: str) -> None:
    """It is refused with what to do instead."""
    question = {"query": "subscription { snapshotPublished { id } }"}
    sent = {"params": question} if method == "get" else {"json": question}

    (error,) = client.request(method, "/graphql", **sent).json()["errors"]

    assert error["extensions"]["code"] == "QueryInvalid"
    assert "text/event-stream" in error["extensions"]["remedy"]
