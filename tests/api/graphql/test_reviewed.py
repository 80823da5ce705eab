"""What papers name where, what people decided, and what that ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from api.graphql.schema import build_schema
from kg.data_directory import DataDirectory
from kg.reader import Reader
from tests.api.graphql.test_batching import library, queries, schema
from tests.kg.review.meadow import MEADOW, SLAM, SUN, M
from tests.kg.review.seen import SLAM_IRI, SUN_IRI, decide_about_much, entity, mention, result_of

__all__ = ["library", "schema"]

Decided = Callable[..., Any]
DECISION = "number verdict by at reason inEffect about name undoes { number } undoneBy { number }"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., str]) -> Path:
    """A data directory about whose papers much was decided."""
    data = tmp_path_factory.mktemp("decided")
    publish(data, list(MEADOW))
    decide_about_much(DataDirectory(data))
    return data


@pytest.fixture(scope="module")
def tell(decided: Path) -> Decided:
    """Asks it, and gives the data."""
    built = build_schema()

    def tell(question: str) -> Any:
        return asyncio.run(queries(built, decided, question))[1]

    return tell


def numbers(connection: Any) -> list[int]:
    return [edge["node"]["number"] for edge in connection["edges"]]


def test_decisions_are_told_as_they_were_made(tell: Decided) -> None:
    """With all that the command line shows."""
    found = tell(f"{{ decisions {{ totalCount edges {{ node {{ {DECISION} }} }} }} }}")["decisions"]

    assert found["totalCount"] == 7
    assert numbers(found) == [1, 2, 3, 4, 5, 6, 7]
    first = found["edges"][0]["node"]
    assert (first["verdict"], first["by"], first["reason"]) == ("REJECT", "Ada", "Seen in the paper.")
    assert (first["at"], first["inEffect"]) == ("2026-01-02T03:04:05Z", True)
    assert (first["undoes"], first["undoneBy"]) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("verdict: REJECT", [1, 4]),
        ("verdict: MERGE, inEffect: true", [6]),
        ("inEffect: false", []),
        ('by: "Ada", last: 2', [6, 7]),
        ('by: "Bo"', []),
        (f'about: "{SUN_IRI}", verdict: SPLIT', [7]),
        (f'about: "{SLAM_IRI}"', [4, 5]),
        ('about: "http://a b<>"', []),
    ],
)
def test_decisions_are_kept_by_what_is_asked(tell: Decided, arguments: str, expected: list[int]) -> None:
    """About something or within a paper, by somebody, of a verdict."""
    found = tell(f"{{ decisions({arguments}) {{ edges {{ node {{ number }} }} }} }}")["decisions"]

    assert numbers(found) == expected


def test_decisions_are_paged_from_both_ends(tell: Decided) -> None:
    """A cursor is where its decision stands."""
    seen: list[int] = []
    after = ""
    while True:
        page = tell(
            f"{{ decisions(first: 3{after}) {{ edges {{ node {{ number }} }} "
            "pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }"
        )["decisions"]
        seen += numbers(page)
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = f', after: "{page["pageInfo"]["endCursor"]}"'
    back = tell(
        f'{{ decisions(last: 3, before: "{page["pageInfo"]["startCursor"]}") {{'
        " edges { node { number } } pageInfo { hasNextPage hasPreviousPage } } }"
    )["decisions"]

    assert seen == [1, 2, 3, 4, 5, 6, 7]
    assert numbers(back) == [4, 5, 6]
    assert back["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": True}


def test_a_result_knows_what_was_said_of_it_before(tell: Decided, decided: Path) -> None:
    """What it was, when that was ended and by which decision."""
    iri = result_of(DataDirectory(decided), "91.5").iri
    fact = tell(f'''{{ fact(iri: "{iri}") {{ ... on Result {{ condition
        decisions {{ edges {{ node {{ corrections {{ slot before after }} }} }} }}
        history {{ about stated {{ name value }} endedAt endedBy {{ number within {{ title }} }} revisionOf }}
    }} }} }}''')["fact"]

    (former,) = fact["history"]
    assert fact["condition"] == "T=10"
    assert {c["slot"] for c in fact["decisions"]["edges"][0]["node"]["corrections"]} == {
        "method",
        "condition",
    }
    assert {"name": "value", "value": "91.5"} in former["stated"]
    assert not any(said["value"] == "T=10" for said in former["stated"])
    assert (former["about"], former["endedAt"], former["revisionOf"]) == (iri, "2026-01-02T03:04:05Z", None)
    assert former["endedBy"]["number"] == 2
    assert former["endedBy"]["within"]["title"]


def test_what_was_rejected_is_found_by_its_paper_and_by_its_iri(tell: Decided) -> None:
    """It is no node any more, but its history is there."""
    gone = mention(SLAM[0], "ImageNet")
    answer = tell(f'''{{ fact(iri: "{gone}") {{ id }} history(iri: "{gone}") {{ about stated {{ value }} }}
        paper: fact(iri: "{SLAM_IRI}") {{ ... on Paper {{
            history {{ about endedBy {{ verdict }} }} }} }} }}''')

    assert answer["fact"] is None
    assert [former["about"] for former in answer["history"]] == [gone]
    assert {"value": "ImageNet"} in answer["history"][0]["stated"]
    assert [f["endedBy"]["verdict"] for f in answer["paper"]["history"]] == ["REJECT", "CORRECT"]


def test_a_merged_entity_tells_of_it(tell: Decided) -> None:
    """Its decision says what is there instead, and the old IRI leads to that."""
    old = entity(M, "LunaNet")
    answer = tell(f'''{{ fact(iri: "{old}") {{ ... on Method {{ label }} }}
        decisions(about: "{old}", verdict: MERGE) {{
            edges {{ node {{ number instead {{ label }} }} }} }} }}''')

    assert answer["fact"]["label"] == "MoonNet"
    assert answer["decisions"]["edges"][0]["node"] == {"number": 6, "instead": {"label": "MoonNet"}}


MENTIONS = "totalCount edges { node { iri start end surfaceForm confidence entity { label linkedBy } } }"


def test_a_paper_shows_where_it_names_what(tell: Decided) -> None:
    """In the order of its text, letter for letter."""
    found = tell(
        f'{{ fact(iri: "{SUN_IRI}") {{ ... on Paper {{ mentions(first: 100) {{ {MENTIONS} }} }} }} }}'
    )
    nodes = [edge["node"] for edge in found["fact"]["mentions"]["edges"]]

    assert len(nodes) == found["fact"]["mentions"]["totalCount"] > 3
    assert [node["start"] for node in nodes] == sorted(node["start"] for node in nodes)
    for node in nodes:
        assert node["surfaceForm"] == SUN[0].text[node["start"] : node["end"]]
        assert node["iri"].endswith(f"#char={node['start']},{node['end']}")
        assert node["entity"]["linkedBy"]


@pytest.mark.parametrize("size", [1, 2, 7])
def test_mentions_of_an_entity_are_paged_over_all_papers(schema: Any, library: Path, size: int) -> None:
    """Forwards and backwards one comes by each of them once, and as many as are counted."""

    def ask(arguments: str) -> Any:
        question = f"""{{ metrics(first: 1, orderBy: SUPPORT) {{ edges {{ node {{ mentions({arguments}) {{
            totalCount edges {{ node {{ iri }} }}
            pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
        }} }} }} }} }}"""
        return asyncio.run(queries(schema, library, question))[1]["metrics"]["edges"][0]["node"]["mentions"]

    forwards, page = [], ask(f"first: {size}")
    while True:
        forwards += [edge["node"]["iri"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        page = ask(f'first: {size}, after: "{page["pageInfo"]["endCursor"]}"')
    backwards, page = [], ask(f"last: {size}")
    while True:
        backwards = [edge["node"]["iri"] for edge in page["edges"]] + backwards
        if not page["pageInfo"]["hasPreviousPage"]:
            break
        page = ask(f'last: {size}, before: "{page["pageInfo"]["startCursor"]}"')

    assert len(forwards) == len(set(forwards)) == page["totalCount"] > 5
    assert backwards == forwards


def test_a_paper_says_of_which_text_and_extractor_its_facts_are(tell: Decided) -> None:
    """So that anybody can have them again."""
    found = tell(f'''{{ fact(iri: "{SUN_IRI}") {{ ... on Paper {{ text {{ iri textDigest replacedCharacters }}
        extractionRun {{ iri extractorName extractorVersion modelDigest }} }} }} }}''')["fact"]

    assert found["text"]["textDigest"] == SUN[0].text_digest
    assert found["text"]["iri"].endswith(SUN[0].text_digest[:8])
    assert found["text"]["replacedCharacters"] == 0
    assert found["extractionRun"]["extractorName"] == "by-hand"
    assert found["extractionRun"]["modelDigest"] == "0" * 64


def test_data_sets_and_metrics_know_their_leaderboards(tell: Decided) -> None:
    """The same as the list of all."""
    found = tell("""{ leaderboards { edges { node { iri dataset { label } } } }
        datasets { edges { node { label leaderboards { edges { node { iri } } } } } }
        metrics { edges { node { leaderboards { edges { node { iri } } } } } } }""")
    every = {edge["node"]["iri"] for edge in found["leaderboards"]["edges"]}

    for name in ("datasets", "metrics"):
        boards = [e["node"]["leaderboards"]["edges"] for e in found[name]["edges"]]
        assert {edge["node"]["iri"] for board in boards for edge in board} == every
    assert every


@pytest.mark.parametrize("kind", ["Decision", "Mention"])
def test_their_ids_lead_back_to_them(tell: Decided, kind: str) -> None:
    """Relay's Global Object Identification holds for them too."""
    lists = {
        "Decision": "{ decisions(first: 3) { edges { node { id iri } } } }",
        "Mention": f'''{{ fact(iri: "{SUN_IRI}") {{ ... on Paper {{
            mentions {{ edges {{ node {{ id iri }} }} }} }} }} }}''',
    }
    (found,) = tell(lists[kind]).values()
    nodes = [edge["node"] for edge in found.get("mentions", found)["edges"]]

    for node in nodes:
        again = tell(f'{{ node(id: "{node["id"]}") {{ __typename id ... on {kind} {{ iri }} }} }}')["node"]
        assert again == {"__typename": kind, **node}


