"""Training on words that others tagged: to warm the encoder up, and to compare with published taggers."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from extractors.tagger.features import blank_features
from extractors.tagger.pieces import Pieces, Window
from extractors.tagger.tagging import begin_tag
from extractors.tagger.words import SHAPES, shape_of
from extractors.training.batches import to_inputs
from extractors.training.checkpoints import restore, save
from extractors.training.corpora import Segment
from extractors.training.network import WordTagger
from extractors.training.settings import WarmingSettings

_CHECKPOINT_SECONDS = 120
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
    shapes = []
    for i, token in enumerate(tokens):
        glued = i > 0 and (token[0] in _GLUED_BEFORE or tokens[i - 1][-1] in _GLUED_AFTER)
        shapes.append(1 + 2 * SHAPES.index(shape_of(token)) + glued)
    return shapes


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
    optimiser = torch.optim.AdamW(groups, lr=settings.rate, weight_decay=0.01)
    done = restore(checkpoint, {"model": model, "optimiser": optimiser})
    batches = list(_batches(items, settings, seed))
    model.train()
    saved, smooth = time.monotonic(), None
    for step, batch in enumerate(batches):
        if step < done:
            continue
        logits = model(_word_states(model, batch))
        tags = torch.tensor([tag for _, _, tags in batch for tag in tags])
        loss = functional.cross_entropy(logits, tags)
        for group in optimiser.param_groups:
            left = (len(batches) - step) / len(batches)
            group["lr"] = settings.rate * group["scale"] * min((step + 1) / (0.06 * len(batches)), left)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        smooth = loss.item() if smooth is None else 0.97 * smooth + 0.03 * loss.item()
        report(step + 1, len(batches), smooth)
        if time.monotonic() - saved > _CHECKPOINT_SECONDS or step + 1 == len(batches):
            save(checkpoint, {"model": model, "optimiser": optimiser}, step + 1)
            saved = time.monotonic()
    model.eval()


def predict_tags(model: WordTagger, pieces: Pieces, segment: Segment) -> list[int]:
    """The most probable tag of each token."""
    tags = []
    with torch.inference_mode():
        for window, shapes, _ in _items(pieces, segment):
            found = model(_word_states(model, [(window, shapes, [])])).argmax(-1).tolist()
            tags += found[slice(*window.kept)]
    return tags


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


def _batches(items: Sequence[Item], settings: WarmingSettings, seed: int) -> Iterator[list[Item]]:
    generator = random.Random(seed)
    for _ in range(settings.epochs):
        order = sorted(items, key=lambda item: len(item[0].ids) + generator.randint(0, 40))
        groups = [order[i : i + settings.batch] for i in range(0, len(order), settings.batch)]
        generator.shuffle(groups)
        yield from groups
