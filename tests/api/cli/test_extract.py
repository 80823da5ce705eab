"""Extraction on the command line, and how good it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.jsonl import write_jsonl

Run = Callable[..., Any]

PAPERS = [
    {
        "id": "a",
        "title": "Sun: a sampler",
        "abstract": "We propose Sun. It obtains an FID of 2.1 on CIFAR-10.",
    },
    {"id": "b", "title": "Moon", "abstract": "We study Moon. Code: https://example.org/moon."},
]
GOLD: list[dict[str, Any]] = [
    {
        "id": "a",
        "entities": [{"type": "Metric", "name": "FID", "mentions": ["FID"]}],
        "results": [],
        "links": [],
    },
    {
        "id": "b",
        "entities": [],
        "results": [],
        "links": [{"kind": "code", "url": "https://example.org/moon"}],
    },
]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Two papers as JSON Lines."""
    return write_jsonl(tmp_path / "papers.jsonl", PAPERS)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """What is right about them."""
    return write_jsonl(tmp_path / "gold.jsonl", GOLD)


def test_extracting_and_scoring_agree_with_scoring_alone(
    cli: Run, papers: Path, gold: Path, tmp_path: Path
) -> None:
    """`extract` writes what `evaluate --predicted` reads, with the ids of the input."""
    extracted = cli("extract", papers)
    (tmp_path / "found.jsonl").write_text(extracted.out, encoding="utf-8")

    now = cli("evaluate", papers, gold, "--json")
    later = cli("evaluate", papers, gold, "--json", "--predicted", tmp_path / "found.jsonl")

    assert (extracted.code, extracted.err) == (0, "")
    assert [json.loads(line)["id"] for line in extracted.out.splitlines()] == ["a", "b"]
    assert json.loads(now.out) == json.loads(later.out)
    assert json.loads(now.out)["measures"]["links"]["f1"] == 1.0
    assert json.loads(now.out)["calibration"]["mentions"]["count"] > 0


def test_measures_are_a_table(cli: Run, papers: Path, gold: Path) -> None:
    """Perfect where prediction and gold are one file."""
    done = cli("evaluate", papers, gold, "--predicted", gold)

    (row,) = [line for line in done.out.splitlines() if line.startswith("│ entities.Metric")]
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "entities.Metric",
        "1.000",
        "1.000",
        "1.000",
        "1.000-1.000",
        "1",
        "1",
    ]
    assert "Calibration" not in done.out


def test_confidences_are_held_against_what_is_right(
    cli: Run, papers: Path, gold: Path, tmp_path: Path
) -> None:
    """As a table, and as a plot where one is asked for."""
    done = cli("evaluate", papers, gold, "--plot", tmp_path / "plot.svg")

    table = _cells(done.out.split("Calibration. How sure: how often right (of how many)")[1])
    assert table[0] == ["mentions", "roles", "results"]
    assert all(re.fullmatch(r"\d\.\d\d: \d\.\d\d \(\d+\)", row[0]) for row in table[1:-1] if row[0])
    assert all(re.fullmatch(r"error \d\.\d{3} \(\d+\)", cell) for cell in table[-1])
    assert "<svg" in (tmp_path / "plot.svg").read_text(encoding="utf-8")


def test_a_plot_of_nothing_is_an_error(cli: Run, papers: Path, gold: Path, tmp_path: Path) -> None:
    """People's annotations carry no confidence."""
    done = cli("evaluate", papers, gold, "--predicted", gold, "--plot", tmp_path / "plot.svg")

    assert done.code == 1
    assert "Nothing that was found carries a confidence" in done.err


def test_errors_are_shown_in_their_sentence(cli: Run, papers: Path, gold: Path, tmp_path: Path) -> None:
    """Counted by kind below the measures, then one by one; or as a list in the JSON."""
    result = {
        "method": None,
        "dataset": None,
        "metric": "FID",
        "value": 2.1,
        "unit": None,
        "kind": "absolute",
    }
    right = [GOLD[0] | {"results": [result | {"quote": "an FID of 2.1"}]}]
    wanted = write_jsonl(tmp_path / "right.jsonl", right)

    text = cli("evaluate", papers, wanted, "--predicted", gold, "--errors")
    data = cli("evaluate", papers, wanted, "--predicted", gold, "--errors", "--json")

    assert [row[0] for row in _cells(text.out)[-1:]] == ["results"]
    assert "results: absolute value missed (1)\n  2.1 absolute | - | - | FID | -\n" in text.out
    assert "    a  It obtains an FID of [[2.1]] on CIFAR-10.\n" in text.out
    (error,) = json.loads(data.out)["errors"]
    assert (error["measure"], error["missed"], error["wrong"]) == ("results", True, False)
    assert error["sentence"] == "It obtains an FID of [[2.1]] on CIFAR-10."


