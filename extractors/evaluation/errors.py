"""Which results were missed and which are wrong, each in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.components.sentences import Words, boundaries
from extractors.evaluation.measures import EMPTY
from extractors.evaluation.pairing import pair_entities
from extractors.evaluation.tuples import VIEWS, row, rows
from extractors.guidelines import Annotation
from kg.records import Paper


@dataclass(frozen=True, slots=True)
class ResultError:
    """A result of the gold that was not found (`missed`) or one that was found and is not there (`wrong`)."""

    paper_id: str
    verdict: str
    result: Annotation


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
        for verdict, left, note, names in (("missed", missed, want, {}), ("wrong", wrong, got, pairs)):
            for result in note["results"]:
                key = row(result, slots, names)
                if left[key] > 0:
                    left[key] -= 1
                    yield ResultError(paper_id, verdict, result)


def show_errors(
    papers: Mapping[str, Paper], gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation]
) -> Iterator[str]:
    """Two lines an error: the result, and its sentence with the quote in square brackets."""
    words = Words.read()
    for error in result_errors(gold, predicted):
        yield f"{error.paper_id} {error.verdict}: {_describe(error.result)}"
        yield f"    {_in_sentence(papers[error.paper_id].text, error.result.get('quote') or '', words)}"


def _describe(result: Annotation) -> str:
    value = "no value" if result["value"] is None else f"{result['value']}{result.get('unit') or ''}"
    names = [result[slot] or "-" for slot in ("method", "dataset", "metric")]
    return " | ".join([*names, value, result["kind"]])


def _in_sentence(text: str, quote: str, words: Words) -> str:
    at = text.find(quote)
    if not quote or at < 0:
        return f"[{quote}]"
    end = at + len(quote)
    starts = boundaries(text, words)
    first = max(start for start in starts if start <= at)
    last = min((start for start in starts if start >= end), default=len(text))
    return f"{text[first:at]}[{quote}]{text[end:last]}".strip().replace("\n", " ")
