"""Masked-language pre-training: the encoder learns the words of the field, and their case."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from spacy.vocab import Vocab
from torch import nn

from extractors.tagger.pieces import Pieces, Window
from extractors.tagger.words import read_words
from extractors.text import normalise
from extractors.tokenizer import Tokenizer
from extractors.training.batches import to_inputs
from extractors.training.loop import take_steps
from extractors.training.network import Encoder, MaskedLanguageModel
from extractors.training.settings import PretrainingSettings

Example = tuple[Window, list[int]]


def pretrain(
    encoder: Encoder,
    pieces: Pieces,
    texts: Sequence[tuple[str, str]],
    settings: PretrainingSettings,
    seed: int,
    checkpoint: Path,
    report: Callable[[int, int, float], None],
) -> None:
    """Train `encoder` in place, from the checkpoint on if there is one.

    Args:
        texts: Titles and abstracts.
        seed: Of everything that is drawn.
        checkpoint: Written every two minutes and at the end.
        report: Called with the step, their number and the loss.
    """
    model = MaskedLanguageModel(encoder)
    tokenizer = Tokenizer(Vocab())

    def loss_of(step: int, texts: list[tuple[str, str]]) -> torch.Tensor:
        examples = [_example(tokenizer, pieces, *text) for text in texts]
        generator = np.random.default_rng((seed, step))
        return _loss(model, [e for e in examples if e is not None], pieces, settings.masked, generator)

    take_steps(
        model,
        torch.optim.AdamW(model.parameters(), lr=settings.rate, weight_decay=0.01, fused=True),
        list(_batches(texts, settings.steps, settings.batch, seed)),
        loss_of,
        checkpoint,
        report,
        rate=settings.rate,
    )


def _batches(
    texts: Sequence[tuple[str, str]], steps: int, batch: int, seed: int
) -> Iterator[list[tuple[str, str]]]:
    """Groups of texts of about one length, in a random order."""
    generator = random.Random(seed)
    chosen = [texts[i % len(texts)] for i in range(steps * batch)]
    size = batch * 50
    groups = []
    for start in range(0, len(chosen), size):
        pool = sorted(chosen[start : start + size], key=lambda text: len(text[1]))
        groups += [pool[i : i + batch] for i in range(0, len(pool), batch)]
    generator.shuffle(groups)
    yield from groups


def _example(tokenizer: Tokenizer, pieces: Pieces, title: str, abstract: str) -> Example | None:
    doc = tokenizer(normalise(f"{title}\n{abstract}", title_end=len(title)).text)
    words = read_words(doc)
    window = next(pieces.windows(words.texts), None)
    if window is None:
        return None
    return window, words.shapes[: len(window.first)]


def _loss(
    model: MaskedLanguageModel,
    examples: Sequence[Example],
    pieces: Pieces,
    masked: float,
    generator: np.random.Generator,
) -> torch.Tensor:
    """Cross entropy over whole masked words: 8 of 10 hidden, one replaced, one left."""
    width = model.encoder.features.in_features
    windows = [window for window, _ in examples]
    blank = [np.zeros((len(window.first), width), np.float32) for window in windows]
    inputs = to_inputs(windows, [shapes for _, shapes in examples], blank)
    ids = inputs.ids.clone()
    hidden = torch.zeros_like(ids, dtype=torch.bool)
    for row, window in enumerate(windows):
        owners = np.asarray(window.owners)
        drawn = generator.random(len(window.first)) < masked
        where = torch.from_numpy((owners >= 0) & drawn[owners])
        hidden[row, : len(owners)] = where
    dice = torch.from_numpy(generator.random(ids.shape))
    other = torch.from_numpy(generator.integers(1000, model.bias.shape[0], ids.shape))
    shown = torch.where(hidden & (dice < 0.8), pieces.mask, ids)
    shown = torch.where(hidden & (dice >= 0.9), other, shown)
    states = model.encoder(shown, inputs.mask, inputs.shapes, inputs.features)
    return nn.functional.cross_entropy(model(states[hidden]), ids[hidden])
