"""Fine-tuning of the tagger on annotated papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from extractors.tagger.pieces import Pieces, Window
from extractors.tagger.tagging import SLOTS
from extractors.training.batches import to_inputs
from extractors.training.examples import Example
from extractors.training.loop import batches_of, take_steps
from extractors.training.network import Tagger
from extractors.training.settings import FittingSettings
from extractors.training.targets import IGNORED, Anchor


@dataclass(frozen=True, slots=True)
class Part:
    """A window of an example with the targets that lie in it."""

    window: Window
    shapes: list[int]
    features: np.ndarray
    tags: np.ndarray
    roles: np.ndarray
    anchors: list[Anchor]


def parts_of(pieces: Pieces, example: Example) -> Iterator[Part]:
    """The windows of an example; words that another window decides are left out of the loss."""
    for window in pieces.windows(example.words.texts):
        count = len(window.first)
        words = slice(window.start, window.start + count)
        outside = np.ones(count, bool)
        outside[slice(*window.kept)] = False
        tags, roles = (
            np.where(outside, IGNORED, t[words]) for t in (example.targets.tags, example.targets.roles)
        )
        inside = range(window.start + window.kept[0], window.start + window.kept[1])
        anchors = [
            _moved(anchor, window.start, count) for anchor in example.targets.anchors if anchor.word in inside
        ]
        yield Part(window, example.words.shapes[words], example.features[words], tags, roles, anchors)


def _moved(anchor: Anchor, start: int, count: int) -> Anchor:
    slots = {
        slot: None if words is None else [word - start for word in words if 0 <= word - start < count]
        for slot, words in anchor.slots.items()
    }
    return Anchor(anchor.word - start, anchor.kind, slots)


def fit(
    model: Tagger,
    pieces: Pieces,
    examples: Sequence[Example],
    settings: FittingSettings,
    seed: int,
    checkpoint: Path,
    report: Callable[[int, int, float], None],
) -> None:
    """Fit `model` in place, from the checkpoint on if there is one.

    At the end it has the mean of its last weights (Izmailov et al. 2018).

    Args:
        seed: Of everything that is drawn.
        report: Called with the step, their number and the loss.
    """
    new = [*model.encoder.shapes.parameters(), *model.encoder.features.parameters()]
    groups = [
        {"params": list(model.heads.parameters()), "scale": settings.head_factor},
        {"params": new, "scale": settings.head_factor},
        {"params": list(model.encoder.bert.parameters()), "scale": 1.0},
    ]
    average = torch.optim.swa_utils.AveragedModel(model)

    def loss_of(step: int, batch: list[Part]) -> Tensor:
        torch.manual_seed(seed * 1_000_003 + step)
        return _loss(model, batch, pieces, settings, np.random.default_rng((seed, step)))

    take_steps(
        model,
        torch.optim.AdamW(groups, lr=settings.rate, weight_decay=settings.decay, fused=True),
        batches_in_order(pieces, examples, settings, seed),
        loss_of,
        checkpoint,
        report,
        rate=settings.rate,
        floor=0.02,
        average=average,
        averaged=settings.averaged,
    )
    model.load_state_dict(average.module.state_dict())


def batches_in_order(
    pieces: Pieces, examples: Sequence[Example], settings: FittingSettings, seed: int
) -> list[list[Part]]:
    """What a step is made of, for each step: first of all papers, then of those that are measured alone.

    What is learned last weighs most, and that is how the papers are annotated that models are held against.
    """
    measured = [example for example in examples if example.measured]
    batches: list[list[Part]] = []
    for turn, (chosen, epochs) in enumerate(((examples, settings.epochs), (measured, settings.last_epochs))):
        parts = [part for example in chosen for part in parts_of(pieces, example)]
        batches += batches_of(parts, settings.batch, epochs, seed + turn, lambda part: len(part.window.ids))
    return batches


def _loss(
    model: Tagger,
    batch: Sequence[Part],
    pieces: Pieces,
    settings: FittingSettings,
    generator: np.random.Generator,
) -> Tensor:
    """Cross entropies of all heads, summed with weights."""
    features = [
        np.zeros_like(part.features) if generator.random() < settings.blind else part.features
        for part in batch
    ]
    inputs = to_inputs([part.window for part in batch], [part.shapes for part in batch], features)
    hidden = torch.from_numpy(generator.random(inputs.ids.shape) < settings.masked) & (inputs.shapes > 0)
    ids = torch.where(hidden, pieces.mask, inputs.ids)
    states = model.encoder(ids, inputs.mask, inputs.shapes, inputs.features)
    firsts = [torch.tensor(part.window.first) for part in batch]
    words = torch.cat([states[i, first] for i, first in enumerate(firsts)])
    known = torch.cat([inputs.features[i, first] for i, first in enumerate(firsts)])
    mixed, both = model.heads.mixed(words, known)
    roles = torch.from_numpy(np.concatenate([part.roles for part in batch]))
    loss = _tag_loss(model, batch, both)
    if (roles != IGNORED).any():
        loss = loss + settings.role_weight * functional.cross_entropy(model.heads.roles(both), roles)
    return loss + _anchor_loss(model, batch, settings, mixed, both)


def _tag_loss(model: Tagger, batch: Sequence[Part], both: Tensor) -> Tensor:
    """Of the words that each window decides."""
    emissions = model.heads.tags(both).split([len(part.window.first) for part in batch])
    kept = [slice(*part.window.kept) for part in batch]
    wanted = [torch.from_numpy(part.tags[words]) for part, words in zip(batch, kept, strict=True)]
    return model.heads.chain.loss(
        [scores[words] for scores, words in zip(emissions, kept, strict=True)], wanted
    )


def _anchor_loss(
    model: Tagger, batch: Sequence[Part], settings: FittingSettings, mixed: Tensor, both: Tensor
) -> Tensor:
    """Of the kinds of values, and of where their slots are said: any of an entity's mentions is right."""
    start, kinds, wanted, losses = 0, [], [], []
    for part in batch:
        count = len(part.window.first)
        if part.anchors:
            at = torch.tensor([anchor.word for anchor in part.anchors])
            kinds.append(model.heads.kinds(both[start + at]))
            wanted += [anchor.kind for anchor in part.anchors]
            filled = [i for i, anchor in enumerate(part.anchors) if anchor.kind]
            if filled:
                logits = model.heads.pointers(mixed[start : start + count], at[filled])
                chances = logits.log_softmax(-1)
                losses += _slot_losses(chances, [part.anchors[i] for i in filled], count)
        start += count
    if not wanted:
        return mixed.new_zeros(())
    kind = functional.cross_entropy(torch.cat(kinds), torch.tensor(wanted))
    slots = torch.stack(losses).sum() / len(wanted) if losses else 0.0
    return settings.kind_weight * kind + settings.slot_weight * slots


def _slot_losses(chances: Tensor, anchors: Sequence[Anchor], nothing: int) -> list[Tensor]:
    losses = []
    for row, anchor in enumerate(anchors):
        for place, slot in enumerate(SLOTS):
            words = anchor.slots[slot]
            if words is None:
                losses.append(-chances[place, row, nothing])
            elif words:
                losses.append(-chances[place, row, words].logsumexp(0))
    return losses
