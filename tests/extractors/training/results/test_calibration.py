"""Calibration and thresholds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractors.training.results.calibration import calibrate
from extractors.training.results.thresholds import choose_thresholds

_CASES = st.lists(st.tuples(st.floats(0, 1, width=32), st.booleans()), min_size=1, max_size=300)


@given(_CASES)
def test_a_higher_probability_never_becomes_a_lower_one(cases: list[tuple[float, bool]]) -> None:
    """Calibration keeps order and stays between 0 and 1."""
    said, right = (np.array(column, np.float32) for column in zip(*cases, strict=True))

    places, rates = calibrate(said, right)

    assert places == sorted(places)
    assert rates == sorted(rates)
    assert 0 <= min(rates) <= max(rates) <= 1


def test_probabilities_come_to_mean_what_they_say() -> None:
    """Where twice the chance was claimed, half of it is given."""
    chance = np.random.default_rng(1).uniform(0, 0.5, 20_000)
    right = np.random.default_rng(2).uniform(0, 1, 20_000) < chance

    calibration = calibrate((2 * chance).astype(np.float32), right.astype(np.float32))

    assert abs(float(np.interp(0.6, *calibration)) - 0.3) < 0.03


def test_thresholds_leave_out_what_costs_more_than_it_brings() -> None:
    """The further proposal at 0.6 is right, the first at 0.1 is wrong."""
    said = np.array([0.9, 0.6, 0.1, 0.05], np.float32)
    right = np.array([1, 1, 0, 0], np.float32)

    found = choose_thresholds(said, right, sizes=[2, 2], annotated=2)

    assert found["further"] <= 0.6
    assert found["first"] > 0.1
