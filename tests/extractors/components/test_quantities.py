"""What counts as a quantity, with which value, unit, bound and list."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.components.annotations import Quantity
from extractors.components.quantities import find_quantities
from kg.records import Bound


def read(text: str) -> list[tuple[str, str | None]]:
    """Values and units, short enough to compare."""
    return [(str(q.value), q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an accuracy of 94.2% on it", [("94.2", "%")]),
        ("by 2.1 percentage points", [("2.1", "%")]),
        ("by 3.6 pp over it", [("3.6", "%")]),
        ("by 12 percent", [("12", "%")]),
        ("1.5 points higher", [("1.5", "points")]),
        ("a 2.1-point improvement", [("2.1", "points")]),
        ("2x faster", [("2", "x")]),
        ("2.36× faster", [("2.36", "x")]),
        ("17.5times faster", [("17.5", "x")]),
        ("10-fold fewer steps", [("10", "x")]),
        ("fifteen times faster", [("15", "x")]),
        ("it is twice as fast", [("2", "x")]),
        ("nearly doubles accuracy", [("2", "x")]),
        ("an order of magnitude faster", [("10", "x")]),
        ("by more than half", [("50", "%")]),
        ("roughly half the parameters", [("0.5", "x")]),
        ("runs at 45 FPS", [("45", "FPS")]),
        ("runs at 45 FPS on an NVIDIA 4090", [("45", "FPS")]),
        ("uses 4 NVIDIA A100 GPUs", [("4", None)]),
        ("a cost of 12 J", [("12", "J")]),
        ("reaches 88.7 J&F", [("88.7", None)]),
        ("in 0.06 seconds", [("0.06", "seconds")]),
        ("140 ms to 13 ms", [("140", "ms"), ("13", "ms")]),
        ("a gain of 0.39dB", [("0.39", "dB")]),
        ("in 1.4 GPU-days", [("1.4", "GPU days")]),
        ("from 38GB to 16GB", [("38", "GB"), ("16", "GB")]),
        ("with 21.1M parameters", [("21.1", "M")]),
        ("1.3 million queries", [("1.3", "M")]),
        ("FID=1.42", [("1.42", None)]),
        ("over 2,800 samples", [("2800", None)]),
        ("an error of 1.5e-3 here", [("0.0015", None)]),
        ("an F1 of .78 in it", [("0.78", None)]),
        ("a score of -0.36", [("-0.36", None)]),
        ("gains of +5.4 there", [("5.4", None)]),
    ],
)
def test_value_and_unit(text: str, expected: list[tuple[str, str | None]]) -> None:
    """A number is read as written, with the unit behind it."""
    found = read(text)

    assert found == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("FID scores of 1.91/2.43", [("1.91", None), ("2.43", None)]),
        ("reduces it by 4, 5 and 6%", [("4", "%"), ("5", "%"), ("6", "%")]),
        ("12.3%, 4.5% and 6%, respectively", [("12.3", "%"), ("4.5", "%"), ("6", "%")]),
        ("a 93.4-97.7% reduction", [("93.4", "%"), ("97.7", "%")]),
        ("a 58%-70% improvement", [("58", "%"), ("70", "%")]),
        ("from 52.6 to 57.9 mAP", [("52.6", None), ("57.9", None)]),
        ("3-4 times higher", [("3", "x"), ("4", "x")]),
    ],
)
def test_lists_share_a_group_and_the_last_unit(text: str, values: list[tuple[str, str | None]]) -> None:
    """The members of a list or range have one group, and the unit that stands once behind them."""
    quantities = find_quantities(text)

    assert [(str(q.value), q.unit) for q in quantities] == values
    assert len({q.group for q in quantities}) == 1
    assert quantities[0].group is not None


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("up to 6%", Bound.UP_TO),
        ("below 0.75", Bound.UP_TO),
        ("over 95%", Bound.OVER),
        ("more than 35%", Bound.OVER),
        ("at least 3.7 times", Bound.OVER),
        (">93%", Bound.OVER),
        ("≥ 82.2%", Bound.OVER),
        ("nearly 90%", Bound.ABOUT),
        ("approximately 8%", Bound.ABOUT),
        ("~0.17 s", Bound.ABOUT),
        ("by 6%", None),
    ],
)
def test_hedges(text: str, bound: Bound | None) -> None:
    """A hedge sets the bound and stands in the span, and changes no value."""
    (quantity,) = find_quantities(text)

    assert quantity.bound is bound
    assert text[slice(*quantity.span)].strip() == (text if bound else "6%")


@pytest.mark.parametrize("sign", ["±", "+/-", "+-", " ± "])
def test_uncertainty(sign: str) -> None:
    """The number after a plus-minus sign is the uncertainty of the one before, not a value."""
    (quantity,) = find_quantities(f"a Dice of 95.12{sign}0.02 on it")

    assert (quantity.value, quantity.uncertainty) == (Decimal("95.12"), Decimal("0.02"))


@pytest.mark.parametrize(
    "text",
    [
        "on CIFAR-10 and GPT-4",
        "a ResNet50 backbone",
        "top-1 and pass@1",
        "images of 64x64 and 1024*1024",
        "published in 2019 and since 2021",
        "(1) we propose, 2) we show",
        "as shown before [12] and in Table 3",
        "a 95% confidence interval",
        "5-shot and 3D and 8-bit",
        "a 5-fold cross-validation",
        "Llama3.1 and version 2.5",
        "p < 0.05",
        "under the IoU threshold 0.5 and a threshold of 0.7",
        "with a budget of epsilon=5 and at ε = 8",
    ],
)
def test_numbers_that_are_no_quantities(text: str) -> None:
    """Names, settings, years, sections and confidence levels hold no quantity."""
    assert find_quantities(text) == []


def test_taken_spans_hold_no_quantity() -> None:
    """A number inside a span that a name holds is part of the name."""
    text = "96.1% on The 100 Words and 5% elsewhere"
    start = text.index("The 100 Words")

    found = find_quantities(text, [(start, start + len("The 100 Words"))])

    assert [str(q.value) for q in found] == ["96.1", "5"]


_PIECES = (
    "12", "3.4", "1,000", "%", " ", "x", "-", "+", "±", "/", ",", " and ", " to ", "up to ", "(", ")", "=",
    "~", "FPS", "1e5", " times ", "GB", "CIFAR-10", "\n", "é", "×", ".", "2019", "doubles ", "fifteen times",
    "\\%",
)  # fmt: skip
_TEXTS = st.one_of(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join), st.text(max_size=80))


@given(_TEXTS)
@example("1" * 400)
@example("9.9e99999")
@example("+-+-+/-3")
def test_any_text_gives_exact_spans(text: str) -> None:
    """On any text the spans lie in the text in order, and the value is that of the digits in `number`."""
    quantities = find_quantities(text)

    for quantity in quantities:
        start, end = quantity.span
        assert 0 <= start <= quantity.number[0] < quantity.number[1] <= end <= len(text)
        _assert_digits(text, quantity)
    assert [q.span for q in quantities] == sorted(q.span for q in quantities)


def _assert_digits(text: str, quantity: Quantity) -> None:
    surface = text[slice(*quantity.number)].replace(",", "").replace("−", "-")
    if re.fullmatch(r"-?(?:\d+(?:\.\d+)?|\.\d+)", surface):
        assert quantity.value == Decimal(surface)
