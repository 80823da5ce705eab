"""A sentence as tokens, with running counts, so that what stands between two places is a subtraction."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from extractors.components.results.masks import MASKS, QUANTITY_MASK, TOKEN
from extractors.patterns.results import load_patterns
from kg.records import EntityType

_MASKED = {
    MASKS[EntityType.METRIC]: "<metric>",
    MASKS[EntityType.DATASET]: "<dataset>",
    MASKS[EntityType.METHOD]: "<method>",
    MASKS[EntityType.TASK]: "<task>",
    QUANTITY_MASK: "<value>",
}
# What is counted between two places, beside the word groups of `patterns/results/weights.toml`.
_SINGLE = (
    "<metric>",
    "<dataset>",
    "<method>",
    "<task>",
    "<value>",
    ",",
    "and",
    "(",
    ")",
    "on",
    "than",
    "over",
)
_GROUPS = ("border", "verb", "stop", "difference", "joint")
COUNTED = (*_SINGLE, *_GROUPS)
# Words beside a name or a number whose place in this list is a feature; those that say alike stand together.
EDGE_WORDS = (
    *("on", "in", "at", "across", "for", "of", "to", "from", "by", "with", "using", "via", "and", "or", ","),
    *("/", "(", ")", ":", "=", ".", ";", "is", "are", "was", "achieves", "achieving", "achieve", "reaches"),
    *("reaching", "attains", "obtains", "yields", "scores", "score", "a", "an", "the", "our", "we", "than"),
    *(
        "over",
        "compared",
        "outperforms",
        "outperforming",
        "surpasses",
        "surpassing",
        "against",
        "vs",
        "baseline",
    ),
    *(
        "<metric>",
        "<dataset>",
        "<method>",
        "<task>",
        "<value>",
        "higher",
        "lower",
        "better",
        "faster",
        "fewer",
    ),
    *(
        "less",
        "more",
        "improvement",
        "improvements",
        "reduction",
        "increase",
        "gain",
        "gains",
        "respectively",
    ),
    *("while", "which", "when", "up", "average", "relative", "absolute", "improves", "improving", "reduces"),
    *("reducing", "increases", "boosts", "by", "model", "models", "method", "methods", "dataset", "datasets"),
    *("benchmark", "benchmarks", "test", "accuracy", "rate", "parameters", "only", "just", "as", "that", "-"),
)
_EDGE = {word: float(i + 1) for i, word in enumerate(EDGE_WORDS)}


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    data = load_patterns("weights")["words"]
    return {word: group for group in _GROUPS for word in data[group]}


class Line:
    """The tokens of one sentence.

    Args:
        mask: Masked text.
        start, end: The sentence in it.
    """

    def __init__(self, mask: str, start: int, end: int) -> None:
        tokens = list(TOKEN.finditer(mask, start, end))
        self.starts = [token.start() for token in tokens]
        self.words = [_MASKED.get(token.group()[0]) or token.group().lower() for token in tokens]
        self._sums: dict[str, list[int]] = {}

    def index(self, place: int) -> int:
        """The first token that begins at `place` or later."""
        return bisect_left(self.starts, place)

    def count(self, key: str, first: int, last: int) -> int:
        """How many of the tokens from `first` on, before `last`, are of a counted word or group."""
        sums = self._sums.get(key)
        if sums is None:
            names = map(_groups().get, self.words) if key in _GROUPS else self.words
            sums = self._sums[key] = [*accumulate((name == key for name in names), initial=0)]
        return sums[last] - sums[first]

    def edge(self, index: int) -> float:
        """The number of the edge word at a token, 0 for another word, -1 beyond the sentence."""
        if not 0 <= index < len(self.words):
            return -1.0
        return _EDGE.get(self.words[index], 0.0)
