from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

OWN = (
    ("Zorp: Planning Without Maps", "Zorp", "Method"),
    ("ZorpBoard: A Benchmark for Planners", "ZorpBoard", "Dataset"),
    ("ZorpBoard: Evaluating Planners in the Wild", "ZorpBoard", "Dataset"),
    ("Better Planning via Staged Reward Shaping", "Staged Reward Shaping", "Method"),
    ("Two-Phase Tree Search for Games", "Two-Phase Tree Search", "Method"),
)
OTHERS = (
    "Beyond the Score: Planning Without Maps",
    "Why Settle for Less: Planning Without Maps",
    "Learning Routes for Games",
    "Lane Detection for Trucks",
)


@pytest.mark.parametrize(("title", "name", "type_"), OWN)
def test_a_title_names_the_contribution(
    read: Callable[[str], Doc], title: str, name: str, type_: str
) -> None:
    """`X: subtitle`, `... via X` and `X for Y` name what is proposed, a benchmark by its subtitle."""
    doc = read(f"{title}\nThe text is about something else.")

    assert (name, type_) in {(e.name, str(e.type)) for e in doc._.entities if e.proposed}


@pytest.mark.parametrize("title", OTHERS)
def test_other_titles_name_none(read: Callable[[str], Doc], title: str) -> None:
    """A motto before the colon, an activity and a task are no contribution."""
    doc = read(f"{title}\nThe text is about something else.")

    assert [e.name for e in doc._.entities if e.proposed] == []
