"""Gradient-boosted trees at run time, as ONNX files that carry the names of their columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.errors import ModelInvalid

Floats = NDArray[np.float32]

# The key under which training writes the columns into the file.
COLUMNS = "columns"


class Trees:
    """A classifier over rows of numbers.

    Args:
        path: What `extractors.training.trees` wrote.
        columns: The columns as the code computes them today.

    Raises:
        ModelInvalid: The trees were trained on other columns.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._session = open_session(path)
        known = json.loads(self._session.get_modelmeta().custom_metadata_map[COLUMNS])
        if known != list(columns):
            raise ModelInvalid(
                "The model was trained on other features than this version computes.",
                where=str(path),
                remedy="Take the model of this version, or train it anew with `sotagraph train`.",
            )
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[-1].name

    def __call__(self, rows: Floats) -> Floats:
        """The probability of each class, `[rows, classes]`."""
        if not len(rows):
            return np.zeros((0, 1), np.float32)
        said: Floats = self._session.run([self._output], {self._input: rows.astype(np.float32)})[0]
        return said


def open_session(network: Path) -> onnxruntime.InferenceSession:
    """An ONNX Runtime session on one thread; workers are processes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Errors only: trees as exported announce one row of output and give as many as they got.
    options.log_severity_level = 3
    # Without it, sums of 8-bit products overflow on processors without VNNI, which then find other names.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
