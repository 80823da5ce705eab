"""Extraction on the command line, and how good it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Two papers as JSON Lines."""
    return write(tmp_path / "papers.jsonl", PAPERS)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """What is right about them."""
    return write(tmp_path / "gold.jsonl", GOLD)


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
    assert json.loads(now.out)["links"]["f1"] == 1.0


def test_measures_are_a_table(cli: Run, papers: Path, gold: Path) -> None:
    """Perfect where prediction and gold are one file."""
    done = cli("evaluate", papers, gold, "--predicted", gold)

    (row,) = [line for line in done.out.splitlines() if line.startswith("│ entities.Metric")]
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "entities.Metric",
        "1.000",
        "1.000",
        "1.000",
        "1",
        "1",
    ]


def test_errors_are_shown_in_their_sentence(cli: Run, papers: Path, gold: Path, tmp_path: Path) -> None:
    """Beside the table, or as a list in the JSON."""
    result = {
        "method": None,
        "dataset": None,
        "metric": "FID",
        "value": 2.1,
        "unit": None,
        "kind": "absolute",
    }
    right = [GOLD[0] | {"results": [result | {"quote": "an FID of 2.1"}]}]
    wanted = write(tmp_path / "right.jsonl", right)

    text = cli("evaluate", papers, wanted, "--predicted", gold, "--errors")
    data = cli("evaluate", papers, wanted, "--predicted", gold, "--errors", "--json")

    assert "a missed: - | - | FID | 2.1 | absolute" in text.out
    assert "It obtains [an FID of 2.1] on CIFAR-10." in text.out
    assert json.loads(data.out)["errors"][0]["verdict"] == "missed"


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
