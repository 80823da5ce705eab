"""Asking on the command line, without a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FID = ("--metric", "FID", "--dataset", "CIFAR-10")


def test_methods_answers_the_question_as_a_table(cli: Run, garden: Path) -> None:
    """Value, condition, kind, paper and the sentence that says so."""
    done = cli("methods", *FID, "--data", garden)

    assert (done.code, done.err) == (0, "")
    rows = [line for line in done.out.splitlines() if "absolute" in line]
    assert len(rows) == 3
    assert any("Flower" in row and "1.91" in row and "D=2048" in row for row in rows)
    assert "an FID of 1.91 with" in done.out


def test_methods_prints_json_for_programs(cli: Run, garden: Path) -> None:
    """With the names of the GraphQL schema, and each quote with its offsets."""
    done = cli("methods", *FID, "--json", "--data", garden)

    rows = json.loads(done.out)
    assert sorted((row["method"], row["value"]) for row in rows) == [
        ("Flower", 1.74),
        ("Flower", 1.91),
        ("Tree", 1.74),
    ]
    for row in rows:
        evidence = row["evidence"]
        assert len(evidence["quote"]) == evidence["end"] - evidence["start"]
        assert row["paper"]["iri"].startswith("https://")


@pytest.mark.parametrize(
    ("options", "methods"),
    [
        (("--metric", "fid", "--dataset", "cifar10", "--method", "tree"), ["Tree"]),
        (("--kind", "speedup"), ["Flower"]),
        (("--kind", "none"), ["Tree", "Tree"]),
        (("--dataset", "ImageNet"), ["Tree"]),
        ((), ["Flower"] * 3 + ["Tree"] * 3),
    ],
)
def test_methods_can_be_asked_in_other_ways(
    cli: Run, garden: Path, options: tuple[str, ...], methods: list[str]
) -> None:
    """Options are filters, each of which may be left out."""
    done = cli("methods", *options, "--json", "--data", garden)

    assert sorted(row["method"] for row in json.loads(done.out)) == methods


def test_no_answer_is_said_beside_the_data(cli: Run, garden: Path) -> None:
    """JSON is an empty list; a person reads a sentence on standard error."""
    empty = ("methods", "--dataset", "CIFAR-100", "--kind", "absolute", "--data", garden)

    table, data = cli(*empty), cli(*empty, "--json")

    assert (table.code, table.out, table.err) == (0, "", "No result fits.\n")
    assert json.loads(data.out) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("methods", "--metric", "FIDD"), "metric: no metric is called 'FIDD'. Did you mean FID"),
        (
            ("methods", "--dataset", "CIFR-10"),
            "dataset: no dataset is called 'CIFR-10'. Did you mean CIFAR-10",
        ),
        (("methods", "--task", ""), "task: no task is called ''"),
        (("methods", "--method", "\udcff"), "is no valid text"),
        (("leaderboard", "--dataset", "CIFAR-10", "--metric", "x"), "metric: no metric is called 'x'"),
    ],
)
def test_an_unknown_name_is_an_error_with_names_that_are_close(
    cli: Run, garden: Path, arguments: tuple[str, ...], says: str
) -> None:
    """An empty answer would look like a fact."""
    done = cli(*arguments, "--data", garden)

    assert (done.code, done.out) == (1, "")
    assert says in done.err


def test_a_leaderboard_shows_each_condition_by_itself(cli: Run, garden: Path) -> None:
    """With its direction, and why the conditions are not ranked together."""
    done = cli("leaderboard", *FID, "--data", garden)

    assert done.code == 0
    assert done.out.startswith("FID on CIFAR-10 (lower is better)\n")
    assert "Protocol: conditioning: class-conditional; other: unstated" in done.out
    assert "Protocol: conditioning: unstated; other: D=2048" in done.out
    assert "not comparable" in done.out
    assert "not ranked because" not in done.out


def test_a_leaderboard_says_why_a_row_has_no_rank(cli: Run, garden: Path) -> None:
    """In the table as in the data."""
    imagenet = ("leaderboard", "--metric", "FID", "--dataset", "ImageNet", "--data", garden)

    table, data = cli(*imagenet), cli(*imagenet, "--json")

    assert "no value is stated" in table.out
    (group,) = json.loads(data.out)["groups"]
    assert (group["protocol"], group["unit"]) == (None, None)
    (row,) = group["rows"]
    assert (row["rank"], row["unranked"]) == (None, "no value is stated")
    assert [score["comparableValue"] for score in row["scores"]] == [None]


def test_a_leaderboard_is_told_as_of_a_date(cli: Run, garden: Path) -> None:
    """By the end of 2023 only one of the two papers had appeared; a text that is no date is an error."""
    board = json.loads(cli("leaderboard", *FID, "--as-of", "2023", "--json", "--data", garden).out)
    wrong = cli("leaderboard", *FID, "--as-of", "soon", "--data", garden)

    (group,) = board["groups"]
    assert board["asOf"] == "2023"
    assert [score["result"]["method"] for row in group["rows"] for score in row["scores"]] == ["Tree"]
    assert (wrong.code, wrong.out) == (1, "")
    assert "asOf: 'soon' is no date. Write 2024, 2024-03 or 2024-03-12." in wrong.err


def test_records_tell_who_held_the_best_value_when(cli: Run, garden: Path) -> None:
    """The second to reach a value holds no record; each protocol has its own."""
    table, data = cli("records", *FID, "--data", garden), cli("records", *FID, "--json", "--data", garden)

    assert table.out.startswith("FID on CIFAR-10: who held the best value when\n")
    assert "Protocol: class-conditional" in table.out
    found = {
        each["protocol"]: [
            (r["result"]["method"], r["since"], r["until"], r["certain"]) for r in each["records"]
        ]
        for each in json.loads(data.out)["progressions"]
    }
    assert found == {
        "class-conditional": [("Tree", "2023", None, True)],
        "D=2048": [("Flower", "2024-03-12", None, True)],
    }


def test_stats_counts(cli: Run, garden: Path) -> None:
    """As a table and as JSON."""
    table, data = cli("stats", "--data", garden), cli("stats", "--json", "--data", garden)

    counts = json.loads(data.out)
    known = {row["type"]: row for row in counts.pop("coverage")}
    assert (counts["papers"], counts["results"]) == (2, 6)
    assert all(name in table.out for name in (*counts, *known))
    assert list(known) == ["Method", "Dataset", "Task", "Metric"]
    assert all(row["known"] <= row["entities"] <= row["named"] for row in known.values())
    # The papers measure by FID, which a vocabulary has, and propose methods that none has.
    assert known["Metric"]["named_known"] > 0
    assert known["Method"]["known"] < known["Method"]["entities"]


@pytest.mark.parametrize(
    "arguments", [("methods",), ("leaderboard", *FID), ("stats",), ("query", "ASK {}")], ids=lambda a: a[0]
)
def test_before_the_first_publication_there_is_a_clear_error(
    cli: Run, tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the folder and the command that fills it; asking makes no folder."""
    monkeypatch.setattr("api.cli.query.cut_off_network", lambda: False)
    monkeypatch.setattr("api.cli.query.end_at_once_on_interrupt", lambda: None)

    done = cli(*arguments, "--data", tmp_path / "nothing")

    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"error: {tmp_path}/nothing: Nothing has been published here yet. "
        "Ingest papers first: sotagraph ingest PATH.\n"
    )
    assert not (tmp_path / "nothing").exists()


def test_the_environment_names_the_data_directory(
    cli: Run, garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOTAGRAPH_DATA stands in for --data."""
    monkeypatch.setenv("SOTAGRAPH_DATA", str(garden))

    assert json.loads(cli("stats", "--json").out)["papers"] == 2


def test_without_a_name_the_data_directory_is_the_user_s(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the home folder, where the system keeps such data."""
    monkeypatch.delenv("SOTAGRAPH_DATA", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))

    done = cli("stats")

    assert done.err.startswith(f"error: {tmp_path}/")
    assert "sotagraph: Nothing has been published" in done.err
