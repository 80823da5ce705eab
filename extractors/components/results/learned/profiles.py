"""How a text speaks of an entity wherever it names it: as its own, as a rival, as a tool."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import nan

from extractors.components.results.learned.line import Line
from extractors.components.results.learned.reading import Reading
from extractors.components.results.learned.value_features import Features
from extractors.patterns.results import load_patterns

_NEAR = ("introduced", "own", "against", "using", "training", "testing")
PROFILE_COLUMNS = (
    *(f"{name} before" for name in _NEAR),
    *("introduced near", "acting", "in list", "in brackets", "sentences", "last", "with values", "opens"),
)


@lru_cache(maxsize=1)
def _near() -> list[tuple[str, frozenset[str], int]]:
    """Names, words and reaches of `patterns/results/profiles.toml`."""
    data = load_patterns("profiles")
    return [(name, frozenset(data[name]["words"]), data[name]["reach"]) for name in _NEAR]


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return frozenset(load_patterns("weights")["words"]["verb"])


def profile(reading: Reading, key: int) -> Features:
    """The features of the entity with this identity, counted over its mentions."""
    features = dict.fromkeys(PROFILE_COLUMNS, 0.0)
    introduced = []
    named = 0
    for index, held in enumerate(reading.listed):
        if key not in held:
            continue
        named += 1
        line = reading.lines[index]
        features["last"] = float(len(reading.frames) - index)
        features["with values"] += bool(reading.frames[index].series)
        for listed in held[key]:
            first, behind = line.index(listed.mention.start), line.index(listed.mention.end)
            for name, words, reach in _near():
                distance = _distance(line, first, words, reach)
                features[f"{name} before"] += distance is not None
                if name == "introduced" and distance is not None:
                    introduced.append(float(distance))
            features["acting"] += any(word in _verbs() for word in line.words[behind : behind + 2])
            features["in list"] += listed.size > 1
            features["in brackets"] += first > 0 and line.words[first - 1] == "("
            features["opens"] += first == 0
    features["introduced near"] = min(introduced, default=nan)
    features["sentences"] = float(named)
    return features


def _distance(line: Line, first: int, words: Iterable[str], reach: int) -> int | None:
    """How many words before a mention one of these stands."""
    before = line.words[max(0, first - reach) : first]
    return next((i for i, word in enumerate(reversed(before)) if word in words), None)
