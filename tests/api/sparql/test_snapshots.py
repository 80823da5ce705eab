"""Answers come from the snapshot that is current, and say which that is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import httpx

from api.app import create_app
from api.sparql.limits import Limits
from kg.data_directory import DataDirectory
from kg.store.snapshots import prune, rollback
from kg.synthetic import papers

Serving = Callable[..., object]
Publish = Callable[..., str]
COUNT = {"query": "SELECT (COUNT(?p) AS ?n) { ?p a sg:Paper }"}


def number(answer: httpx.Response) -> int:
    """The one number of an answer."""
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_workers_change_over_when_the_pointer_moves(
    tmp_path: Path, serving: Serving, publish: Publish
) -> None:
    """All of them, forwards and back, without a restart; each answer names its snapshot."""
    pairs = list(papers(6, seed=11))
    first = publish(tmp_path, pairs[:4])

    with serving(create_app(tmp_path, Limits(workers=2))) as client:  # type: ignore[attr-defined]
        one = [client.get("/sparql", params=COUNT) for _ in range(4)]
        second = publish(tmp_path, pairs)
        two = [client.get("/sparql", params=COUNT) for _ in range(4)]
        rollback(DataDirectory(tmp_path), first)
        three = [client.get("/sparql", params=COUNT) for _ in range(4)]

    assert [number(answer) for answer in (*one, *two, *three)] == [4] * 4 + [6] * 4 + [4] * 4
    assert [answer.headers["etag"].startswith(f'W/"{first}.') for answer in (*one, *three)] == [True] * 8
    assert all(answer.headers["etag"].startswith(f'W/"{second}.') for answer in two)


def test_answers_go_on_while_snapshots_come_and_go(
    tmp_path: Path, serving: Serving, publish: Publish
) -> None:
    """No query fails, and each sees as many papers as its snapshot has."""
    pairs = list(papers(8, seed=3))
    known = {publish(tmp_path, pairs[:1]): 1}
    seen: list[tuple[str, int]] = []
    stop = threading.Event()

    with serving(create_app(tmp_path, Limits(workers=2))) as client:  # type: ignore[attr-defined]

        def ask() -> None:
            while not stop.is_set():
                answer = client.get("/sparql", params=COUNT)
                seen.append((answer.headers["etag"][3:].partition(".")[0], number(answer)))

        thread = threading.Thread(target=ask)
        thread.start()
        for count in range(2, 9):
            known[publish(tmp_path, pairs[:count])] = count
            prune(DataDirectory(tmp_path), 1)
        stop.set()
        thread.join()

    assert len({snapshot for snapshot, _ in seen}) > 1
    assert all(known[snapshot] == count for snapshot, count in seen)


def test_who_has_the_answer_is_told_so(client: httpx.Client) -> None:
    """304 without asking anything, by GET and HEAD; POST is always answered."""
    tag = client.get("/sparql", params=COUNT).headers["etag"]
    known = {"if-none-match": tag}

    again = client.get("/sparql", params=COUNT, headers=known)
    one_of_several = client.get("/sparql", params=COUNT, headers={"if-none-match": f'"other", {tag}'})
    head = client.head("/sparql", params=COUNT, headers=known)
    posted = client.post("/sparql", data=COUNT, headers=known)
    other = client.get("/sparql", params=COUNT, headers={"if-none-match": 'W/"000000-00000000T000000Z"'})

    assert [a.status_code for a in (again, one_of_several, head, posted, other)] == [304, 304, 304, 200, 200]
    assert (again.content, again.headers["etag"]) == (b"", tag)


def test_each_format_has_a_tag_of_its_own(client: httpx.Client) -> None:
    """A cache that has the JSON must not be told that its XML is the same (RFC 9110, 8.8.3.3)."""
    formats = ("json", "xml", "csv", "tsv", "application/json")
    tags = [
        client.get("/sparql", params=COUNT, headers={"accept": accept}).headers["etag"]
        for accept in ("application/json", "application/sparql-results+json", "text/csv", "*/*")
    ] + [client.get("/sparql", params={**COUNT, "format": name}).headers["etag"] for name in formats[1:4]]

    answer = client.get("/sparql", params=COUNT, headers={"if-none-match": tags[0], "accept": "text/csv"})

    assert answer.status_code == 200
    assert len(set(tags)) == 6


def test_errors_have_no_tag(client: httpx.Client) -> None:
    """They are not what the snapshot says."""
    assert "etag" not in client.get("/sparql", params={"query": "ASK"}).headers
