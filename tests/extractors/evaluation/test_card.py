"""The score card, and the scores that a model carries."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import pytest

from extractors.evaluation import ScoreCard, load_annotations, load_papers, score, score_card
from extractors.evaluation.bootstrap import f1_intervals
from extractors.evaluation.measures import Counts
from extractors.evaluation.published import PublishedScores, published_scores
from kg.errors import RecordInvalid

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def seeds() -> tuple[Any, Any, Any]:
    """Papers, gold, and the gold with things dropped, renamed and changed."""
    return (
        load_papers(DATA / "seeds.papers.jsonl"),
        load_annotations(DATA / "seeds.gold.jsonl"),
        load_annotations(DATA / "seeds.perturbed.jsonl"),
    )


def test_the_card_has_the_figures_of_the_scoring_script(seeds: tuple[Any, Any, Any]) -> None:
    """Precision, recall, F1 and counts of every measure, mentions and entities by type as well."""
    figures, card = score(*seeds), score_card(*seeds)

    measures = card.measures | {
        f"{name}.{kind}": measure for name, typed in card.by_type.items() for kind, measure in typed.items()
    }
    assert measures.keys() == figures.keys()
    for name, row in figures.items():
        assert {key: getattr(measures[name], key) for key in row} == row


def test_intervals_hold_the_figure_and_are_the_same_each_time(seeds: tuple[Any, Any, Any]) -> None:
    """The draws are fixed, so a card is a function of its files."""
    card = score_card(*seeds)

    assert score_card(*seeds) == card
    assert all(measure.low <= measure.f1 <= measure.high for measure in card.measures.values())
    assert card.measures["results"].low < card.measures["results"].f1 < card.measures["results"].high


def test_the_interval_is_as_wide_as_theory_says() -> None:
    """For papers of one fact each, found or not, the percentile bootstrap is the normal approximation."""
    n, share = 900, 0.5
    papers = [{"m": Counts(int(i < n * share), 1, 1)} for i in range(n)]

    low, high = f1_intervals(papers)["m"]

    width = 2 * 1.96 * np.sqrt(share * (1 - share) / n)
    assert high - low == pytest.approx(width, rel=0.1)
    assert (low + high) / 2 == pytest.approx(share, abs=0.01)


def test_papers_are_drawn_whole() -> None:
    """Ten facts of one paper, which hang together, say less than ten facts of ten papers."""
    apart = [{"m": Counts(i % 2, 1, 1)} for i in range(400)]
    together = [{"m": Counts(10 * (i % 2), 10, 10)} for i in range(40)]

    widths = [high - low for low, high in (f1_intervals(papers)["m"] for papers in (apart, together))]

    assert widths[1] > 2.5 * widths[0]


def test_a_thousand_resamples_of_many_papers_take_a_moment() -> None:
    """So that nobody is tempted to leave the interval out. CPU seconds; it takes a tenth of them."""
    papers = [{f"m{j}": Counts(1, 2, 3) for j in range(19)} for _ in range(1_200)]
    begun = process_time()

    f1_intervals(papers)

    assert process_time() - begun < 3


def test_no_papers_have_no_measures() -> None:
    """An empty gold is no division by nought."""
    card = score_card({}, {}, {})

    assert (card.papers, card.measures) == (0, {})


def test_a_card_is_read_back_as_it_was(seeds: tuple[Any, Any, Any]) -> None:
    """Through JSON text."""
    card = score_card(*seeds)

    assert ScoreCard.from_json(json.loads(json.dumps(card.to_json()))) == card


def test_the_scores_of_a_model_are_read_back_as_they_were(seeds: tuple[Any, Any, Any]) -> None:
    """The card of the folds, its parts beside each other, and a learning curve in order."""
    card = score_card(*seeds)
    scores = PublishedScores.of(card, 900).with_curve(PublishedScores.of(card, n) for n in (600, 300))

    text = scores.to_json()

    assert PublishedScores.from_json(text) == scores
    written = json.loads(text)
    assert list(written) == ["papers", "taught", "folds", "by_type", "calibration", "learning_curve"]
    assert written["folds"]["results"] == card.to_json()["measures"]["results"]
    assert list(written["learning_curve"]) == ["300", "600"]


@pytest.mark.parametrize(("papers", "taught"), [(55, 900), (54, 600)])
def test_a_curve_is_of_the_same_papers_and_of_models_that_learned_from_fewer(
    seeds: tuple[Any, Any, Any], papers: int, taught: int
) -> None:
    """Anything else would show a difference that is none of learning."""
    card = score_card(*seeds)
    other = PublishedScores.of(replace(card, papers=papers), taught)

    with pytest.raises(RecordInvalid, match=rf"of {papers} papers by models that learned from {taught}"):
        PublishedScores.of(card, 900).with_curve([other])


def test_the_scores_that_the_package_brings_can_be_read() -> None:
    """A model comes with its scores, and no scores come without a model."""
    shipped = published_scores()

    assert shipped is None or shipped.folds["mentions"].f1 > 0
