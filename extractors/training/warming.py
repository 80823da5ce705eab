"""Training on words that others tagged, to warm the encoder up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import torch
from torch.nn import functional

from extractors.tagger.features import blank_features
from extractors.tagger.pieces import Pieces, Window
from extractors.tagger.tagging import begin_tag
from extractors.tagger.words import shape_number
from extractors.training.batches import to_inputs
from extractors.training.corpora import Segment
from extractors.training.loop import batches_of, take_steps
from extractors.training.network import WordTagger
from extractors.training.settings import WarmingSettings

# Corpora of tokens do not say where a space was.
_GLUED_BEFORE = frozenset(".,;:)]}%-/'’?!")
_GLUED_AFTER = frozenset("([{-/")


def segment_tags(segment: Segment) -> list[int]:
    """Index in TAGS for each token; of overlapping spans the first stands."""
    tags = [0] * len(segment.tokens)
    for span in sorted(segment.spans, key=lambda span: (span.start, -span.end)):
        if not any(tags[span.start : span.end]):
            begin = begin_tag(span.type)
            tags[span.start : span.end] = [begin, *[begin + 1] * (span.end - span.start - 1)]
    return tags


def segment_shapes(tokens: Sequence[str]) -> list[int]:
    """How each token is written, as `extractors.tagger.words` has it."""
    return [
        shape_number(token, glued=glued) for token, glued in zip(tokens, glued_tokens(tokens), strict=True)
    ]


def glued_tokens(tokens: Sequence[str]) -> list[bool]:
    """Whether each token is probably written without a space before it."""
    pairs = pairwise(tokens)
    return [False, *(token[0] in _GLUED_BEFORE or last[-1] in _GLUED_AFTER for last, token in pairs)]


Item = tuple[Window, list[int], list[int]]


def warm_up(
    model: WordTagger,
    pieces: Pieces,
    segments: Sequence[Segment],
    settings: WarmingSettings,
    seed: int,
    checkpoint: Path,
    report: Callable[[int, int, float], None],
) -> None:
    """Train `model` in place, from the checkpoint on if there is one."""
    items = [item for segment in segments for item in _items(pieces, segment)]
    groups = [
        {"params": list(model.tags.parameters()), "scale": settings.head_factor},
        {"params": list(model.encoder.shapes.parameters()), "scale": settings.head_factor},
        {"params": list(model.encoder.bert.parameters()), "scale": 1.0},
    ]

    def loss_of(step: int, batch: list[Item]) -> torch.Tensor:  # noqa: ARG001 - nothing is drawn
        tags = torch.tensor([tag for _, _, tags in batch for tag in tags])
        return functional.cross_entropy(model(_word_states(model, batch)), tags)

    take_steps(
        model,
        torch.optim.AdamW(groups, lr=settings.rate, weight_decay=0.01, fused=True),
        list(batches_of(items, settings.batch, settings.epochs, seed, lambda item: len(item[0].ids))),
        loss_of,
        checkpoint,
        report,
        rate=settings.rate,
    )


def _items(pieces: Pieces, segment: Segment) -> Iterator[Item]:
    tags, shapes = segment_tags(segment), segment_shapes(segment.tokens)
    for window in pieces.windows(segment.tokens):
        words = slice(window.start, window.start + len(window.first))
        yield window, shapes[words], tags[words]


def _word_states(model: WordTagger, batch: Sequence[Item]) -> torch.Tensor:
    blank = [blank_features(len(window.first)) for window, _, _ in batch]
    inputs = to_inputs([window for window, _, _ in batch], [shapes for _, shapes, _ in batch], blank)
    states = model.encoder(inputs.ids, inputs.mask, inputs.shapes, inputs.features)
    return torch.cat([states[i, window.first] for i, (window, _, _) in enumerate(batch)])
