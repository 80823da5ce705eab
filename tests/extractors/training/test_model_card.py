"""The card that goes with a model."""

from __future__ import annotations

import tomllib
from dataclasses import asdict

from extractors.evaluation.card import score_card
from extractors.evaluation.published import PublishedScores
from extractors.training.model_card import model_card
from extractors.training.settings import load_settings
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
    text = model_card(settings, PublishedScores.of(card, 1))
    assert "| mentions.Method | 1.000 | 1.000 | 1.000 |" in text
    shown = tomllib.loads(text.split("```toml\n")[1].split("```")[0])
    expected = asdict(settings)
    expected["public"]["corpora"] = list(expected["public"]["corpora"])
    assert shown == expected
