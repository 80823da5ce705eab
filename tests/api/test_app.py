"""The web application around GraphQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from kg.data_directory import DataDirectory
from kg.store.snapshots import rollback
from kg.synthetic import papers

Serving = Callable[..., Any]
Publish = Callable[..., str]
COUNT = {"query": "{ statistics { papers snapshot } }"}


def test_the_service_says_that_it_is_well(client: httpx.Client) -> None:
    """And from which snapshot it answers."""
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["papers"] == 2


def test_before_the_first_publication_the_service_starts_and_says_what_is_missing(
    tmp_path: Path, serving: Serving
) -> None:
    """Health is 503, GraphQL answers with a GraphQL error, and the query page and its schema are there."""
    with serving(create_app(tmp_path / "nothing")) as client:
        health = client.get("/readyz")
        answer = client.post("/graphql", json=COUNT)
        schema = client.post("/graphql", json={"query": "{ __schema { queryType { name } } }"})
        page = client.get("/graphql", headers={"accept": "text/html"})

    (error,) = answer.json()["errors"]
    assert health.status_code == answer.status_code == 503
    assert health.json()["status"] == "empty"
    assert error["extensions"]["code"] == "StoreEmpty"
    assert "sotagraph ingest" in error["message"]
    assert schema.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    assert page.status_code == 200
    assert not (tmp_path / "nothing").exists()


def test_a_new_snapshot_is_followed_without_a_restart(
    tmp_path: Path, serving: Serving, publish: Publish
) -> None:
    """From the first one on, and back again after a rollback."""
    pairs = list(papers(6, seed=11))

    with serving(create_app(tmp_path)) as client:
        before = client.get("/readyz").status_code
        first = publish(tmp_path, pairs[:4])
        one = client.post("/graphql", json=COUNT)
        second = publish(tmp_path, pairs)
        two = client.post("/graphql", json=COUNT)
        rollback(DataDirectory(tmp_path), first)
        three = client.post("/graphql", json=COUNT)

    assert before == 503
    assert [answer.json()["data"]["statistics"]["papers"] for answer in (one, two, three)] == [4, 6, 4]
    assert [answer.headers["etag"] for answer in (one, two, three)] == [
        f'W/"{snapshot}"' for snapshot in (first, second, first)
    ]


def test_cursors_hold_while_papers_are_added(tmp_path: Path, serving: Serving, publish: Publish) -> None:
    """The next page goes on after the last row that was seen, not at a position that has moved."""
    pairs = list(papers(8, seed=2))
    dated = [(replace(paper, date=None), extraction) for paper, extraction in pairs]
    query = "query ($after: String) { papers(first: 2, after: $after) { edges { cursor node { title } } } }"

    with serving(create_app(tmp_path)) as client:

        def titles(after: str | None) -> tuple[list[str], str]:
            answer = client.post("/graphql", json={"query": query, "variables": {"after": after}})
            edges = answer.json()["data"]["papers"]["edges"]
            return [edge["node"]["title"] for edge in edges], edges[-1]["cursor"]

        in_order = sorted((paper.title.casefold(), paper.title) for paper, _ in dated)
        late = in_order[0][1]
        publish(tmp_path, [pair for pair in dated if pair[0].title != late])
        first, cursor = titles(None)
        publish(tmp_path, dated)
        second, _ = titles(cursor)

    assert first == [title for _, title in in_order[1:3]]
    assert second == [title for _, title in in_order[3:5]]


@pytest.mark.parametrize(
    "path", ["/", "/graphql", "/healthz", "/schema.graphql", "/static/icon.svg", "/nope"]
)
def test_every_answer_keeps_pages_to_themselves(client: httpx.Client, path: str) -> None:
    """No page loads from another host, is framed by another site, or is read as what it is not."""
    answer = client.get(path, headers={"accept": "text/html"})

    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_root_leads_to_the_query_page(client: httpx.Client) -> None:
    """Whoever opens the address sees something."""
    answer = client.get("/", headers={"accept": "text/html"}, follow_redirects=True)

    assert answer.url.path == "/graphql"
    assert "GraphiQL" in answer.text


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/%2e%2e/app.py", "/static/vendor/"])
def test_only_assets_are_served_as_files(client: httpx.Client, path: str) -> None:
    """Neither what lies beside them nor a list of them."""
    assert client.get(path).status_code == 404
