from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extractors.evaluation import load_annotations, load_papers, score_card
from extractors.evaluation.errors import fact_errors, grouped
from kg.records import Paper

DATA = Path(__file__).parents[2] / "data"
PAPER = Paper(
    "Flower", "It is new. On CIFAR-10, Flower has an FID of 1.91 e.g. at once. It is fast.", source="jsonl"
)


def result(value: float | None = 1.91, **slots: Any) -> dict[str, Any]:
    return {
        "method": "Flower",
        "dataset": None,
        "metric": "FID",
        "value": value,
        "unit": None,
        "kind": "none" if value is None else "absolute",
        "quote": "Flower has an FID of 1.91",
    } | slots


def entity(name: str, *forms: str, kind: str = "Method", **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "mentions": list(forms or (name,)), **more}


def note(*entities: dict[str, Any], results: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"id": "a", "entities": list(entities), "results": list(results), "links": []}


def lines(gold: dict[str, Any], predicted: dict[str, Any]) -> list[str]:
    """The errors, short."""
    found = grouped(fact_errors({"a": PAPER}, {"a": gold}, {"a": predicted}))
    return [f"{g.measure}: {g.kind}: {g.what}" for g in found for _ in g.errors]


def test_a_mention_that_was_missed_or_is_none_is_shown_in_its_sentence() -> None:
    """Each occurrence, with the place apart from what is around it."""
    gold, predicted = note(entity("Flower")), note(entity("new"))

    shown = fact_errors({"a": PAPER}, {"a": gold}, {"a": predicted})

    assert [(s.error.kind, s.before, s.marked, s.after) for s in shown] == [
        ("Method missed", "", "Flower", ""),
        ("Method missed", "On CIFAR-10, ", "Flower", " has an FID of 1.91 e.g. at once."),
        ("Method that is none", "It is ", "new", "."),
    ]
    assert shown[1].to_json()["sentence"] == "On CIFAR-10, [[Flower]] has an FID of 1.91 e.g. at once."


def test_a_mention_that_was_found_otherwise_is_one_error() -> None:
    """With other bounds, or as another type."""
    gold = note(entity("CIFAR-10", kind="Dataset"), entity("FID", kind="Metric"))
    predicted = note(entity("On CIFAR-10", kind="Dataset"), entity("an FID", kind="Task"))

    assert lines(gold, predicted) == [
        "mentions: Dataset with other bounds: CIFAR-10 (found: On CIFAR-10)",
        "mentions: Metric found as Task: FID (found: an FID)",
    ]


def test_entities_that_were_joined_or_parted_otherwise_are_told_though_all_mentions_agree() -> None:
    """Their mentions show nothing of it."""
    two, one = note(entity("Flower"), entity("fast")), note(entity("Flower", "Flower", "fast"))

    assert lines(two, one) == ["entities: Method joined with another: fast (Flower)"]
    assert lines(one, two) == ["entities: Method parted from another: fast (Flower)"]


def test_a_role_is_told_with_what_it_was_found_as() -> None:
    """Also where the entity itself was missed or is none."""
    gold = note(entity("Flower", role="proposed"), entity("new", role="used"))
    predicted = note(entity("Flower", role="compared"), entity("fast", role="mentioned"))

    assert [line for line in lines(gold, predicted) if line.startswith("roles")] == [
        "roles: Method: found as mentioned, is none: fast",
        "roles: Method: proposed, found as compared: Flower",
        "roles: Method: used, not found: new",
    ]


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (result(method="Tree"), "results: another method: {} (found: method Tree)"),
        (result(method=None), "results: no method: {} (found: method -)"),
        (result(dataset="CIFAR-10"), "results: dataset where there is none: {} (found: dataset CIFAR-10)"),
        (
            result(kind="improvement"),
            "results: absolute found as improvement: {} (found: kind improvement)",
        ),
        (
            result(method=None, metric="IS"),
            "results: another method and metric: {} (found: method -, metric IS)",
        ),
        (result(unit="x"), "complete: unit where there is none: {} (found: unit x)"),
    ],
)
def test_a_result_with_another_slot_says_which(found: dict[str, Any], line: str) -> None:
    """A value that was found is not also missed."""
    about = "1.91 absolute | Flower | - | FID | -"

    assert lines(note(results=(result(),)), note(results=(found,))) == [line.format(about)]


def test_a_result_without_a_partner_was_missed_or_is_none() -> None:
    """Values are never taken for each other; a result that is given twice is wrong once."""
    gold = note(results=(result(1.91), result(None)))
    predicted = note(results=(result(1.91), result(1.91, unit="%"), result(4.5, unit="dB")))

    assert lines(gold, predicted) == [
        "results: absolute value that is none: 1.91% absolute | Flower | - | FID | -",
        "results: absolute value that is none: 4.5 dB absolute | Flower | - | FID | -",
        "results: claim without a value missed: no value none | Flower | - | FID | -",
    ]


@pytest.mark.parametrize(
    ("missed", "marked"),
    [
        (result(), "1.91"),
        (result(None), "FID"),
        (result(7), "Flower has an FID of 1.91"),
        (result(quote="nowhere"), ""),
    ],
)
def test_the_place_of_a_result_is_its_value_in_the_quote(missed: dict[str, Any], marked: str) -> None:
    """Or the metric, or the whole quote, or the title where the quote is not in the text."""
    (shown,) = fact_errors({"a": PAPER}, {"a": note(results=(missed,))}, {})

    assert shown.marked == marked
    assert shown.before + shown.marked + shown.after in {
        "On CIFAR-10, Flower has an FID of 1.91 e.g. at once.",
        "Flower",
    }


def test_the_most_frequent_comes_first_and_the_rest_can_be_left_out() -> None:
    """Kinds by how often they occur, and within a kind what it is about, spellings folded."""
    text = "Roses and rose. Rose. Tulip. Moss."
    gold = note(entity("Roses", "Roses", "rose", "Rose"), entity("Tulip"), entity("Moss", kind="Task"))

    errors = fact_errors({"a": Paper("", text, source="jsonl")}, {"a": gold}, {})

    assert [(g.kind, g.what, g.of_kind, len(g.errors)) for g in grouped(errors)] == [
        ("Method missed", "Roses", 4, 3),
        ("Method missed", "Tulip", 4, 1),
        ("Task missed", "Moss", 1, 1),
    ]
    assert [g.what for g in grouped(errors, top=1)] == ["Roses", "Moss"]


def test_the_errors_account_for_every_missing_hit() -> None:
    """What was missed is the gold without the hits, and what is wrong is what was found without them."""
    files = [DATA / name for name in ("seeds.papers.jsonl", "seeds.gold.jsonl", "seeds.perturbed.jsonl")]
    papers, gold, predicted = load_papers(files[0]), load_annotations(files[1]), load_annotations(files[2])
    card = score_card(papers, gold, predicted)

    errors = [shown.error for shown in fact_errors(papers, gold, predicted)]

    missed = Counter(error.measure for error in errors if error.missed)
    wrong = Counter(error.measure for error in errors if error.wrong)
    for name in ("mentions", "roles", "results"):
        measure = card.measures[name]
        assert missed[name] == measure.gold - measure.hit > 0
        assert wrong[name] == measure.predicted - measure.hit > 0


def test_agreement_shows_nothing() -> None:
    """No error, no line."""
    same = note(entity("Flower", role="used"), results=(result(),))

    assert lines(same, same) == []
