"""The scores as the documents show them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.evaluation import ScoreCard, load_annotations, load_papers, score_card
from extractors.evaluation.calibration import reliability
from extractors.evaluation.judgements import Judgement
from extractors.evaluation.published import PublishedScores
from extractors.evaluation.report import full, summary, with_scores
from kg.errors import RecordInvalid

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def card() -> ScoreCard:
    """Scores of the gold with things dropped, renamed and changed."""
    files = [DATA / name for name in ("seeds.papers.jsonl", "seeds.gold.jsonl", "seeds.perturbed.jsonl")]
    return score_card(load_papers(files[0]), load_annotations(files[1]), load_annotations(files[2]))


@pytest.fixture(scope="module")
def folds(card: ScoreCard) -> PublishedScores:
    """The same as if by cross-validation, with confidences and a learning curve."""
    sure = {"mentions": reliability([Judgement(0.8, right=True), Judgement(0.3, right=False)])}
    small = replace(card, measures={name: card.measures[name] for name in ("mentions", "results")})
    whole = replace(card, papers=1_200, calibration=sure)
    return PublishedScores.of(whole, 1_200).with_curve(
        [PublishedScores.of(replace(small, papers=1_200), 600)]
    )


def rows(text: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "|" in line
    ]


def test_the_readme_has_f1_with_its_interval(card: ScoreCard, folds: PublishedScores) -> None:
    """Two columns for the seeds, two more for a trained model."""
    results = card.measures["results"]
    cells = [f"{results.f1:.3f}", f"{results.low:.2f}-{results.high:.2f}"]

    assert ["measure", "55 seeds: F1", "95%"] in rows(summary(card, None))
    assert ["results", *cells] in rows(summary(card, None))
    assert ["results", *cells, *cells] in rows(summary(card, folds))


def test_the_architecture_has_everything(card: ScoreCard, folds: PublishedScores) -> None:
    """Precision and recall, types, calibration and the learning curve."""
    text = full(card, folds)

    task = card.by_type["mentions"]["Task"]
    assert [f"{task.precision:.3f}", f"{task.recall:.3f}", f"{task.f1:.3f}"] == next(
        row[1:4] for row in rows(text) if row[0] == "mentions.Task"
    )
    assert ["mentions", "0.80-0.80", "0.80", "1.00", "1"] in rows(text)
    assert "the expected calibration error is 0.250 for mentions" in " ".join(text.split())
    fewer, all_ = (row for row in rows(text) if row[0] in ("600", "1,200"))
    assert fewer.count("-") == len(card.measures) - 2
    assert all_[1:] == [f"{measure.f1:.3f}" for measure in card.measures.values()]


def test_tables_are_tables(card: ScoreCard, folds: PublishedScores) -> None:
    """Every row of a table has as many cells as its head."""
    for text in (summary(card, None), summary(card, folds), full(card, None), full(card, folds)):
        for part in text.split("\n\n"):
            assert len({len(row) for row in rows(part)}) <= 1


def test_only_the_block_is_written_anew() -> None:
    """What stands around it stays, and doing it again changes nothing."""
    page = "# Title\n\n<!-- scores: begin -->\nold\n<!-- scores: end -->\n\nThe rest.\n"

    once = with_scores(page, "new")

    assert once.startswith("# Title\n\n<!-- scores: begin -->\n<!-- written by")
    assert once.endswith("\nnew\n<!-- scores: end -->\n\nThe rest.\n")
    assert "old" not in once
    assert with_scores(once, "new") == once


@pytest.mark.parametrize(
    "page",
    ["no block", "<!-- scores: begin -->", "<!-- scores: end --><!-- scores: begin -->"],
)
def test_a_document_without_a_place_for_the_scores_is_an_error(page: str) -> None:
    """It says what to put where."""
    with pytest.raises(RecordInvalid, match=r"no one block.*<!-- scores: begin --> and <!-- scores: end -->"):
        with_scores(page, "new")
