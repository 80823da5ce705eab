"""Which results were missed and which are wrong, each in its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.components.sentences import Words, boundaries
from extractors.evaluation.folding import fold
from extractors.evaluation.measures import EMPTY
from extractors.evaluation.pairing import Pairs, pair_entities
from extractors.evaluation.tuples import VIEWS, Row, row, rows
from extractors.guidelines import Annotation
from kg.records import Paper

_SLOTS = ("method", "dataset", "metric")


@dataclass(frozen=True, slots=True)
class ResultError:
    """A result of the gold that was not found (`missed`) or one that was found and is not there (`wrong`).

    `taken_for` says which gold entity a name of a wrong result was paired with, where the two differ, and
    None for a name that no gold entity has.
    """

    paper_id: str
    verdict: str
    result: Annotation
    taken_for: Mapping[str, str | None]


def result_errors(
    gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation]
) -> Iterator[ResultError]:
    """Every result that differs as method, data set, metric, value and kind, paper by paper."""
    slots = VIEWS["results"]
    for paper_id, want in gold.items():
        got = predicted.get(paper_id, EMPTY)
        pairs, _ = pair_entities(want, got)
        missed = rows(want, slots, {}) - rows(got, slots, pairs)
        wrong = rows(got, slots, pairs) - rows(want, slots, {})
        for result in _left(want, missed, {}):
            yield ResultError(paper_id, "missed", result, {})
        for result in _left(got, wrong, pairs):
            yield ResultError(paper_id, "wrong", result, _taken_for(result, want, pairs))


def _left(annotation: Annotation, left: Counter[Row], pairs: Pairs) -> Iterator[Annotation]:
    """The results behind the tuples that are left over."""
    for result in annotation["results"]:
        key = row(result, VIEWS["results"], pairs)
        if left[key] > 0:
            left[key] -= 1
            yield result


def _taken_for(result: Annotation, gold: Annotation, pairs: Pairs) -> dict[str, str | None]:
    names = {(entity["type"], fold(entity["name"])): entity["name"] for entity in gold["entities"]}
    found: dict[str, str | None] = {}
    for slot in _SLOTS:
        name = result[slot]
        if name is not None:
            paired = pairs.get((slot.capitalize(), fold(name)))
            if paired != fold(name):
                found[slot] = names.get((slot.capitalize(), paired or ""))
    return found


def show_errors(
    papers: Mapping[str, Paper], gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation]
) -> Iterator[str]:
    """Two lines an error: the result, and its sentence with the quote in square brackets.

    Behind a name stands, where it differs, the gold entity that it was taken for.
    """
    words = Words.read()
    for error in result_errors(gold, predicted):
        yield f"{error.paper_id} {error.verdict}: {_describe(error)}"
        yield f"    {_in_sentence(papers[error.paper_id].text, error.result.get('quote') or '', words)}"


def _describe(error: ResultError) -> str:
    names = []
    for slot in _SLOTS:
        name = error.result[slot] or "-"
        if slot in error.taken_for:
            paired = error.taken_for[slot]
            name += f" (taken for {paired})" if paired else " (not in the gold)"
        names.append(name)
    value, unit = error.result["value"], error.result.get("unit") or ""
    shown = "no value" if value is None else f"{value}{unit if len(unit) == 1 else ' ' + unit}".strip()
    return " | ".join([*names, shown, error.result["kind"]])


def _in_sentence(text: str, quote: str, words: Words) -> str:
    at = text.find(quote)
    if not quote or at < 0:
        return f"[{quote}]"
    end = at + len(quote)
    starts = boundaries(text, words)
    first = max(start for start in starts if start <= at)
    last = min((start for start in starts if start >= end), default=len(text))
    return f"{text[first:at]}[{quote}]{text[end:last]}".strip().replace("\n", " ")
