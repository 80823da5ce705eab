"""Windows to tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from extractors.tagger.pieces import Window, spread


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the encoder reads, `[batch, pieces]` each, features `[batch, pieces, features]`."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    features: Tensor


def to_inputs(
    windows: Sequence[Window], shapes: Sequence[Sequence[int]], features: Sequence[np.ndarray]
) -> Inputs:
    """Pad windows to one length.

    Args:
        windows: The windows.
        shapes: For each, the shapes of its words.
        features: For each, `[words, features]`.
    """
    longest = max(len(window.ids) for window in windows)
    size = (len(windows), longest)
    ids, mask, shape = (np.zeros(size, np.int64) for _ in range(3))
    wide = np.zeros((*size, features[0].shape[1]), np.float32)
    for row, (window, drawn, known) in enumerate(zip(windows, shapes, features, strict=True)):
        count = len(window.ids)
        ids[row, :count] = window.ids
        mask[row, :count] = 1
        shape[row, :count], wide[row, :count] = spread(window, drawn, known)
    return Inputs(*map(torch.from_numpy, (ids, mask, shape, wide)))
