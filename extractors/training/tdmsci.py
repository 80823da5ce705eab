"""The tagger on TDMSci (Hou et al. 2021): `python -m extractors.training.tdmsci PUBLIC RECIPE [PART]`.

It goes on from the tagger that `sotagraph train` left in the folder RECIPE, learns from `tdmsci.train` in the
folder PUBLIC, and prints precision, recall and F1 of whole spans with their types on `tdmsci.test`. The
authors' own released predictions have an F1 of 0.621. Nothing of it is part of the model that the package
brings.

With the PART `train` it learns from four fifths of `tdmsci.train` and measures on the fifth: by that the
settings were chosen.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from spacy.language import Language

from extractors.pipeline import build_pipeline
from extractors.tagger.chain import Chain
from extractors.tagger.features import Features, read_features
from extractors.tagger.pieces import Pieces
from extractors.tagger.tagging import TAGS
from extractors.tagger.words import Words, read_words
from extractors.training.base import base_tokenizer
from extractors.training.batches import to_inputs
from extractors.training.corpora import Segment, TokenSpan, read_corpus
from extractors.training.examples import Example
from extractors.training.fitting import fit
from extractors.training.network import Tagger
from extractors.training.settings import FittingSettings, load_settings
from extractors.training.tagger_steps import trained_tagger
from extractors.training.targets import IGNORED, Targets
from extractors.training.warming import glued_tokens, segment_tags
from kg.records import EntityType
from ontology.vocabulary import load_vocabulary

SEED = 7


def settings() -> FittingSettings:
    """Those of the recipe, but more sentences a step than it takes windows of abstracts, which are longer."""
    return replace(load_settings().fitting, epochs=4, batch=16)


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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment as a text that the rules have read.

    Args:
        segment: The segment.
        starts, ends: The places of its tokens in the text.
        words: The words that the tagger reads, which may be others than the tokens.
        features: What the rules say of them.
    """

    segment: Segment
    starts: list[int]
    ends: list[int]
    words: Words
    features: Features

    @classmethod
    def read(cls, nlp: Language, segment: Segment) -> Sentence:
        """Join the tokens to a text and read it."""
        text, starts, ends = "", [], []
        for token, glued in zip(segment.tokens, glued_tokens(segment.tokens), strict=True):
            text += "" if glued or not text else " "
            starts.append(len(text))
            text += token
            ends.append(len(text))
        doc = nlp(text)
        words = read_words(doc)
        return cls(segment, starts, ends, words, read_features(doc, words))

    def example(self) -> Example:
        """The sentence with what the tagger shall say of it."""
        tags = np.zeros(len(self.words), np.int64)
        for span in tag_spans(segment_tags(self.segment)):
            first = bisect_right(self.words.ends, self.starts[span.start])
            last = bisect_left(self.words.starts, self.ends[span.end - 1])
            tags[first:last] = 1 + TAGS.index(f"B-{span.type.value}")
            tags[first] -= 1
        nothing = np.full(len(self.words), IGNORED, np.int64)
        return Example("", self.words, self.features, Targets(tags, nothing, []))

    def spans(self, tags: Sequence[int]) -> set[TokenSpan]:
        """The tokens that what is tagged touches.

        Args:
            tags: Index in TAGS for each word.
        """
        found = set()
        for span in tag_spans(tags):
            first = bisect_right(self.ends, self.words.starts[span.start])
            last = bisect_left(self.starts, self.words.ends[span.end - 1])
            found.add(TokenSpan(first, last, span.type))
        return found


def measure(
    model: Tagger, learned: Sequence[Segment], held: Sequence[Segment], settings: FittingSettings
) -> dict[str, list[float]]:
    """Learn from some segments and score on others, see `scores`.

    Args:
        model: Goes on from what it has learned; it is changed.
    """
    nlp, pieces = build_pipeline(load_vocabulary()), Pieces(base_tokenizer())
    torch.manual_seed(SEED)
    examples = [Sentence.read(nlp, segment).example() for segment in learned]
    with TemporaryDirectory() as folder:
        fit(model, pieces, examples, settings, SEED, Path(folder) / "fit.pt", _say)
    model.eval()
    sentences = [Sentence.read(nlp, segment) for segment in held]
    found = [sentence.spans(_tags(model, pieces, sentence)) for sentence in sentences]
    return scores(found, [set(sentence.segment.spans) for sentence in sentences])


def _tags(model: Tagger, pieces: Pieces, sentence: Sentence) -> list[int]:
    """The most probable tag of each word."""
    tags: list[int] = []
    transitions = model.heads.chain().detach().numpy()
    for window in pieces.windows(sentence.words.texts):
        words = slice(window.start, window.start + len(window.first))
        inputs = to_inputs([window], [sentence.words.shapes[words]], [sentence.features[words]])
        with torch.inference_mode():
            emissions, *_ = model(
                inputs.ids, inputs.shapes, inputs.features, torch.tensor(window.first), torch.tensor([0])
            )
        said = Chain(emissions.numpy(), transitions).marginals().argmax(1).tolist()
        tags += said[slice(*window.kept)]
    return tags


def _say(step: int, steps: int, loss: float) -> None:
    if step % 50 == 0 or step == steps:
        sys.stderr.write(f"{step} of {steps}, loss {loss:.3f}\n")


def main() -> None:
    """Print the table."""
    public, recipe = map(Path, sys.argv[1:3])
    learned, held = (list(read_corpus(public, f"tdmsci.{part}")) for part in ("train", "test"))
    if sys.argv[3:] == ["train"]:
        held = learned[::5]
        learned = [segment for place, segment in enumerate(learned) if place % 5]
    sys.stdout.write(f"{'':8} {'P':>6} {'R':>6} {'F1':>6}\n")
    found = measure(trained_tagger(recipe / "train"), learned, held, settings())
    for name, figures in found.items():
        sys.stdout.write(f"{name:8} {' '.join(f'{figure:6.3f}' for figure in figures)}\n")


if __name__ == "__main__":
    main()
