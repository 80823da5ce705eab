"""Annotated Docs as what the trees of the results learn from."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.components.quantities import find_quantities
from extractors.components.results.learned.reading import Reading, read
from extractors.components.results.tidying import tidy_metrics
from extractors.guidelines import Annotation
from extractors.training.results.golden import annotated_entities, taken_spans
from extractors.training.results.labels import Labels, label


@dataclass(slots=True)
class Example:
    """One text with what was annotated in it.

    Args:
        reading: The text.
        labels: What is right.
        annotated: How many results were annotated with a value.
        fold: Texts of one fold are scored by trees that saw none of them.
        found: Whether the entities are those that the pipeline found, and not the annotated ones.
    """

    reading: Reading
    labels: Labels
    annotated: int
    fold: int
    found: bool


def examples_of(doc: Doc, annotation: Annotation, fold: int) -> list[Example]:
    """The Doc as the pipeline left it for the results, and again with the annotated entities.

    The second teaches what links names and numbers, undisturbed by names that were not found.

    Args:
        doc: The Doc before its results; entities and tagging by models that have not seen it.
        annotation: What was annotated.
        fold: The fold of the paper.
    """
    return [_found(doc, annotation, fold), _annotated(doc, annotation, fold)]


def _found(doc: Doc, annotation: Annotation, fold: int) -> Example:
    sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    entities = tidy_metrics(doc._.text, deepcopy(doc._.entities))
    reading = read(doc._.text, sentences, entities, doc._.quantities, doc._.tagging)
    return _example(reading, annotation, fold, found=True)


def _annotated(doc: Doc, annotation: Annotation, fold: int) -> Example:
    sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    entities = tidy_metrics(doc._.text, annotated_entities(doc._.text, annotation))
    quantities = find_quantities(doc._.text, taken_spans(entities, doc._.links))
    reading = read(doc._.text, sentences, entities, quantities, doc._.tagging)
    return _example(reading, annotation, fold, found=False)


def _example(reading: Reading, annotation: Annotation, fold: int, *, found: bool) -> Example:
    annotated = sum(result["value"] is not None for result in annotation["results"])
    return Example(reading, label(reading, annotation), annotated, fold, found)
