"""What tells whether a number is an outcome, and of which kind."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10, nan

from extractors.components.results.learned.reading import Reading, Value
from kg.records import Bound, EntityType, ResultKind

Features = dict[str, float]

KINDS = (ResultKind.ABSOLUTE, ResultKind.IMPROVEMENT, ResultKind.SPEEDUP)
_RULED = {None: 0.0} | {kind: float(i + 1) for i, kind in enumerate(KINDS)}
_UNITS = {None: 0.0, "%": 1.0, "x": 2.0, "points": 3.0}
_SIZES = ("B", "M", "K", "T", "G")
_BOUNDS = {None: 0.0, Bound.UP_TO: 1.0, Bound.OVER: 2.0, Bound.ABOUT: 3.0}
_STEM = 6
_FAR = 12
# How many kinds the tagger tells apart.
_TAGGED = 5
_OF_NUMBER = (
    *("unit", "bound", "decimals", "magnitude", "signed", "negative", "digits", "list", "position", "range"),
    *("values", "order", "same unit", "sentence", "sentences left", "tokens before", "tokens behind"),
    *("ruled", "cued", "ruled metrics", "ruled data sets", "metric cost", "data set cost", "explicit"),
)
_SLOTS = (EntityType.METRIC, EntityType.DATASET, EntityType.METHOD, EntityType.TASK)


def value_columns(stems: Sequence[str]) -> list[str]:
    """The features of a number, in the order of the columns."""
    return [
        *_OF_NUMBER,
        *(f"word {place}" for place in ("-1", "+1", "-2", "+2", "-3", "+3")),
        *(f"{slot} {side}" for slot in _SLOTS for side in ("before", "behind")),
        *(f"{side} {stem}" for stem in stems for side in ("before", "behind")),
        *(f"tagged {i}" for i in range(_TAGGED)),
    ]


def unit_class(value: Value) -> float:
    """Percent, factor, points, a size, another unit, or none."""
    unit = value.quantity.unit
    return _UNITS.get(unit, 4.0 if unit in _SIZES else 5.0)


def value_features(reading: Reading, value: Value, stems: Sequence[str]) -> Features:
    """The features of one number.

    Args:
        reading: The text.
        value: The number.
        stems: Beginnings of words whose distance before and behind the number counts.
    """
    quantity, frame, draft = value.quantity, value.frame, value.draft
    line = reading.lines[frame.index]
    first, last = line.index(quantity.span[0]), line.index(quantity.span[1])
    digits = frame.text[slice(*quantity.number)]
    sentence = [q for series in frame.series for q in series.quantities]
    number = abs(float(quantity.value))
    features = {
        "unit": unit_class(value),
        "bound": _BOUNDS[quantity.bound],
        "decimals": float(len(digits.partition(".")[2])) if digits.isascii() else nan,
        "magnitude": log10(number) if number else -9.0,
        "signed": float("+" in frame.text[quantity.span[0] : quantity.number[0]]),
        "negative": float(quantity.value < 0),
        "digits": float(digits[:1].isdigit()),
        "list": float(len(value.series.quantities)),
        "position": float(value.position),
        "range": float(value.series.is_range),
        "values": float(len(sentence)),
        "order": float(value.order),
        "same unit": float(sum(q.unit == quantity.unit for q in sentence)),
        "sentence": float(frame.index),
        "sentences left": float(len(reading.frames) - frame.index),
        "tokens before": float(first),
        "tokens behind": float(len(line.words) - last),
        "ruled": _RULED[draft.kind.kind if draft else None],
        "cued": float(draft.kind.cued) if draft else nan,
        "ruled metrics": float(len(draft.metrics)) if draft else nan,
        "ruled data sets": float(len(draft.datasets)) if draft else nan,
        "metric cost": or_nan(draft.metric_cost if draft else None),
        "data set cost": or_nan(draft.dataset_cost if draft else None),
        "explicit": float(draft.own_method) if draft else nan,
    }
    for i in (1, 2, 3):
        features[f"word -{i}"] = line.edge(first - i)
        features[f"word +{i}"] = line.edge(last + i - 1)
    for slot in _SLOTS:
        mentions = frame.of(slot)
        features[f"{slot} before"] = or_nan(
            min((first - line.index(m.end) for m in mentions if m.end <= quantity.span[0]), default=None)
        )
        features[f"{slot} behind"] = or_nan(
            min((line.index(m.start) - last for m in mentions if m.start >= quantity.span[1]), default=None)
        )
    features.update(_stems(line.words, first, last, stems))
    said = reading.tagging.kinds(quantity.number) if reading.tagging else None
    features.update((f"tagged {i}", nan if said is None else float(said[i])) for i in range(_TAGGED))
    return features


def _stems(words: Sequence[str], first: int, last: int, stems: Sequence[str]) -> Features:
    """How near the next word with each stem is, before and behind."""
    before = {
        stem_of(word): i for i, word in enumerate(words[max(0, first - _FAR) : first], -min(first, _FAR))
    }
    behind = words[last : last + _FAR]
    after = {stem_of(behind[i]): i + 1 for i in range(len(behind) - 1, -1, -1)}
    features: Features = {}
    for stem in stems:
        features[f"before {stem}"] = float(-before[stem]) if stem in before else nan
        features[f"behind {stem}"] = float(after[stem]) if stem in after else nan
    return features


def stem_of(word: str) -> str:
    """The beginning of a word, which most of its forms share."""
    return word[:_STEM]


def or_nan(number: float | None) -> float:
    """A missing number as not a number, which trees know as missing."""
    return nan if number is None else float(number)
