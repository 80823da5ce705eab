"""`sotagraph review`: deciding about facts on the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from kg.data_directory import DataDirectory
from kg.reader import Reader
from ontology.terms import SG

Run = Callable[..., Any]
FID = ("methods", "--metric", "FID", "--dataset", "CIFAR-10", "--json")
WHY = ("--why", "Not what the text says.", "--by", "Ada")


@pytest.fixture
def data(garden: Path, tmp_path: Path) -> Path:
    """A copy of the garden, to write to."""
    shutil.copytree(garden, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def review(cli: Run, data: Path) -> Run:
    """Runs a command of the group on the copy."""

    def review(*arguments: object) -> Any:
        return cli("review", *arguments, "--data", data)

    return review


@pytest.fixture
def values(cli: Run, data: Path) -> Callable[[], dict[str, str]]:
    """Gives the IRI of the result of each method and value for FID on CIFAR-10."""

    def values() -> dict[str, str]:
        rows = json.loads(cli(*FID, "--data", data).out)
        return {f"{row['method']} {row['value']}": row["iri"] for row in rows}

    return values


def test_a_result_is_rejected_and_brought_back(review: Run, values: Callable[[], dict[str, str]]) -> None:
    """The next question does not find it; after the undoing it does."""
    before = values()

    done = review("reject", before["Flower 1.91"], *WHY)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Decision 1 (reject): 1 paper shows it.\nSnapshot: ")
    assert values().keys() == {"Flower 1.74", "Tree 1.74"}
    assert review("undo", 1, *WHY).code == 0
    assert values() == before


def test_each_command_prints_json_for_programs(review: Run, values: Callable[[], dict[str, str]]) -> None:
    """The number of the decision, how many papers show it, and the snapshot."""
    done = review("accept", values()["Tree 1.74"], *WHY, "--json")

    answer = json.loads(done.out)
    assert (answer["decision"], answer["papers"]) == (1, 1)
    assert answer["snapshot"].startswith("000002-")


def test_a_result_is_corrected_slot_by_slot(review: Run, values: Callable[[], dict[str, str]]) -> None:
    """Its IRI stays, its history tells the old and the new."""
    iri = values()["Tree 1.74"]

    done = review("correct", iri, "--value", "3.2", "--method", "DDIM", "--without", "condition", *WHY)

    assert done.code == 0, done.err
    assert values()["DDIM 3.2"] == iri
    (told,) = json.loads(review("history", iri, "--json").out)
    assert (told["by"], told["reason"], told["verdict"]) == ("Ada", "Not what the text says.", "correct")
    assert told["corrections"][0] == {"slot": "condition", "before": "class conditional", "after": None}
    assert told["formerly"]["value"] == "1.74"
    table = review("history", iri).out
    assert "value: 1.74 -> 3.2" in " ".join(table.replace("│", " ").split())


def test_entities_are_merged_by_name_and_the_old_name_answers(cli: Run, review: Run, data: Path) -> None:
    """Both names find the results of both."""
    done = review("merge", "Tree", "Flower", "--type", "method", *WHY)

    assert done.code == 0, done.err
    for name in ("Tree", "Flower"):
        rows = json.loads(cli("methods", "--method", name, "--json", "--data", data).out)
        assert {row["method"] for row in rows} == {"Flower"}
        assert len(rows) == 6


def test_a_paper_means_another_thing(cli: Run, review: Run, data: Path) -> None:
    """By a link of its own, or by a split of the entity."""
    named = ("--type", "dataset", "--name", "cifar10")
    assert (
        review("correct", "arxiv:2401.00001", "--type", "method", "--name", "DDIM", "--as", "D", *WHY).code
        == 0
    )
    paper = json.loads(cli("methods", "--method", "Tree", "--json", "--data", data).out)[0]["paper"]["iri"]
    assert review("reject", paper, *named, *WHY).code == 0
    split = review("split", "FID", "--type", "metric", "--as", "sFID 2", "--paper", paper, *WHY)

    assert split.code == 0, split.err
    rows = json.loads(cli("methods", "--metric", "sFID 2", "--json", "--data", data).out)
    assert {row["method"] for row in rows} == {"Tree"}
    assert {row["dataset"] for row in rows} == {"CIFAR10", "CIFAR-100", "ImageNet"}
    assert [row["verdict"] for row in json.loads(review("list", "--json").out)] == [
        "split",
        "reject",
        "correct",
    ]


def test_a_mention_is_corrected(cli: Run, review: Run, data: Path) -> None:
    """By its IRI, which the graph has."""
    with Reader(DataDirectory(data)) as reader:
        store = reader.snapshot().store
        form = NamedNode(SG.surfaceForm), Literal("image generation")
        mention = min(quad.subject.value for quad in store.quads_for_pattern(None, *form))

    done = review("correct", mention, "--type", "Method", *WHY)

    assert done.code == 0, done.err
    counts = json.loads(cli("stats", "--json", "--data", data).out)
    assert counts["methods"] == 4


def test_the_list_tells_what_counts(review: Run, values: Callable[[], dict[str, str]]) -> None:
    """Newest first; undone decisions say by which."""
    assert review("list").err == "Nothing has been decided yet.\n"
    assert review("history", "urn:x").err == "Nobody has decided anything about this.\n"
    review("reject", values()["Flower 1.91"], *WHY)
    review("undo", 1, "--why", "It does say so.", "--by", "Bo")

    table = review("list").out

    assert table.index("Bo") < table.index("Ada")
    assert "undone by 2" in " ".join(table.replace("│", " ").split())


def test_who_decides_is_the_user_unless_it_is_said(
    review: Run, values: Callable[[], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--by`, then the environment, then the name of the user."""
    monkeypatch.setattr("getpass.getuser", lambda: "user")
    iri = values()["Flower 1.91"]
    review("accept", iri, "--why", "Yes.")
    monkeypatch.setenv("SOTAGRAPH_BY", "team")
    review("accept", iri, "--why", "Yes.")
    review("accept", iri, "--why", "Yes.", "--by", "Ada")

    told = json.loads(review("history", iri, "--json").out)

    assert [row["by"] for row in told] == ["user", "team", "Ada"]


