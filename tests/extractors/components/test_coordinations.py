from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

TASKS = (
    (
        "for video generation and editing.",
        {"video generation": "video generation", "video editing": "video generation and editing"},
    ),
    (
        "for gesture recognition, prediction, and synthesis.",
        {
            "gesture recognition": "gesture recognition",
            "gesture prediction": "gesture recognition, prediction",
            "gesture synthesis": "gesture recognition, prediction, and synthesis",
        },
    ),
    (
        "for [fast] lip and gaze estimation.",
        {"gaze estimation": "gaze estimation", "lip estimation": "lip and gaze estimation"},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TASKS)
def test_each_task_of_a_coordination_is_found(
    read: Callable[[str], Doc], text: str, expected: dict[str, str]
) -> None:
    """The mention of the task that is not said in one piece is the whole phrase."""
    doc = read(f"\nWe build a tool {text.replace('[fast] ', '')}")

    found = {e.name: [doc.text[slice(*span)] for span in e.spans] for e in doc._.entities}
    assert found == {name: [mention] for name, mention in expected.items()}


def test_two_full_terms_are_no_coordination(read: Callable[[str], Doc]) -> None:
    """Where each task has its own words nothing is added."""
    doc = read("\nWe study lane detection and crowd counting.")

    assert [e.name for e in doc._.entities] == ["lane detection", "crowd counting"]
