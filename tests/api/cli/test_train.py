"""Training on the command line, and annotations with and without their texts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli.steps import ShownSteps
from extractors.training.extra import MODULES
from extractors.training.preparation import read_prepared
from tests.jsonl import write_jsonl

Run = Callable[..., Any]

PAPERS = [
    {"id": "a", "title": "Sun: a sampler", "abstract": "Sun has an FID of 2.1 on CIFAR-10.", "date": "2024"},
    {"id": "b", "title": "Moon", "abstract": "We study Moon."},
]
GOLD: list[dict[str, Any]] = [
    {
        "id": "b",
        "entities": [{"type": "Method", "name": "Moon", "mentions": ["Moon"], "role": "proposed"}],
        "results": [],
        "links": [],
    },
    {
        "id": "a",
        "entities": [{"type": "Metric", "name": "FID", "mentions": ["FID"]}],
        "results": [],
        "links": [],
    },
]


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested here needs none of the libraries of training."""
    monkeypatch.setattr("extractors.training.extra.MODULES", ())


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "papers.jsonl", PAPERS)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "gold.jsonl", GOLD)


@pytest.mark.parametrize("command", ["train", "annotations"])
def test_help_needs_no_library_of_training(command: str) -> None:
    """Whoever wants to know whether to install them can read on."""
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({MODULES!r})); "
        f"from api.cli import main; sys.exit(main([{command!r}, '--help']))"
    )

    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"Usage: sotagraph {command}" in done.stdout


def test_a_library_that_is_not_installed_is_one_line(
    cli: Run, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it, before anything is made."""
    monkeypatch.setattr("extractors.training.extra.MODULES", ("json", "no_torch", "no_trees"))

    done = cli("train", papers, "--out", tmp_path / "out")

    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "error: sotagraph train: Not installed, but needed: no_torch, no_trees. "
        "Install the extra with `pip install 'sotagraph[train]'`.\n"
    )
    assert not (tmp_path / "out").exists()


def test_data_is_brought_together_and_then_kept(cli: Run, papers: Path, gold: Path, tmp_path: Path) -> None:
    """A line a step on standard error; the second run has nothing to do."""
    out = tmp_path / "out"

    first = cli("train", papers, gold, "--out", out, "--until", "data")
    second = cli("train", gold, papers, "--out", out, "--until", "data")

    assert (first.code, first.out) == (0, "")
    assert first.err.splitlines() == ["data: begins", "data: done in 0:00:00 (all annotated papers)"]
    assert second.err.splitlines() == ["data: done before"]
    assert [paper.annotation for paper in read_prepared(out / "data")] == GOLD
    assert [paper.paper.text for paper in read_prepared(out / "data")] == [
        f"{paper['title']}\n{paper['abstract']}" for paper in reversed(PAPERS)
    ]


def test_annotations_without_texts_find_those_that_are_there(
    cli: Run, papers: Path, gold: Path, tmp_path: Path
) -> None:
    """What is left out is said."""
    packed, out = tmp_path / "packed.jsonl.gz", tmp_path / "out"
    cli("annotations", "pack", papers, gold, "--out", packed)
    few = write_jsonl(tmp_path / "few.jsonl", [PAPERS[0], {**PAPERS[1], "abstract": "We study Moon anew."}])

    done = cli("train", few, packed, "--out", out, "--until", "data")

    assert done.code == 0
    assert "1 annotated papers left out (b first): 0 were not given, 1 have another abstract" in done.err
    assert [(paper.id, paper.position) for paper in read_prepared(out / "data")] == [("a", 1)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--until", "harvest"], "--until: There is no step 'harvest' without --folds. The steps are data"),
        (["--config", "nope.toml"], "nope.toml: There is no such file."),
        (["--config", "bad.toml"], "bad.toml, line 2: There is no setting 'sede'. Did you mean 'seed'?"),
        (["nope.jsonl"], "nope.jsonl: There is no such file."),
        (["--out", "."], ".: This folder holds something else"),
    ],
)
def test_what_is_wrong_is_one_line(
    cli: Run, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    """And nothing is made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.toml").write_text("# mine\nsede = 3\n", encoding="utf-8")

    done = cli("train", papers, "--out", tmp_path / "out", *arguments)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error: ")
    assert says in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_annotations_are_taken_off_and_put_back(cli: Run, papers: Path, gold: Path, tmp_path: Path) -> None:
    """By people who have only the file and the abstracts."""
    packed = tmp_path / "packed.jsonl.gz"
    strangers = write_jsonl(
        tmp_path / "theirs.jsonl", [{**paper, "id": f"their-{paper['id']}"} for paper in PAPERS]
    )

    written = cli("annotations", "pack", papers, gold, "--out", packed)
    read = cli("annotations", "unpack", strangers, "--from", packed)

    assert written.out == f"2 annotated papers, {packed.stat().st_size} bytes.\n"
    assert [json.loads(line) for line in read.out.splitlines()] == GOLD
    assert read.err == "2 annotated papers found; 0 were not given, 0 have another abstract.\n"
    assert (written.code, read.code) == (0, 0)


def test_papers_that_nobody_annotated_are_an_error(cli: Run, papers: Path) -> None:
    """None of the shipped annotations is about them."""
    done = cli("annotations", "unpack", papers)

    assert (done.code, done.out) == (1, "")
    assert "None of 1,200 annotated papers is there" in done.err


def test_a_file_that_cannot_be_written_is_named(cli: Run, papers: Path, gold: Path, tmp_path: Path) -> None:
    """A folder that is not there, for example."""
    done = cli("annotations", "pack", papers, gold, "--out", tmp_path / "nowhere" / "packed.jsonl.gz")

    assert done.code == 1
    assert f"{tmp_path}/nowhere/packed.jsonl.gz: The file cannot be written" in done.err


def test_a_log_says_how_far_a_step_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a minute, and at the end what was said last."""
    clock = iter((0.0, 59.0, 60.0, 61.0, 120.0, 200.0, 201.0))
    monkeypatch.setattr("api.cli.steps.time.monotonic", lambda: next(clock))

    with ShownSteps() as shown:
        report = shown.begins("fold-0/train", again=True)
        for done in range(1000, 5000, 1000):
            report(done, 9000, f"loss {9 - done // 1000}.5")
        shown.ends("fold-0/train", 3725.4)
        shown.begins("fold-0/export", again=False)(1)
        shown.ends("fold-0/export", 1)

    assert capsys.readouterr().err.splitlines() == [
        "fold-0/train: goes on",
        "fold-0/train: 2,000 of 9,000 loss 7.5",
        "fold-0/train: 4,000 of 9,000 loss 5.5",
        "fold-0/train: done in 1:02:05 (loss 5.5)",
        "fold-0/export: begins",
        "fold-0/export: done in 0:00:01",
    ]


def test_a_terminal_shows_a_progress_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above it, the lines that a log has, as they are."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")

    with ShownSteps() as shown:
        shown.kept("data")
        shown.begins("train", again=False)(20, 90, "loss [1.5]")
        shown.ends("train", 2)

    drawn = capsys.readouterr().err
    assert "data: done before" in drawn
    assert "train loss [1.5]" in drawn
    assert "20/90" in drawn
    assert "train: done in 0:00:02 (loss [1.5])" in drawn
