"""Pages of a list while papers come in: all of one snapshot, or a clear word that it is gone."""

from __future__ import annotations

import base64
import gc
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from kg.data_directory import DataDirectory
from kg.reader import Reader
from kg.store.snapshots import prune
from kg.synthetic import papers
from tests.api.conftest import running

PAGE = """
query Page($after: String) {
  papers(first: 7, after: $after) { totalCount edges { node { iri } } pageInfo { hasNextPage endCursor } }
  statistics { snapshot papers }
}
"""


@pytest.fixture
def data(tmp_path: Path, publish: Callable[..., str]) -> Path:
    """A data directory with thirty papers, which tests may write to."""
    publish(tmp_path, list(papers(30, seed=3)))
    return tmp_path


@pytest.fixture
def client(data: Path) -> Iterator[httpx.Client]:
    """A client of a service over it."""
    with running(create_app(data)) as found:
        yield found


def ask(client: httpx.Client, query: str, **variables: object) -> Any:
    """The whole answer, and the snapshot that its ETag names."""
    response = client.post("/graphql", json={"query": query, "variables": variables})
    return response.json() | {"etag": response.headers.get("etag")}


def test_a_list_is_paged_in_the_snapshot_that_it_began_in(
    client: httpx.Client, data: Path, publish: Callable[..., str]
) -> None:
    """However many papers come in meanwhile; all of a request is answered from that snapshot."""
    answer = ask(client, PAGE)
    began = answer["data"]["statistics"]["snapshot"]
    seen = []
    while True:
        page = answer["data"]["papers"]
        seen += [edge["node"]["iri"] for edge in page["edges"]]
        assert page["totalCount"] == answer["data"]["statistics"]["papers"] == 30
        assert answer["data"]["statistics"]["snapshot"] == began
        assert answer["etag"] == f'W/"{began}"'
        if not page["pageInfo"]["hasNextPage"]:
            break
        if len(seen) == 7:
            publish(data, list(papers(40, seed=3)))
        answer = ask(client, PAGE, after=page["pageInfo"]["endCursor"])

    assert len(seen) == len(set(seen)) == 30
    now = ask(client, PAGE)["data"]
    assert now["papers"]["totalCount"] == 40
    assert now["statistics"]["snapshot"] != began


def test_a_cursor_in_the_question_itself_and_in_a_default_keeps_its_snapshot_too(
    client: httpx.Client, data: Path, publish: Callable[..., str]
) -> None:
    """As do cursors of lists within lists."""
    first = ask(client, "{ methods(first: 1) { edges { cursor node { papers(first: 1) { totalCount } } } } }")
    cursor = first["data"]["methods"]["edges"][0]["cursor"]
    publish(data, list(papers(40, seed=3)))

    literal = ask(client, f'{{ methods(after: "{cursor}") {{ totalCount }} statistics {{ papers }} }}')
    default = ask(
        client,
        f'query Q($c: String = "{cursor}") '
        "{ methods(before: $c) { totalCount } statistics { papers } }",
    )

    assert literal["data"]["statistics"]["papers"] == default["data"]["statistics"]["papers"] == 30


def test_a_cursor_of_a_snapshot_that_is_gone_says_so(data: Path, publish: Callable[..., str]) -> None:
    """With what to do."""
    with running(create_app(data)) as client:
        cursor = ask(client, PAGE)["data"]["papers"]["pageInfo"]["endCursor"]
    publish(data, list(papers(40, seed=3)))
    gc.collect()  # the service that ended in this process may still be held by a cycle
    assert prune(DataDirectory(data), keep=1).removed

    with running(create_app(data)) as client:
        (error,) = ask(client, "query Q($c: String) { papers(after: $c) { totalCount } }", c=cursor)["errors"]

    assert error["extensions"]["code"] == "CursorExpired"
    assert "no longer kept" in error["message"]
    assert error["extensions"]["remedy"] == "Begin the list anew."


def test_cursors_of_two_snapshots_in_one_request_are_refused(
    client: httpx.Client, data: Path, publish: Callable[..., str]
) -> None:
    """One request sees one snapshot."""
    one = ask(client, PAGE)["data"]["papers"]["pageInfo"]["endCursor"]
    publish(data, list(papers(40, seed=3)))
    other = ask(client, PAGE)["data"]["papers"]["pageInfo"]["endCursor"]

    answer = ask(
        client,
        "query Q($a: String, $b: String) "
        "{ a: papers(after: $a) { totalCount } b: papers(after: $b) { totalCount } }",
        a=one,
        b=other,
    )

    assert "of several snapshots" in answer["errors"][0]["message"]


def test_a_snapshot_that_never_was_is_no_way_to_a_file(client: httpx.Client) -> None:
    """A cursor made by hand names nothing outside the data directory."""
    made = base64.urlsafe_b64encode(json.dumps(["k2", "../../etc", "0" * 12, "x"]).encode()).decode()

    (error,) = ask(client, "query Q($c: String) { papers(after: $c) { totalCount } }", c=made)["errors"]

    assert error["extensions"]["code"] == "CursorExpired"


def test_old_snapshots_do_not_stay_open_for_ever(data: Path, publish: Callable[..., str]) -> None:
    """What was not asked for in a while is let go, so that it can be pruned."""
    first = DataDirectory(data).current_id() or ""
    publish(data, list(papers(40, seed=3)))
    with Reader(DataDirectory(data)) as reader:
        assert reader.at(first).id == first
        kept = set(reader._older)
        reader._older[first] = reader._older[first][0], -1e9
        reader._forget()

        assert (kept, set(reader._older)) == ({first}, set())