def test_a_system_that_does_not_know_the_user_asks_for_a_name(
    review: Run, values: Callable[[], dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container without a list of users."""

    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr("getpass.getuser", nobody)

    done = review("accept", values()["Flower 1.91"], "--why", "Yes.")

    assert (done.code, done.out) == (1, "")
    assert done.err == "error: --by: The system does not say who you are. Give your name with --by.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("reject", "urn:x", *WHY), 1, "target: 'urn:x' is no fact of a paper"),
        (("reject", "urn:x", "--why", " "), 1, "why: This must not be blank"),
        (("reject", "urn:x"), 2, "Missing option '--why'"),
        (
            ("undo", "3", *WHY),
            1,
            "decision 3: There is no such decision. `sotagraph review list` shows them all.",
        ),
        (("undo", "x", *WHY), 2, "should be a valid integer"),
        (("correct", "urn:x", *WHY), 1, "correct: These options do not say what is to be corrected"),
        (("correct", "urn:x", "--value", "1", "--as", "x", *WHY), 1, "do not say what is to be corrected"),
        (("correct", "urn:x", "--unit", "m", "--without", "unit", *WHY), 1, "'unit' is given and taken away"),
        (("merge", "Tree", "Blume", "--type", "method", *WHY), 1, "into: no method is called 'Blume'"),
        (("merge", "Tree", "Flower", "--type", "paper", *WHY), 2, "'paper' is not one of"),
        (("split", "FID", "--type", "metric", "--as", "x", *WHY), 1, "Give a name, a paper, or both"),
    ],
)
def test_errors_say_what_to_do_and_decide_nothing(
    review: Run, arguments: tuple[str, ...], code: int, says: str
) -> None:
    """One line, and an exit code that is not 0."""
    done = review(*arguments)

    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert says in done.err
    assert json.loads(review("list", "--json").out) == []
