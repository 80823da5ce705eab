"""Queries that are named by their digest, and answers that caches keep."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import httpx
import pytest
from strawberry.http import GraphQLRequestData

from api.graphql import persisted
from api.graphql.persisted import PersistedQueries, Unanswered

JSON, RESPONSE = "application/json", "application/graphql-response+json"
QUERY = "query ($n: Int) { methods(first: $n) { edges { node { label } } } }"


def named(query: str) -> dict[str, Any]:
    """What a client sends to name a query."""
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(query.encode()).hexdigest()}}


def link(query: str, **more: object) -> dict[str, str]:
    """The parameters of a link that names a query."""
    return {
        "extensions": json.dumps(named(query)),
        **{name: json.dumps(value) for name, value in more.items()},
    }


def test_a_query_is_sent_once_and_then_named(client: httpx.Client) -> None:
    """By link as well as in a body."""
    query = f"# once\n{QUERY}"
    unknown = client.get("/graphql", params=link(query))
    sent = client.post("/graphql", json={"query": query, "extensions": named(query)})
    by_link = client.get("/graphql", params=link(query, variables={"n": 1}))
    by_body = client.post("/graphql", json={"extensions": named(query), "variables": {"n": 1}})

    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert unknown.json()["errors"][0]["extensions"]["code"] == "PERSISTED_QUERY_NOT_FOUND"
    assert "etag" not in unknown.headers
    assert len(sent.json()["data"]["methods"]["edges"]) == 3
    assert by_link.json() == by_body.json()
    assert len(by_link.json()["data"]["methods"]["edges"]) == 1


@pytest.mark.parametrize(
    ("extension", "query", "says"),
    [
        ({"version": 1, "sha256Hash": "0" * 64}, QUERY, "does not match"),
        ({"version": 1, "sha256Hash": 5}, QUERY, "no text"),
        ({"version": 2, "sha256Hash": "0" * 64}, None, "NotSupported"),
        ({"sha256Hash": "0" * 64}, None, "NotSupported"),
        ([], None, "NotSupported"),
        ("text", QUERY, "NotSupported"),
        ({"version": 1, "sha256Hash": "\ud800"}, None, "NotFound"),
        ({"version": 1, "sha256Hash": "0" * 64}, "\ud800", "does not match"),
    ],
)
def test_what_names_no_query_is_said_so(
    client: httpx.Client, extension: object, query: str | None, says: str
) -> None:
    """Nobody puts another query under a digest."""
    body = json.dumps({"query": query, "extensions": {"persistedQuery": extension}})

    answer = client.post("/graphql", content=body, headers={"content-type": JSON})

    assert answer.status_code == 200
    assert says in answer.json()["errors"][0]["message"]
    assert answer.json()["errors"][0]["extensions"]["field"] == "extensions.persistedQuery"


def test_a_link_changes_nothing_by_a_digest(client: httpx.Client) -> None:
    """GET is for queries, however they are named."""
    mutation = "mutation { nope }"
    client.post("/graphql", json={"query": mutation, "extensions": named(mutation)})

    assert client.get("/graphql", params=link(mutation)).status_code == 400


def test_strangers_cannot_make_it_keep_more_than_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has not been asked for the longest goes, what is used stays, what is too long never comes in."""
    monkeypatch.setattr(persisted, "_KEPT", 10_000)
    kept = PersistedQueries(longest=500)

    def send(query: str) -> None:
        kept.found(GraphQLRequestData(query, None, None, named(query)))

    def has(query: str) -> bool:
        try:
            return kept.found(GraphQLRequestData(None, None, None, named(query))).query == query
        except Unanswered:
            return False

    send("ours")
    send("x" * 501)
    for number in range(500):
        send(f"{number:0100}")
        assert has("ours")

    assert not has("x" * 501)
    assert not has(f"{0:0100}")
    assert sum(has(f"{number:0100}") for number in range(500)) == 99


@pytest.mark.parametrize("accept", [JSON, RESPONSE])
def test_an_answer_by_link_is_not_sent_twice(client: httpx.Client, accept: str) -> None:
    """Its tag names snapshot and format; a client that has it is told so."""
    asked = {"url": "/graphql", "params": {"query": "{ statistics { papers } }"}}
    first = client.get(**asked, headers={"accept": accept})  # type: ignore[arg-type]
    again = client.get(**asked, headers={"accept": accept, "if-none-match": first.headers["etag"]})  # type: ignore[arg-type]
    other = client.get(
        **asked,  # type: ignore[arg-type]
        headers={"accept": RESPONSE if accept == JSON else JSON, "if-none-match": first.headers["etag"]},
    )

    assert client.get("/readyz").json()["snapshot"] in first.headers["etag"]
    assert (first.headers["vary"], first.headers["cache-control"]) == ("Accept, Origin", "no-cache")
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200


def test_an_answer_with_errors_is_never_called_unmodified(client: httpx.Client) -> None:
    """It has no tag."""
    answer = client.get("/graphql", params={"query": '{ methods(name: "nope") { totalCount } }'})

    assert answer.json()["errors"]
    assert "etag" not in answer.headers


def test_the_page_is_there_for_those_who_ask_for_it(client: httpx.Client) -> None:
    """And is sent whatever tag a browser has, and where a link has the question, for the page to show."""
    tag = client.get("/graphql", params={"query": "{ statistics { papers } }"}).headers["etag"]

    headers = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "if-none-match": tag}
    for link in ({}, {"query": "{ statistics { papers } }"}):
        page = client.get("/graphql", headers=headers, params=link)
        assert page.status_code == 200
        assert "graphiql" in page.text
