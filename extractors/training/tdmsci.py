"""The tagger on TDMSci (Hou et al. 2021): `python -m extractors.training.tdmsci PUBLIC RECIPE`.

It goes on from the encoder that `sotagraph train --until pretrain` left in the folder RECIPE, learns from
`tdmsci.train` in the folder PUBLIC, and prints precision, recall and F1 of whole spans with their types on
`tdmsci.test`. The authors' own released predictions have an F1 of 0.621. Nothing of it is part of the model
that the package brings.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from extractors.tagger.pieces import Pieces
from extractors.tagger.tagging import TAGS
from extractors.training.base import base_tokenizer
from extractors.training.corpora import Segment, TokenSpan, read_corpus
from extractors.training.network import WordTagger
from extractors.training.settings import WarmingSettings
from extractors.training.tagger_steps import pretrained_encoder
from extractors.training.warming import predict_tags, warm_up
from kg.records import EntityType

# Sentences are short, hence more of them a step than of abstracts, and more often. Not tuned.
SETTINGS = WarmingSettings(segments=0, epochs=8, batch=16, rate=2e-4, head_factor=5.0)
SEED = 7


def tag_spans(tags: Sequence[int]) -> Iterator[TokenSpan]:
    """The spans that a sequence of indices in TAGS says; one that does not begin begins where it goes on."""
    start, kind = 0, ""
    for place, name in enumerate([*(TAGS[tag] for tag in tags), "O"]):
        goes_on = name.startswith("I-") and name[2:] == kind
        if kind and not goes_on:
            yield TokenSpan(start, place, EntityType(kind))
            kind = ""
        if name != "O" and not goes_on:
            start, kind = place, name[2:]


def scores(found: Sequence[set[TokenSpan]], wanted: Sequence[set[TokenSpan]]) -> dict[str, list[float]]:
    """Precision, recall and F1 of whole spans, by type and of all."""
    hits, said, there = Counter[str](), Counter[str](), Counter[str]()
    for given, right in zip(found, wanted, strict=True):
        for counts, spans in ((hits, given & right), (said, given), (there, right)):
            counts.update(name for span in spans for name in (span.type.value, "all"))
    table = {}
    for name in sorted(there, key=lambda name: (name == "all", name)):
        hit, ours, theirs = hits[name], said[name], there[name]
        table[name] = [hit / max(1, ours), hit / theirs, 2 * hit / (ours + theirs)]
    return table


def measure(learned: Sequence[Segment], held: Sequence[Segment], encoder: Path) -> dict[str, list[float]]:
    """Learn from some segments and score on others, see `scores`.

    Args:
        encoder: The folder of the recipe's step `pretrain`.
    """
    torch.manual_seed(SEED)
    model, pieces = WordTagger(pretrained_encoder(encoder), len(TAGS)), Pieces(base_tokenizer())
    with TemporaryDirectory() as folder:
        warm_up(model, pieces, learned, SETTINGS, SEED, Path(folder) / "tdmsci.pt", _say)
    found = [set(tag_spans(predict_tags(model, pieces, segment))) for segment in held]
    return scores(found, [set(segment.spans) for segment in held])


def _say(step: int, steps: int, loss: float) -> None:
    if step % 50 == 0 or step == steps:
        sys.stderr.write(f"{step} of {steps}, loss {loss:.3f}\n")


def main() -> None:
    """Print the table."""
    public, recipe = map(Path, sys.argv[1:])
    learned, held = (list(read_corpus(public, f"tdmsci.{part}")) for part in ("train", "test"))
    sys.stdout.write(f"{'':8} {'P':>6} {'R':>6} {'F1':>6}\n")
    for name, figures in measure(learned, held, recipe / "pretrain").items():
        sys.stdout.write(f"{name:8} {' '.join(f'{figure:6.3f}' for figure in figures)}\n")


if __name__ == "__main__":
    main()
