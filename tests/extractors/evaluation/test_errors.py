from __future__ import annotations

from typing import Any

from extractors.evaluation.errors import result_errors, show_errors
from kg.records import Paper

PAPER = Paper(
    "Flower", "It is new. On CIFAR-10, Flower has an FID of 1.91 e.g. at once. It is fast.", source="jsonl"
)


def note(*values: float | None, name: str = "Flower") -> dict[str, Any]:
    """An annotation of `PAPER` with a result for each value."""
    return {
        "id": "a",
        "entities": [{"type": "Method", "name": name, "mentions": ["Flower"], "role": "proposed"}],
        "results": [
            {
                "method": name,
                "dataset": None,
                "metric": "FID",
                "value": value,
                "unit": None,
                "kind": "none" if value is None else "absolute",
                "quote": "an FID of 1.91",
            }
            for value in values
        ],
        "links": [],
    }


def test_each_missed_and_wrong_result_is_shown_in_its_sentence() -> None:
    """Two lines an error, with the quote in square brackets."""
    lines = list(show_errors({"a": PAPER}, {"a": note(1.91, 3.0)}, {"a": note(1.91, None)}))

    sentence = "    On CIFAR-10, Flower has [an FID of 1.91] e.g. at once."
    assert lines == [
        "a missed: Flower | - | FID | 3.0 | absolute",
        sentence,
        "a wrong: Flower | - | FID (not in the gold) | no value | none",
        sentence,
    ]


def test_a_name_that_is_taken_for_another_says_so() -> None:
    """An error that only the pairing of entities explains is explained; so is a name without a pair."""
    gold, predicted = note(1.91), note(1.91, name="Flower++")
    gold["entities"].append({"type": "Method", "name": "Tree", "mentions": ["CIFAR-10", "fast"]})
    predicted["entities"][0]["mentions"] = ["Flower", "CIFAR-10", "fast"]

    lines = list(show_errors({"a": PAPER}, {"a": gold}, {"a": predicted}))

    assert lines[2] == "a wrong: Flower++ (taken for Tree) | - | FID (not in the gold) | 1.91 | absolute"


def test_a_result_that_is_given_twice_is_wrong_once() -> None:
    """Results are counted, and names follow the pairs of entities."""
    errors = list(result_errors({"a": note(1.91)}, {"a": note(1.91, 1.91, name="Flowers")}))

    assert [(error.paper_id, error.verdict) for error in errors] == [("a", "wrong")]


def test_a_paper_without_a_prediction_has_missed_all() -> None:
    """Nothing found is everything missed."""
    errors = list(result_errors({"a": note(1.91, 3.0)}, {}))

    assert [error.verdict for error in errors] == ["missed", "missed"]


def test_agreement_shows_nothing() -> None:
    """No error, no line."""
    lines = list(show_errors({"a": PAPER}, {"a": note(1.91)}, {"a": note(1.91)}))

    assert lines == []
