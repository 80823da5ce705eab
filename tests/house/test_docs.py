"""What the documents promise is what the program does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest
import typer

from api.cli import main
from api.cli.app import build
from api.sparql.limits import Limits
from extractors.evaluation import ScoreCard, report
from extractors.evaluation.published import published_scores
from kg.reader import Snapshot

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(ROOT.glob("*.md"))


def blocks(language: str) -> list[str]:
    """The code blocks of the README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table of the demo is the one in the README, line by line."""
    code = main(["demo", "--data", str(tmp_path / "data")])

    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    shown = blocks("")[0].splitlines()
    start = printed.index(shown[0])
    assert code == 0
    assert printed[start : start + len(shown)] == shown


def test_the_readme_asks_the_question_of_the_query_page() -> None:
    """GraphQL in the README, in the demo and on the query page is one text."""
    assert blocks("graphql") == [(files("api.graphql") / "question.graphql").read_text(encoding="utf-8")]


def test_the_sparql_of_the_readme_answers(snapshot: Snapshot) -> None:
    """It finds the values that the small graph has for FID on CIFAR-10, each once."""
    (query,) = blocks("sparql")

    rows = list(snapshot.store.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]

    found = sorted((row["method"].value, row["value"].value) for row in rows)
    assert found == [("Flower", "1.74"), ("Flower", "1.91"), ("Tree", "1.74")]


#: The cells of a row of scores that are of the seeds, by document.
SEEDS = {"README.md": slice(1, 3), "ARCHITECTURE.md": slice(1, 5)}


def test_the_scores_in_the_documents_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    """Those of the seeds are what `evaluate` prints now, and those of the folds what the model carries.

    Processors round differently, which moves a mention in a few hundred over its threshold: measured anew
    elsewhere, F1 of the seeds may differ by a hundredth, or by what two facts make where there are few.
    """
    data = ROOT / "tests" / "data"
    main(["evaluate", str(data / "seeds.papers.jsonl"), str(data / "seeds.gold.jsonl"), "--json"])
    seeds = ScoreCard.from_json(json.loads(capsys.readouterr().out))
    measured = report.all_measures(seeds.measures, seeds.by_type)

    for name, write in report.PAGES.items():
        page = (ROOT / name).read_text(encoding="utf-8")
        remedy = f"{name}: run `python -m extractors.evaluation.report`"
        (own, shown), (others, wanted) = (
            parted(text, SEEDS[name])
            for text in (page, report.with_scores(page, write(seeds, published_scores())))
        )
        assert own == others, remedy
        assert shown.keys() == wanted.keys() != set(), remedy
        for measure, cells in shown.items():
            f1 = float(cells[-2])
            allowed = max(0.01, 2 / measured[measure].gold)
            assert f1 == pytest.approx(measured[measure].f1, abs=allowed), f"{measure}; {remedy}"


def parted(page: str, cells: slice) -> tuple[str, dict[str, list[str]]]:
    """A document without the figures of the seeds, and these by measure."""
    lines, shown = [], {}
    before, block = page.split("| measure |", 1)
    table, rest = block.split("\n\n" if "\n\n" in block.split(report.END)[0] else report.END, 1)
    for line in table.splitlines():
        row = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"\d\.\d{3}", row[1] if len(row) > 1 else ""):
            shown[row[0]] = row[cells]
            row[cells] = []
        lines.append("|".join(row))
    return "\n".join((before, *lines, rest)), shown


def test_the_readme_has_every_limit_of_sparql() -> None:
    """Option, variable and default of each."""
    rows = re.findall(r"^\| `(--sparql-\w+)` \| `(\w+)` \| (\d+) ", README, re.M)

    serve = typer.main.get_command(build()).commands["serve"]  # type: ignore[attr-defined]
    options = [option for option in serve.params if option.opts[0].startswith("--sparql")]
    assert rows == [(option.opts[0], option.envvar, option.show_default) for option in options]
    assert len(options) == len(fields(Limits))


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            yield page, target


@pytest.mark.parametrize(("page", "target"), list(links()), ids=lambda value: str(value).rsplit("/", 1)[-1])
def test_links_between_the_documents_lead_somewhere(page: Path, target: str) -> None:
    """A file that is linked to is there."""
    assert (page.parent / target).exists()


def test_the_documents_name_every_command() -> None:
    """A command of the program that the README does not name would not be found."""
    commands = (
        {"demo"}
        | set(re.findall(r"`(?:sotagraph )?([a-z]+)`", README))
        | set(re.findall(r"sotagraph ([a-z]+)", README))
    )

    help_text = subprocess.run(
        [sys.executable, "-m", "api", "--help"], capture_output=True, text=True, check=True
    ).stdout
    known = set(re.findall(r"^│ ([a-z]+) ", help_text, re.M))

    assert known
    assert known - commands == set()
