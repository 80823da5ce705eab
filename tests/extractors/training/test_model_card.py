"""The card that goes with a model."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path

from extractors.evaluation.card import score_card
from extractors.evaluation.published import PublishedScores
from extractors.training.model_card import model_card
from extractors.training.settings import load_settings
from extractors.training.steps import Given
from kg.records import Paper

NOTE = {
    "id": "a",
    "entities": [{"type": "Method", "name": "ZorbNet", "mentions": ["ZorbNet"], "role": "proposed"}],
    "results": [],
    "links": [],
}


def test_a_card_shows_settings_and_scores() -> None:
    """The settings can be read back as the recipe reads them."""
    card = score_card({"a": Paper("ZorbNet", "We propose ZorbNet.", "jsonl", "a")}, {"a": NOTE}, {"a": NOTE})
    settings = load_settings()
    text = model_card(settings, PublishedScores.of(card, 1), Given(()))
    assert "| mentions.Method | 1.000 | 1.000 | 1.000 |" in text
    shown = tomllib.loads(text.split("```toml\n")[1].split("```")[0])
    expected = asdict(settings)
    expected["public"]["corpora"] = list(expected["public"]["corpora"])
    assert shown == expected


def test_a_card_names_only_what_was_learned_from() -> None:
    """Settings of what was not given say nothing of the model."""
    card = score_card({"a": Paper("ZorbNet", "We propose ZorbNet.", "jsonl", "a")}, {"a": NOTE}, {"a": NOTE})
    settings, scores = load_settings(), PublishedScores.of(card, 1)
    alone = model_card(settings, scores, Given(()))
    more = model_card(settings, scores, Given((), Path("corpus"), Path("public")))
    assert "abstracts that nobody annotated" not in alone
    assert "segments of public corpora" not in alone
    assert "64,000 abstracts that nobody annotated, with 20% of their words hidden" in more
    assert "3,000 segments of public corpora (`scirex.train`)" in more
