"""LightGBM trees as the ONNX files that `extractors.trees` reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import lightgbm
import onnx
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

from extractors.trees import COLUMNS

_OPSET = 15


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