def test_errors_are_coloured_on_a_terminal_alone(
    cli: Run, papers: Path, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The brackets stay, so that nothing is lost where there is no colour or none is wanted."""
    wanted = write_jsonl(tmp_path / "more.jsonl", [GOLD[0] | {"entities": []}])
    arguments = ("evaluate", papers, wanted, "--predicted", gold, "--errors")

    monkeypatch.setattr("api.cli.errors_shown.coloured", lambda: True)
    coloured = cli(*arguments).out
    monkeypatch.setattr("api.cli.errors_shown.coloured", lambda: False)
    plain = cli(*arguments).out

    assert "\x1b[1;31m[[FID]]\x1b[0m" in coloured
    assert "[[FID]]" in plain
    assert "\x1b" not in plain


def test_the_rest_of_a_kind_can_be_left_out(cli: Run, papers: Path, gold: Path, tmp_path: Path) -> None:
    """What is left out is counted."""
    entities = [{"type": "Method", "name": n, "mentions": [n]} for n in ("Sun", "sampler", "We", "propose")]
    wanted = write_jsonl(tmp_path / "many.jsonl", [GOLD[0] | {"entities": [*GOLD[0]["entities"], *entities]}])

    done = cli("evaluate", papers, wanted, "--predicted", gold, "--errors", "--top", "1")

    assert "mentions: Method missed (5, 2 of them shown)\n  Sun (2 times)\n" in done.out
    assert "propose" not in done.out.split("Method missed (5")[1].replace("We propose [[Sun]]", "")


def _cells(table: str) -> list[list[str]]:
    """The rows of the tables in a text, heads among them."""
    rows = (line.replace("┃", "│") for line in table.splitlines())
    return [[cell.strip() for cell in row.strip("│").split("│")] for row in rows if row.startswith("│")]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (None, "There is no such file."),
        (b"", "The file is empty"),
        (b"\x00\x01" * 2000, "The file is binary"),
        (b'{"id": "a"', "line 1: Broken JSON"),
        (b'{"id": "a", "entities": 5}\n', "line 1: The field entities cannot be 5."),
        (
            b'{"id": "z", "entities": [], "results": [], "links": []}\n',
            "'z' first, are annotated but are not in",
        ),
    ],
    ids=["missing", "empty", "binary", "broken", "wrong", "foreign"],
)
def test_gold_that_cannot_be_used_is_an_error(
    cli: Run, papers: Path, tmp_path: Path, broken: bytes | None, says: str
) -> None:
    """A measure over a part of the gold would be another measure."""
    path = tmp_path / "broken.jsonl"
    if broken is not None:
        path.write_bytes(broken)

    done = cli("evaluate", papers, path)

    assert (done.code, done.out) == (1, "")
    assert str(path) in done.err
    assert says in done.err


@pytest.mark.parametrize("command", ["extract", "evaluate", "ingest"])
def test_a_folder_without_a_model_is_refused(
    cli: Run, papers: Path, gold: Path, tmp_path: Path, command: str
) -> None:
    """The error names the folder, what it lacks, and what to do; nothing is made of the papers."""
    (tmp_path / "model").mkdir()
    given = {"extract": [papers], "evaluate": [papers, gold], "ingest": [papers, "--data", tmp_path / "data"]}

    done = cli(command, *given[command], "--model", tmp_path / "model")

    assert done.code != 0
    assert done.out == ""
    assert str(tmp_path / "model") in done.err
    assert "tagger.onnx" in done.err
    assert "sotagraph train" in done.err
    assert not (tmp_path / "data").exists()


def test_the_rules_alone_can_be_asked_for(cli: Run, papers: Path) -> None:
    """With `--model none` nothing trained decides, whether or not the package brings a model."""
    lines = cli("extract", papers, "--model", "none").out.splitlines()

    (result,) = json.loads(lines[0])["results"]
    assert (result["dataset"], result["metric"], result["value"]) == ("CIFAR-10", "FID", 2.1)
