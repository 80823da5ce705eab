"""The tagger's network, run by ONNX Runtime."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extractors.model_files import NETWORK, TOKENIZER
from extractors.tagger.chain import Chain
from extractors.tagger.features import ROLES, Features
from extractors.tagger.pieces import Pieces, Window, spread
from extractors.tagger.tagging import SLOTS, TAGS, VALUE_KINDS, Tagging
from extractors.tagger.words import Words
from extractors.trees import open_session

INPUTS = ("ids", "shapes", "features", "first", "anchors")
OUTPUTS = ("emissions", "roles", "kinds", "links")
# The key under which training writes the transitions of the chain of tags into the file.
TRANSITIONS = "transitions"

Floats = NDArray[np.float32]


class TaggerSession:
    """Words to probabilities.

    One window is one run of the network on one thread: 8-bit networks scale what they see by its extremes,
    so windows that ran together would change one another's answers with the batch.

    Args:
        directory: Where the network and its word pieces are.
    """

    def __init__(self, directory: Path) -> None:
        self._pieces = Pieces(Tokenizer.from_file(str(directory / TOKENIZER)))
        self._session = open_session(directory / NETWORK)
        written = self._session.get_modelmeta().custom_metadata_map[TRANSITIONS]
        self._transitions = np.asarray(json.loads(written), np.float32)

    def __call__(self, words: Words, features: Features, anchors: list[int]) -> Tagging:
        """The tagging of a text.

        Args:
            words: Its words.
            features: What the rules say of them, `[words, FEATURE_COUNT]`.
            anchors: Words that may carry a result, sorted.
        """
        count = len(words)
        emissions = np.zeros((count, len(TAGS)), np.float32)
        roles = np.zeros((count, len(ROLES)), np.float32)
        values = np.zeros((len(anchors), len(VALUE_KINDS)), np.float32)
        links = np.zeros((len(SLOTS), len(anchors), count + 1), np.float32)
        row = 0
        for window in self._pieces.windows(words.texts):
            start, size = window.start, len(window.first)
            low, high = start + window.kept[0], start + window.kept[1]
            inside = [anchor - start for anchor in anchors[row:] if anchor < high]
            said = self._run(
                window, words.shapes[start : start + size], features[start : start + size], inside
            )
            kept = slice(*window.kept)
            emissions[low:high], roles[low:high] = said[0][kept], said[1][kept]
            rows = slice(row, row + len(inside))
            if inside:
                values[rows] = said[2]
                links[:, rows, start : start + size] = said[3][:, :, :-1]
                links[:, rows, -1] = said[3][:, :, -1]
            row += len(inside)
        return Tagging(words, Chain(emissions, self._transitions), roles, tuple(anchors), values, links)

    def _run(self, window: Window, shapes: list[int], features: Features, anchors: list[int]) -> list[Floats]:
        drawn, known = spread(window, shapes, features)
        inputs = {
            "ids": np.asarray([window.ids], np.int64),
            "shapes": drawn[np.newaxis],
            "features": known[np.newaxis],
            "first": np.asarray(window.first, np.int64),
            # The network wants one at least.
            "anchors": np.asarray(anchors or [0], np.int64),
        }
        said: list[Floats] = self._session.run(list(OUTPUTS), inputs)
        return said