@pytest.mark.parametrize(
    "question",
    [
        "{ found: decisions { explain edges { node { iri } } } }",
        '{ found: decisions(by: "Ada", verdict: REJECT, inEffect: true) { explain edges { node { iri } } } }',
        f'{{ found: decisions(about: "{SLAM_IRI}") {{ explain edges {{ node {{ iri }} }} }} }}',
        f"""{{ fact(iri: "{SUN_IRI}") {{ ... on Paper {{
             found: mentions(first: 100) {{ explain edges {{ node {{ iri }} }} }} }} }} }}""",
        f"""{{ fact(iri: "{entity(M, "MoonNet")}") {{ ... on Method {{
             found: mentions(first: 100) {{ explain edges {{ node {{ iri }} }} }} }} }} }}""",
    ],
)
def test_sparql_gives_the_same_list(tell: Decided, decided: Path, question: str) -> None:
    """Each of these lists says by which query it can be had, in the same order."""
    answer = tell(question)
    found = answer.get("found") or answer["fact"]["found"]
    with Reader(DataDirectory(decided)) as reader:
        rows = reader.snapshot().store.query(found["explain"], use_default_graph_as_union=True)
        told = [row[0].value for row in rows]

    assert told == [edge["node"]["iri"] for edge in found["edges"]]
    assert told


