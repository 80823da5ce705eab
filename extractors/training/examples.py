"""Annotated papers as examples for the tagger."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language

from extractors.tagger.features import Features, read_features
from extractors.tagger.words import Words, read_words
from extractors.text import normalise
from extractors.training.annotated import AnnotatedPaper
from extractors.training.targets import Targets, read_targets


@dataclass(frozen=True, slots=True)
class Example:
    """One text as the tagger reads it, with what it shall say.

    Args:
        key: The id of the paper.
        words: Its words.
        features: What the rules say, `[words, FEATURE_COUNT]`.
        targets: What the annotation says.
        measured: Whether models are measured on papers annotated as this one was.
    """

    key: str
    words: Words
    features: Features
    targets: Targets
    measured: bool = True


def read_example(nlp: Language, annotated: AnnotatedPaper) -> Example:
    """The example of one annotated paper, by the rules of `nlp`."""
    paper = annotated.paper
    normalised = normalise(paper.text, title_end=len(paper.title))
    doc = nlp(normalised.text)
    words = read_words(doc)
    targets = read_targets(paper.text, normalised, doc, words, annotated.annotation)
    return Example(annotated.id, words, read_features(doc, words), targets, annotated.measured)
