"""The card that goes with a model: what it is, what it learned from, how good it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from extractors.evaluation.published import PublishedScores
from extractors.evaluation.report import figures
from extractors.training.settings import Settings
from extractors.training.steps import Given

_TEMPLATE = Path(__file__).with_name("model_card.md")


def model_card(settings: Settings, scores: PublishedScores, given: Given) -> str:
    """The card in Markdown.

    Args:
        settings: What the model was made with.
        scores: What the folds gave.
        given: What there was to learn from.
    """
    return _TEMPLATE.read_text(encoding="utf-8").format(
        layers=settings.encoder.layers,
        sources="".join(f"- {source}\n" for source in _sources(settings, scores, given)),
        scores=figures(scores),
        settings="\n".join(_toml(asdict(settings))),
    )


def _sources(settings: Settings, scores: PublishedScores, given: Given) -> Iterator[str]:
    masked, public = settings.pretraining, settings.warming
    if given.corpus is not None and masked.steps:
        count = min(masked.papers, masked.steps * masked.batch)
        yield f"{count:,} abstracts that nobody annotated, with {masked.masked:.0%} of their words hidden."
    if given.public is not None and public.epochs:
        names = ", ".join(f"`{name}`" for name in settings.public.corpora)
        yield f"{public.segments:,} segments of public corpora ({names}), for what names look like."
    measured = min(scores.papers, scores.taught)
    yield (
        f"{measured:,} annotated abstracts, on which it was measured too, by one annotator each\n"
        f"  (`extractors/training/annotations` says who annotated what, and how)."
    )
    if scores.taught > measured:
        yield f"{scores.taught - measured:,} more, annotated by language models, which it only learned from."


def _toml(table: Mapping[str, object]) -> Iterator[str]:
    """Settings as TOML; JSON writes their numbers, strings and lists in the same way."""
    for name, value in table.items():
        if not isinstance(value, Mapping):
            yield f"{name} = {json.dumps(value)}"
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield f"\n[{name}]"
            yield from _toml(value)
