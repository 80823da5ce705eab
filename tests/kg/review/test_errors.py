# ruff: noqa: E501 - one error a line reads as a table
"""What cannot be decided, and what is said then: nothing is kept and nothing published."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from kg.data_directory import DataDirectory
from kg.errors import DecisionInvalid, NameUnknown, SotagraphError, StoreEmpty
from kg.review import (
    Signature,
    accept,
    correct_link,
    correct_mention,
    correct_result,
    merge,
    reject,
    split,
    undo,
)
from tests.kg.review.meadow import SLAM, SUN, D, M
from tests.kg.review.seen import ADA, MOON_IRI, SUN_IRI, entity, mention, result_of, told

RESULT = object()
MENTION = mention(SUN[0], "MoonNet")
Act = Callable[..., object]

CASES: list[tuple[str, Act, tuple[object, ...], type[SotagraphError], str]] = [
    ("no fact", reject, ("https://example.org/x", ADA), NameUnknown, "is no fact of a paper"),
    ("no paper", reject, (f"{SUN_IRI}x/result/0123456789ab", ADA), NameUnknown, "There is no paper"),
    ("no result", reject, (f"{SUN_IRI}/result/0123456789ab", ADA), NameUnknown, "The paper has no such fact"),
    ("no mention", accept, (f"{MENTION}9", ADA), NameUnknown, "The paper has no such fact"),
    ("another text", accept, (MENTION.replace("/text/", "/text/0"), ADA), NameUnknown, "no such fact"),
    ("no name", partial(reject, kind=M, name="Mars"), (SUN_IRI, ADA), NameUnknown, "Its names are: SunNet, MoonNet"),
    ("half a name", partial(reject, name="MoonNet"), (SUN_IRI, ADA), DecisionInvalid, "Give both, or neither"),
    ("no slot", correct_result, (RESULT, {"colour": "red"}, ADA), DecisionInvalid, "has no slot 'colour'"),
    ("no number", correct_result, (RESULT, {"value": "1e9"}, ADA), DecisionInvalid, "'1e9' is no number"),
    ("below zero", correct_result, (RESULT, {"uncertainty": "-1"}, ADA), DecisionInvalid, "is no number"),
    ("no kind", correct_result, (RESULT, {"kind": "good"}, ADA), DecisionInvalid, "cannot be a kind"),
    ("kind gone", correct_result, (RESULT, {"kind": None}, ADA), DecisionInvalid, "Every result has a kind"),
    ("the same", correct_result, (RESULT, {"value": "91.5"}, ADA), DecisionInvalid, "says that already"),
    ("nobody's", correct_result, (RESULT, {"method": "Mars"}, ADA), NameUnknown, "text does not have it"),
    ("too long", correct_result, (RESULT, {"unit": "x" * 301}, ADA), DecisionInvalid, "the limit is 300"),
    ("unfit", correct_result, (RESULT, {"unit": "a\x00"}, ADA), DecisionInvalid, r"U\+0000"),
    ("outside", partial(correct_mention, end=999), (MENTION, ADA), DecisionInvalid, "are no stretch"),
    ("empty", partial(correct_mention, start=9, end=9), (MENTION, ADA), DecisionInvalid, "are no stretch"),
    ("so already", partial(correct_mention, kind=M), (MENTION, ADA), DecisionInvalid, "is so already"),
    ("means it", correct_link, (SUN_IRI, M, "SunNet", "SunNet", ADA), DecisionInvalid, "stands for 'SunNet' already"),
    ("a dead IRI", correct_link, (SUN_IRI, M, "SunNet", "https://x.org/", ADA), NameUnknown, "no method is called"),
    ("two types", merge, (entity(M, "SunNet"), entity(D, "ImageNet"), ADA), DecisionInvalid, "cannot be one thing"),
    ("itself", merge, (entity(M, "SunNet"), entity(M, "SunNet"), ADA), DecisionInvalid, "Both are 'SunNet' already"),
    ("no type", merge, ("SunNet", "MoonNet", ADA), NameUnknown, "no entity has the IRI 'SunNet'"),
    ("no scope", split, (entity(M, "SunNet"), "Other", ADA), DecisionInvalid, "Give a name, a paper, or both"),
    ("it is it", partial(split, name="SunNet"), (entity(M, "SunNet"), "sunnet", ADA), DecisionInvalid, "this entity itself"),
    ("never so", partial(split, name="Sol"), (entity(M, "SunNet"), "S", ADA), NameUnknown, "no paper calls 'SunNet' so"),
    ("not here", partial(split, paper=MOON_IRI), (entity(M, "SunNet"), "S", ADA), NameUnknown, "this paper does not"),
    ("no decision", undo, (7, ADA), NameUnknown, "There is no such decision"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "arguments", "kind", "says"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_what_makes_no_sense_is_refused_with_a_reason(store, act, arguments, kind, says) -> None:
    """One error that says what is wrong and what to do, and everything stays as it was."""
    iri = result_of(store, "91.5").iri
    before = store.current_id()

    with pytest.raises(kind, match=says) as raised:
        act(store, *(iri if argument is RESULT else argument for argument in arguments))

    assert raised.value.where
    assert raised.value.remedy
    assert store.current_id() == before
    assert told(store) == []


def test_what_was_rejected_is_not_there_to_be_decided_about(store) -> None:
    """The error names the decision, and how to bring the fact back."""
    iri = result_of(store, "91.5").iri
    reject(store, iri, ADA)

    with pytest.raises(DecisionInvalid, match=r"Decision 1 has rejected this already.*review undo 1"):
        accept(store, iri, ADA)


def test_what_is_undone_is_not_undone_again(store) -> None:
    """The error names the undoing, which can be undone itself."""
    reject(store, result_of(store, "91.5").iri, ADA)
    undo(store, 1, ADA)

    with pytest.raises(DecisionInvalid, match="Decision 2 has undone it already"):
        undo(store, 1, ADA)


@pytest.mark.parametrize(
    ("by", "why", "says"),
    [
        ("", "x", "by: This must not be blank"),
        ("Ada", " \n", "why: This must not be blank"),
        ("x" * 201, "x", "by: The text has 201 characters; the limit is 200"),
        ("Ada", "x" * 2001, "why: The text has 2,001 characters; the limit is 2,000"),
        ("Ada", "\ud800", "why: U\\+D800"),
    ],
)
def test_who_and_why_have_limits(by: str, why: str, says: str) -> None:
    """What strangers write is neither blank nor endless, and can be written in XML."""
    with pytest.raises(DecisionInvalid, match=says):
        Signature(by, why)


def test_there_must_be_a_store_to_decide_about(directory: DataDirectory) -> None:
    """Without one, none is made."""
    with pytest.raises(StoreEmpty):
        undo(directory, 1, ADA)

    assert not directory.path.exists()


def test_a_decision_that_would_break_the_shapes_is_refused(store, monkeypatch) -> None:
    """Whatever slipped through, no paper's graph becomes invalid by a decision."""
    monkeypatch.setattr("kg.review.deciding.validate", lambda graphs: {iri: ["It is bad."] for iri in graphs})

    with pytest.raises(DecisionInvalid, match=r"would break its shapes: It is bad\."):
        reject(store, mention(SLAM[0], "SLAM"), ADA)

    assert told(store) == []
