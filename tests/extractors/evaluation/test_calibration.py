"""Whether a confidence means what it says."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.evaluation.calibration import reliability
from extractors.evaluation.comparison import compare
from extractors.evaluation.judgements import Judgement, judge
from extractors.evaluation.plot import plot_reliability
from kg.errors import SettingInvalid, SotagraphError
from kg.records import Paper

PAPER = Paper("Sun", "Sun beats Moon. A Sun has an FID of 2.1. The Moon has 3.0.", source="jsonl")


def entity(kind: str, name: str, *forms: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "mentions": list(forms), **more}


def result(value: float, **more: Any) -> dict[str, Any]:
    slots = {"method": "Sun", "dataset": None, "metric": "FID", "kind": "absolute", "unit": None}
    return slots | {"value": value} | more


def note(*entities: dict[str, Any], results: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"id": "a", "entities": list(entities), "results": list(results), "links": []}


def judged(gold: dict[str, Any], predicted: dict[str, Any]) -> dict[str, list[Judgement]]:
    return judge(compare({"a": PAPER}, {"a": gold}, {"a": predicted}))


def test_a_mention_is_right_if_its_span_has_its_type() -> None:
    """Each occurrence of a form is a fact; a confidence goes with each form."""
    gold = note(entity("Method", "Sun", "Sun"))
    predicted = note(
        entity("Method", "Sun", "Sun", "A Sun", mention_confidences=[0.9, 0.3]),
        entity("Task", "Moon", "Moon", mention_confidences=[0.2]),
    )

    found = judged(gold, predicted)["mentions"]

    assert sorted(found) == [(0.2, False), (0.2, False), (0.3, False), (0.9, True), (0.9, True)]


def test_a_role_is_right_if_entity_type_and_role_agree() -> None:
    """Under the name of the gold entity that it is paired with."""
    gold = note(
        entity("Method", "Sun", "Sun", role="proposed"), entity("Method", "Moon", "Moon", role="used")
    )
    predicted = note(
        entity("Method", "A Sun", "A Sun", "Sun", role="proposed", role_confidence=0.9),
        entity("Method", "Moon", "Moon", role="compared", role_confidence=0.4),
        entity("Dataset", "FID", "FID", role="used", role_confidence=0.1),
    )

    assert sorted(judged(gold, predicted)["roles"]) == [(0.1, False), (0.4, False), (0.9, True)]


def test_a_result_is_right_if_the_tuple_agrees_as_often_as_the_gold_has_it() -> None:
    """A second one of the same is wrong."""
    predicted = note(
        results=(result(2.1, confidence=0.9), result(2.1, confidence=0.5), result(7, confidence=0.2))
    )

    assert judged(note(results=(result(2.1),)), predicted)["results"] == [
        (0.9, True),
        (0.5, False),
        (0.2, False),
    ]


def test_facts_without_a_confidence_are_left_out() -> None:
    """Annotations by people have none."""
    plain = note(entity("Method", "Sun", "Sun", role="used"), results=(result(2.1),))

    assert judged(plain, plain) == {}


def test_what_means_what_it_says_has_no_error() -> None:
    """Of the facts that are 80% sure, 80% are right."""
    facts = [Judgement(0.8, i % 5 > 0) for i in range(100)] + [Judgement(0.2, i % 5 == 0) for i in range(100)]

    found = reliability(facts)

    assert (found.count, found.ece) == (200, 0.0)
    assert [(b.count, b.confidence, b.right) for b in found.bins] == [(100, 0.2, 0.2), (100, 0.8, 0.8)]


def test_the_error_is_the_mean_gap() -> None:
    """A hundred that are too sure by 0.3 beside three hundred that are not sure enough by 0.1."""
    facts = [Judgement(0.8, i < 50) for i in range(100)] + [Judgement(0.4, i < 150) for i in range(300)]

    assert reliability(facts).ece == pytest.approx((100 * 0.3 + 300 * 0.1) / 400)


def test_bins_hold_about_equally_many_facts() -> None:
    """Also where most are nearly sure."""
    random = Random(5)  # noqa: S311
    facts = [Judgement(1 - random.random() ** 4 / 2, right=True) for _ in range(1_000)]

    assert [b.count for b in reliability(facts).bins] == [100] * 10


@given(st.lists(st.tuples(st.sampled_from([0, 0.1, 0.25, 0.5, 0.75, 1]) | st.floats(0, 1), st.booleans())))
def test_bins_part_all_facts_by_confidence(facts: list[tuple[float, bool]]) -> None:
    """Whatever the facts: every one is in one bin, no confidence in two, and the error is a share."""
    if not facts:
        with pytest.raises(ValueError, match="nothing"):
            reliability([])
        return

    found = reliability([Judgement(*fact) for fact in facts])

    assert sum(b.count for b in found.bins) == found.count == len(facts)
    assert 1 <= len(found.bins) <= 10
    assert all(one.high < other.low for one, other in zip(found.bins, found.bins[1:], strict=False))
    assert 0 <= found.ece <= 1


def test_the_plot_is_an_svg_and_the_same_each_time(tmp_path: Path) -> None:
    """With a panel for each kind of fact that names it and its error."""
    calibration = {"mentions": reliability([Judgement(0.8, right=True), Judgement(0.3, right=False)])}

    for name in ("one.svg", "two.svg"):
        plot_reliability(calibration, tmp_path / name)

    text = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert text == (tmp_path / "two.svg").read_text(encoding="utf-8")
    assert "<svg" in text
    assert "mentions: 2 found" in text
    assert "expected calibration error 0.250" in text


def test_a_plot_that_cannot_be_drawn_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No confidences, no folder, no matplotlib."""
    calibration = {"mentions": reliability([Judgement(0.8, right=True)])}

    with pytest.raises(SettingInvalid, match="carries a confidence"):
        plot_reliability({}, tmp_path / "a.svg")
    with pytest.raises(SotagraphError, match=r"cannot be written.*Name a file in a folder"):
        plot_reliability(calibration, tmp_path / "no" / "a.svg")
    monkeypatch.setattr("extractors.evaluation.plot.find_spec", lambda _: None)
    with pytest.raises(SettingInvalid, match=r"matplotlib.*sotagraph\[train\]"):
        plot_reliability(calibration, tmp_path / "a.svg")
