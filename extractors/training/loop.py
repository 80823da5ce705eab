"""The loop that all training of networks goes through: steps, learning rate, checkpoints, progress."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from extractors.training.checkpoints import Stateful, restore, save

_CHECKPOINT_SECONDS = 120
# The share of the steps over which the learning rate rises, before it falls to the end.
_RISE = 0.06

T = TypeVar("T")


def take_steps(
    model: nn.Module,
    optimiser: torch.optim.Optimizer,
    batches: Sequence[T],
    loss_of: Callable[[int, T], Tensor],
    checkpoint: Path,
    report: Callable[[int, int, float], None],
    *,
    rate: float,
    floor: float = 0.0,
    average: torch.optim.swa_utils.AveragedModel | None = None,
    averaged: float = 0.0,
) -> None:
    """Train `model` in place, from the checkpoint on if there is one.

    Args:
        batches: One for each step, the same in every run.
        loss_of: The loss of a step, given its number and its batch.
        checkpoint: Written every two minutes and at the end.
        report: Called with the steps done, their number and the loss.
        rate: The highest learning rate of a group of parameters whose `scale` is 1.
        floor: What share of it is added while it falls.
        average: Collects the mean of the weights (Izmailov et al. 2018).
        averaged: Over what share of the steps, at the end.
    """
    steps = len(batches)
    states: dict[str, Stateful] = {"model": model, "optimiser": optimiser}
    if average is not None:
        states["average"] = average
    done = restore(checkpoint, states)
    model.train()
    saved, smooth = time.monotonic(), None
    for step, batch in enumerate(batches):
        if step < done:
            continue
        loss = loss_of(step, batch)
        for group in optimiser.param_groups:
            share = min((step + 1) / (_RISE * steps), (steps - step) / steps + floor)
            group["lr"] = rate * group.get("scale", 1.0) * share
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if average is not None and step >= (1 - averaged) * steps:
            average.update_parameters(model)
        smooth = loss.item() if smooth is None else 0.97 * smooth + 0.03 * loss.item()
        report(step + 1, steps, smooth)
        if time.monotonic() - saved > _CHECKPOINT_SECONDS or step + 1 == steps:
            save(checkpoint, states, step + 1)
            saved = time.monotonic()
    model.eval()


def batches_of(
    items: Sequence[T], size: int, epochs: int, seed: int, length: Callable[[T], int]
) -> Iterator[list[T]]:
    """Items of about one length together, in a random order, each once an epoch."""
    generator = random.Random(seed)
    for _ in range(epochs):
        order = sorted(items, key=lambda item: length(item) + generator.randint(0, 40))
        groups = [order[i : i + size] for i in range(0, len(order), size)]
        generator.shuffle(groups)
        yield from groups
