"""LightGBM trees as the ONNX files that `extractors.trees` reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import onnx
from numpy.typing import NDArray
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

from extractors.trees import COLUMNS

_OPSET = 15
# Fixed seeds and one order of sums, so that the same papers give the same trees.
_SETTINGS: dict[str, Any] = {
    "verbosity": -1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 1,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
}

Floats = NDArray[np.float32]


def grow_trees(
    rows: Floats,
    classes: NDArray[Any],
    rounds: int,
    settings: Mapping[str, Any],
    weights: NDArray[Any] | None = None,
) -> lightgbm.Booster:
    """A classifier.

    Args:
        rows: `[rows, columns]`.
        classes: `[rows]`.
        rounds: How many trees, for each class.
        settings: LightGBM's own, beside those that all classifiers here share.
        weights: `[rows]`, how much each row counts; all alike without.
    """
    data = lightgbm.Dataset(rows, classes, weight=weights)
    return lightgbm.train({**_SETTINGS, **settings}, data, rounds)


def ask_trees(booster: lightgbm.Booster, rows: Floats) -> Floats:
    """The probability of each class, `[rows, classes]`, as the run time's `Trees` gives it."""
    if not len(rows):
        return np.zeros((0, 1), np.float32)
    said: Floats = np.asarray(booster.predict(rows, num_threads=1), np.float32)
    return said if said.ndim > 1 else np.column_stack([1 - said, said])


def export_trees(booster: lightgbm.Booster, columns: Sequence[str], path: Path) -> None:
    """Write a classifier with the names of its columns."""
    shape = FloatTensorType([None, len(columns)])
    model = convert_lightgbm(
        booster, initial_types=[("rows", shape)], zipmap=False, target_opset=_OPSET, name="trees"
    )
    entry = model.metadata_props.add()
    entry.key, entry.value = COLUMNS, json.dumps(list(columns))
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))