@pytest.mark.parametrize("argument", ["about", "by"])
@pytest.mark.parametrize("text", ["http://a b<>", "", "} DROP ALL #", "\\u0000", "'\\n"])
def test_what_nobody_can_be_called_finds_nothing(tell: Decided, argument: str, text: str) -> None:
    """And its query, which holds it as a term, finds nothing either."""
    found = tell(f'{{ decisions({argument}: "{text}") {{ totalCount explain }} }}')["decisions"]

    assert found["totalCount"] == 0
    assert list(Store().query(found["explain"])) == []


QUESTIONS = {
    "{ papers(first: 30) { edges { node { mentions { edges { node { entity { label } } } } } } } }": 3,
    "{ metrics { edges { node { mentions(first: 3) { edges { node { paper { title } } } } } } } }": 4,
    "{ papers(first: 30) { edges { node { text { textDigest } extractionRun { modelDigest } } } } }": 2,
    "{ results(first: 50) { edges { node { decisions { totalCount } history { iri } } } } }": 3,
    "{ decisions { edges { node { undoes { number } undoneBy { number } within { title } } } } }": 2,
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_level_costs_one_query(schema: Any, decided: Path, question: str) -> None:
    """However many rows the level above has; mentions of entities are counted by a second one."""
    cost, _ = asyncio.run(queries(schema, decided, question))

    assert cost == QUESTIONS[question]
