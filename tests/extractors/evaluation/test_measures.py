"""The figures of the annotation rules' own scoring script, frozen and, where it is at hand, run.

`SOTAGRAPH_GOLD=FOLDER pytest tests/extractors/evaluation` runs FOLDER/score.py beside ours, on the files
here and on every pair of NAME.papers.jsonl and NAME.gold.jsonl in FOLDER.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.evaluation import load_annotations, load_papers, score

DATA = Path(__file__).parents[2] / "data"
PAPERS, GOLD, PERTURBED = (
    DATA / name for name in ("seeds.papers.jsonl", "seeds.gold.jsonl", "seeds.perturbed.jsonl")
)
FROZEN = DATA / "seeds.perturbed.scores.json"


Files = tuple[Path, Path, Path]


def live() -> list[tuple[Path | None, Files]]:
    """The scoring script, if it is at hand, with files to run it on: those here and its neighbours."""
    if "SOTAGRAPH_GOLD" not in os.environ:
        return []
    folder = Path(os.environ["SOTAGRAPH_GOLD"])
    golds = sorted(folder.glob("*.gold.jsonl"))
    files = [(path.with_name(path.name.replace(".gold.", ".papers.")), path, path) for path in golds]
    return [(folder / "score.py", file) for file in [(PAPERS, GOLD, PERTURBED), *files]]


def expected(script: Path | None, files: Files) -> dict[str, dict[str, float]]:
    """What the script prints, or what it printed once."""
    if script is None:
        frozen: dict[str, dict[str, float]] = json.loads(FROZEN.read_text(encoding="utf-8"))
        return frozen
    command = [sys.executable, script, *files, "--json"]
    output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    printed: dict[str, dict[str, float]] = json.loads(output)
    return printed


@pytest.mark.parametrize(("script", "files"), [(None, (PAPERS, GOLD, PERTURBED)), *live()])
def test_the_figures_are_those_of_the_scoring_script(script: Path | None, files: Files) -> None:
    """Every measure of a copy of the gold with things dropped, renamed and changed, to the last digit."""
    papers, gold, predicted = files

    figures = score(load_papers(papers), load_annotations(gold), load_annotations(predicted))

    wanted = expected(script, files)
    assert figures == wanted
    assert list(figures) == list(wanted)


def test_the_gold_agrees_with_itself() -> None:
    """Precision and recall are 1 for every measure."""
    gold = load_annotations(GOLD)

    figures = score(load_papers(PAPERS), gold, gold)

    assert {(row["precision"], row["recall"], row["f1"]) for row in figures.values()} == {(1.0, 1.0, 1.0)}


def test_nothing_found_is_no_agreement() -> None:
    """Missing papers count as papers in which nothing was found."""
    figures = score(load_papers(PAPERS), load_annotations(GOLD), {})

    assert {(row["f1"], row["predicted"]) for row in figures.values()} == {(0.0, 0)}
