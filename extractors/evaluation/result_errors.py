"""Results that were missed, that are none, or in which a slot differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.evaluation.comparison import Comparison
from extractors.evaluation.fact_error import FactError
from extractors.evaluation.tuples import VIEWS, Row, row
from extractors.guidelines import Annotation

_SLOTS = VIEWS["complete"]
_ESSENTIAL = len(VIEWS["results"])
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

_Keyed = tuple[Row, Annotation]


def result_errors(comparison: Comparison) -> Iterator[FactError]:
    """The results that differ; a found one with the value of a missed one is that one, found otherwise."""
    want = [(row(result, _SLOTS, {}), result) for result in comparison.want["results"]]
    got = [(row(result, _SLOTS, comparison.pairs), result) for result in comparison.got["results"]]
    partners = _partners(want, got)
    for i, one in enumerate(want):
        if i not in partners:
            yield _lone(comparison, one[1], "missed", missed=True)
        elif one[0] != got[partners[i]][0]:
            yield _differs(comparison, one, got[partners[i]])
    for j in sorted(set(range(len(got))) - set(partners.values())):
        yield _lone(comparison, got[j][1], "that is none", missed=False)


def _partners(want: Sequence[_Keyed], got: Sequence[_Keyed]) -> dict[int, int]:
    """Which found result each right one is, by position, the most alike first."""
    pairs = sorted(((-_alike(one, other), i, j) for i, one in enumerate(want) for j, other in enumerate(got)))
    partners: dict[int, int] = {}
    for alike, i, j in pairs:
        if alike and i not in partners and j not in partners.values():
            partners[i] = j
    return partners


def _alike(one: _Keyed, other: _Keyed) -> int:
    """In how many slots two results of one value agree, those of the results tuple first; else nought."""
    at = _SLOTS.index("value")
    same = [a == b for a, b in zip(one[0], other[0], strict=True)]
    if not same[at] or (one[0][at] is None and not any(same[:at])):
        return 0
    return 10 * sum(same[:_ESSENTIAL]) + sum(same[_ESSENTIAL:])


def _differs(comparison: Comparison, one: _Keyed, other: _Keyed) -> FactError:
    differ = [slot for slot, a, b in zip(_SLOTS, one[0], other[0], strict=True) if a != b]
    essential = [slot for slot in differ if slot in VIEWS["results"]]
    found = ", ".join(f"{slot} {_or_none(other[1].get(slot))}" for slot in differ)
    return FactError(
        "results" if essential else "complete",
        _how(essential or differ, one[1], other[1]),
        f"{_describe(one[1])} (found: {found})",
        comparison.paper_id,
        _place(comparison.text, one[1]),
        missed=True,
        wrong=True,
    )


def _how(differ: Sequence[str], want: Annotation, got: Annotation) -> str:
    """How one slot differs, or which do."""
    slot, *others = differ
    if others:
        return f"another {' and '.join(differ)}"
    if slot == "kind":
        return f"{want[slot]} found as {got[slot]}"
    if want.get(slot) is None:
        return f"{slot} where there is none"
    return f"no {slot}" if got.get(slot) is None else f"another {slot}"


def _lone(comparison: Comparison, result: Annotation, verdict: str, *, missed: bool) -> FactError:
    kind = f"{'claim without a value' if result['value'] is None else result['kind'] + ' value'} {verdict}"
    place = _place(comparison.text, result)
    what = _describe(result)
    return FactError("results", kind, what, comparison.paper_id, place, missed=missed, wrong=not missed)


def _describe(result: Annotation) -> str:
    unit = result.get("unit") or ""
    value = "no value" if result["value"] is None else f"{result['value']}{' ' * (len(unit) > 1)}{unit}"
    slots = (_or_none(result.get(slot)) for slot in ("method", "dataset", "metric", "baseline"))
    return " | ".join([f"{value} {result['kind']}", *slots])


def _or_none(value: object) -> str:
    return "-" if value is None else str(value)


def _place(text: str, result: Annotation) -> tuple[int, int]:
    """The value within the quote, the metric of a claim without one, or else the whole quote."""
    quote = result.get("quote") or ""
    start = max(0, text.find(quote))
    end = start + len(quote)
    if result["value"] is not None:
        for number in _NUMBER.finditer(text, start, end):
            if float(number[0].replace(",", "")) == abs(result["value"]):
                return number.span()
    elif result.get("metric"):
        at = text.find(result["metric"], start, end)
        if at >= 0:
            return at, at + len(result["metric"])
    return (start, end) if quote in text else (0, 0)
