"""Metrics freed from the numbers, units and plain adjectives that stand beside their names.

`dB PSNR`, `BLEU points` and `average accuracy` are PSNR, BLEU and accuracy; two metrics that are one
afterwards are joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.components.annotations import FoundEntity
from extractors.patterns.results import load_patterns, words
from kg.records import EntityType
from ontology.folding import fold

_CUTOFF = re.compile(r"@\w[\w.:]*\b")


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    """Names that are a unit and no measure."""
    return frozenset(map(fold, load_patterns("phrases")["edges"]["units"]))


@lru_cache(maxsize=1)
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load_patterns("phrases")["edges"]
    return (
        re.compile(rf"(?:(?:{words(data['leading'])})[\s-]+)+(?=\S)", re.I),
        re.compile(rf"(?:\s+(?:{words(data['trailing'])}))+$", re.I),
    )


def tidy_metrics(text: str, entities: Sequence[FoundEntity]) -> list[FoundEntity]:
    """The entities with tidied metrics in place of the others; what is tidy already stays the same object."""
    result: list[FoundEntity] = []
    metrics: dict[str, FoundEntity] = {}
    joined: dict[str, set[tuple[int, int]]] = {}
    for entity in entities:
        if entity.type is not EntityType.METRIC:
            result.append(entity)
            continue
        for tidied in _tidied(text, entity):
            key = fold(tidied.name)
            known = metrics.setdefault(key, tidied)
            if known is tidied:
                result.append(tidied)
            else:
                joined.setdefault(key, set(known.spans)).update(tidied.spans)
    for key, spans in joined.items():
        metrics[key].spans = sorted(spans)
    return result


def _tidied(text: str, entity: FoundEntity) -> list[FoundEntity]:
    """The metric or, where its places are cut-offs of one measure (`F1@5 and F1@10`), a metric for each."""
    by_cutoff: dict[str, list[tuple[int, int]]] = {}
    for start, end in entity.spans:
        match = _CUTOFF.match(text, end)
        cutoff = match.group() if match else ""
        by_cutoff.setdefault(cutoff, []).append((start, end + len(cutoff)))
    result = []
    for cutoff, places in by_cutoff.items():
        name = _core(entity.name) + cutoff
        spans = [_core_span(text, span) for span in places]
        if fold(name) in _units():
            continue
        same = name == entity.name and spans == entity.spans
        result.append(entity if same else replace(entity, name=name, spans=spans))
    return result


def _core(name: str) -> str:
    start, end = _core_span(name, (0, len(name)))
    return name[start:end]


def _core_span(text: str, span: tuple[int, int]) -> tuple[int, int]:
    leading, trailing = _edges()
    start, end = span
    if opening := leading.match(text, start, end):
        start = opening.end()
    if closing := trailing.search(text, start, end):
        end = closing.start()
    return (start, end) if start < end else span
