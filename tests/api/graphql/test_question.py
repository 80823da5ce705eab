"""What can be asked, and what surrounds an answer."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

Ask = Callable[..., dict[str, Any]]

QUESTION = (files("api.graphql") / "question.graphql").read_text(encoding="utf-8")


def nodes(connection: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in connection["edges"]]


def labels(answer: dict[str, Any], field: str) -> list[str]:
    return [node["label"] for node in nodes(answer["data"][field])]


def test_which_methods_report_fid_on_cifar_10(ask: Ask) -> None:
    """Each value comes with its condition, its paper and the sentence that says so."""
    answer = ask(QUESTION)

    found = {
        (method["label"], result["value"], result["condition"], result["kind"], result["paper"]["title"])
        for method in nodes(answer["data"]["methods"])
        for result in nodes(method["results"])
    }
    assert found == {
        ("Flower", 1.91, "D=2048", "ABSOLUTE", "Flower: image generation with petals"),
        ("Flower", 1.74, "class-conditional", "ABSOLUTE", "Flower: image generation with petals"),
        ("Tree", 1.74, "class conditional", "ABSOLUTE", "Tree"),
    }


@pytest.mark.parametrize("metric", ["fid", "Fréchet Inception Distance", "IRI"])
def test_names_aliases_and_iris_mean_the_same(ask: Ask, metric: str) -> None:
    """One need not know how the graph spells a name, and what one answer gives the next question takes."""
    if metric == "IRI":
        metric = nodes(ask('{ metrics(name: "FID") { edges { node { iri } } } }')["data"]["metrics"])[0][
            "iri"
        ]

    answer = ask(
        """query ($metric: String) {
             methods(reports: {metric: $metric, dataset: "cifar10"}) { edges { node { label } } }
           }""",
        metric=metric,
    )

    assert labels(answer, "methods") == ["Flower", "Tree"]


def test_an_offset_of_the_evidence_is_exact(ask: Ask) -> None:
    """The text of the paper at [start, end) is the quote, letter for letter."""
    answer = ask(
        "{ results { edges { node { evidence { quote start end iri } paper { title abstract } } } } }"
    )

    results = nodes(answer["data"]["results"])
    assert len(results) == 6
    for result in results:
        evidence, paper = result["evidence"], result["paper"]
        text = f"{paper['title']}\n{paper['abstract']}"
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["iri"].endswith(f"#char={evidence['start']},{evidence['end']}")


def test_a_result_has_every_slot_that_its_text_fills(ask: Ask) -> None:
    """And null where the text fills none."""
    answer = ask(
        """{ results(kind: SPEEDUP) { edges { node {
               value valueText unit kind condition change bound relativeTo uncertainty confidence
               method { label } baseline { label } dataset { label } task { label } metric { label }
           } } } }"""
    )

    (result,) = nodes(answer["data"]["results"])
    assert result == {
        "value": 2.5,
        "valueText": "2.5",
        "unit": "x",
        "kind": "SPEEDUP",
        "condition": None,
        "change": "INCREASE",
        "bound": None,
        "relativeTo": None,
        "uncertainty": None,
        "confidence": 0.8,
        "method": {"label": "Flower"},
        "baseline": {"label": "DDIM"},
        "dataset": None,
        "task": None,
        "metric": None,
    }


def test_a_claim_without_a_value_is_unvalued(ask: Ask) -> None:
    """It is called so in the schema as in the ontology."""
    answer = ask("{ datasets(reports: {kind: UNVALUED}) { edges { node { label } } } }")

    assert labels(answer, "datasets") == ["CIFAR-100", "ImageNet"]


def test_a_paper_comes_with_all_that_it_names(ask: Ask) -> None:
    """Metadata, links, and methods and data sets in their roles."""
    answer = ask(
        """{ papers(identifier: "2401.00001") { edges { node {
               title authors date venue categories identifiers { kind value } links { kind url }
               methods { role method { label } } datasets(role: EVALUATED) { role dataset { label } }
               tasks { label } metrics { label direction }
               results(kind: ABSOLUTE, first: 1) { totalCount edges { node { valueText } } }
           } } } }"""
    )

    (paper,) = nodes(answer["data"]["papers"])
    assert paper["authors"] == ["Ada Ito", "Bo Li"]
    assert (paper["date"], paper["venue"]) == ("2024-03-12", "ICML")
    assert paper["identifiers"] == [{"kind": "arxiv", "value": "2401.00001"}]
    assert paper["links"] == [{"kind": "CODE", "url": "https://example.org/flower"}]
    assert paper["methods"] == [
        {"role": "COMPARED", "method": {"label": "DDIM"}},
        {"role": "PROPOSED", "method": {"label": "Flower"}},
    ]
    assert paper["datasets"] == [{"role": "EVALUATED", "dataset": {"label": "CIFAR-10"}}]
    assert [task["label"] for task in paper["tasks"]] == ["image generation"]
    assert paper["metrics"] == [{"label": "FID", "direction": "LOWER_IS_BETTER"}]
    assert paper["results"]["totalCount"] == 2


def test_a_role_narrows_a_list(ask: Ask) -> None:
    """Methods that a paper proposes are fewer than those that it names."""
    answer = ask(
        """{ all: methods { totalCount }
             proposed: methods(role: PROPOSED, paper: "2401.00001") { edges { node { label } } } }"""
    )

    assert answer["data"]["all"]["totalCount"] == 3
    assert labels(answer, "proposed") == ["Flower"]


def test_an_entity_leads_to_its_papers_and_results(ask: Ask) -> None:
    """From a data set on to what was measured on it."""
    answer = ask(
        """{ datasets(name: "CIFAR-10") { edges { node {
               label aliases paperCount papers { totalCount } results(metric: "FID") { totalCount }
           } } } }"""
    )

    (dataset,) = nodes(answer["data"]["datasets"])
    assert dataset["paperCount"] == dataset["papers"]["totalCount"] == 2
    assert dataset["results"]["totalCount"] == 3


def test_a_leaderboard_ranks_like_with_like(ask: Ask) -> None:
    """Each condition by itself, with the reason in words."""
    answer = ask(
        """{ leaderboard(dataset: "CIFAR-10", metric: "FID") {
               dataset { label } metric { label direction } note
               groups {
                 protocol unit settings { facet value }
                 rows { rank unranked scores { comparableValue } best { comparableValue marks } }
               }
           } }"""
    )

    board = answer["data"]["leaderboard"]
    ranks = {group["protocol"]: [row["rank"] for row in group["rows"]] for group in board["groups"]}
    assert ranks == {"class-conditional": [1, 1], "D=2048": [1]}
    assert board["groups"][0]["settings"] == [
        {"facet": "CONDITIONING", "value": "class-conditional"},
        {"facet": "OTHER", "value": None},
    ]
    row = board["groups"][1]["rows"][0]
    assert row["best"] == {"comparableValue": 1.91, "marks": []}
    assert row["scores"] == [{"comparableValue": 1.91}]
    assert "not comparable" in board["note"]


def test_records_tell_who_held_the_best_value_when(ask: Ask) -> None:
    """As of 2023 the later paper is not there."""
    query = """query ($asOf: String) { records(dataset: "CIFAR-10", metric: "FID", asOf: $asOf) {
        protocol unit undated { comparableValue }
        records { since until certain score { comparableValue result { method { label } } } }
    } }"""

    now, then = ask(query), ask(query, asOf="2023")

    assert {each["protocol"] for each in now["data"]["records"]} == {"class-conditional", "D=2048"}
    (only,) = then["data"]["records"]
    (record,) = only["records"]
    assert (record["since"], record["until"], record["certain"]) == ("2023", None, True)
    assert record["score"]["result"]["method"] == {"label": "Tree"}


def test_boards_are_listed_with_their_rows(ask: Ask) -> None:
    """Those with most papers first; a page of boards leads to its rows and back to the board."""
    answer = ask(
        """{ leaderboards { totalCount edges { node {
               id iri paperCount dataset { label } metric { label } groups { rows { rank } }
           } } }
           several: leaderboards(minPapers: 2, metric: "FID") { totalCount } }"""
    )

    boards = nodes(answer["data"]["leaderboards"])
    assert len(boards) == answer["data"]["leaderboards"]["totalCount"] >= 2
    assert [board["paperCount"] for board in boards] == sorted(
        (b["paperCount"] for b in boards), reverse=True
    )
    first = boards[0]
    assert (first["dataset"]["label"], first["metric"]["label"], first["paperCount"]) == (
        "CIFAR-10",
        "FID",
        2,
    )
    assert sum(len(group["rows"]) for group in first["groups"]) == 3
    assert answer["data"]["several"]["totalCount"] == 1
    same = ask(
        """query ($id: ID!) {
             node(id: $id) { id ... on Leaderboard { iri } }
             leaderboard(dataset: "CIFAR-10", metric: "FID") { id iri paperCount }
           }""",
        id=first["id"],
    )
    assert same["data"]["node"] == {"id": first["id"], "iri": first["iri"]}
    assert same["data"]["leaderboard"] == {"id": first["id"], "iri": first["iri"], "paperCount": 2}


def test_lists_can_ask_for_support_and_confidence(ask: Ask) -> None:
    """By how many papers name an entity, and by how many state such results of it, and how surely."""
    answer = ask(
        """{
          named: datasets(minPapers: 2) { edges { node { label } } }
          reported: datasets(reports: {metric: "FID", minPapers: 2}) { edges { node { label } } }
          sure: methods(reports: {metric: "FID", minConfidence: 0.99}) { totalCount }
          any: methods(reports: {metric: "FID", minConfidence: 0}) { totalCount }
          results(minConfidence: 0.99) { totalCount }
        }"""
    )

    assert labels(answer, "named") == labels(answer, "reported") == ["CIFAR-10"]
    assert answer["data"]["sure"]["totalCount"] < answer["data"]["any"]["totalCount"] == 2
    assert answer["data"]["results"]["totalCount"] == 0


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("{ methods(minPapers: -1) { totalCount } }", "minPapers"),
        ("{ methods(reports: {minPapers: -1}) { totalCount } }", "minPapers"),
        ("{ methods(reports: {minConfidence: 2}) { totalCount } }", "minConfidence"),
        ('{ pareto(dataset: "CIFAR-10", metrics: ["FID"]) { protocol } }', "metrics"),
        ('{ pareto(dataset: "CIFAR-10", metrics: ["FID", "fid"]) { protocol } }', "metrics"),
        ('{ leaderboard(dataset: "CIFAR-10", metric: "FID", asOf: "soon") { iri } }', "asOf"),
    ],
)
def test_thresholds_out_of_bounds_are_refused(ask: Ask, question: str, where: str) -> None:
    """With the argument and what to give instead."""
    (error,) = ask(question)["errors"]

    assert where in error["message"]


def test_statistics_name_the_snapshot_that_was_asked(ask: Ask) -> None:
    """So that a figure can be cited."""
    answer = ask("{ statistics { papers results methods datasets tasks metrics mentions quads snapshot } }")

    counts = answer["data"]["statistics"]
    assert (counts["papers"], counts["results"], counts["methods"], counts["tasks"]) == (2, 6, 3, 1)
    assert counts["snapshot"].startswith("000001-")


def test_search_finds_words_of_names_and_texts(ask: Ask) -> None:
    """The last word may be a prefix."""
    answer = ask(
        """{ tasks(search: "image gen") { edges { node { label } } }
             papers(search: "petals") { edges { node { title } } } }"""
    )

    assert labels(answer, "tasks") == ["image generation"]
    assert [node["title"] for node in nodes(answer["data"]["papers"])] == [
        "Flower: image generation with petals"
    ]
