"""The spaCy pipeline: which components run, in which order."""

from __future__ import annotations

import sys
from types import ModuleType

import spacy
from spacy.language import Language

# Importing a component's module registers its factory, so that the pipeline does not depend on the entry
# points of an installed distribution.
from extractors.components import (
    abbreviations,
    confidence,
    entities,
    judge,
    links,
    patterns,
    quantities,
    results,
    roles,
    sentences,
    tagger,
    vocabulary,
)
from extractors.components.results.component import ResultFinder
from extractors.model import Model
from extractors.tokenizer import Tokenizer
from ontology.vocabulary import Vocabulary

# Each component reads what those before it left on the Doc (see `extractors.components.annotations`).
COMPONENTS: tuple[tuple[str, ModuleType], ...] = (
    ("sotagraph_sentences", sentences),
    ("sotagraph_abbreviations", abbreviations),
    ("sotagraph_links", links),
    ("sotagraph_vocabulary", vocabulary),
    ("sotagraph_patterns", patterns),
    ("sotagraph_entities", entities),
    ("sotagraph_quantities", quantities),
    ("sotagraph_roles", roles),
    ("sotagraph_tagger", tagger),
    ("sotagraph_judge", judge),
    ("sotagraph_results", results),
    ("sotagraph_confidence", confidence),
)


def build_pipeline(concepts: Vocabulary, model: Model | None = None) -> Language:
    """A blank English `Language` with our tokenizer and components.

    Components work in characters of the normalised text; tokens carry the sentence starts.

    Args:
        concepts: What the vocabulary matcher knows.
        model: What was trained; without it the rules decide alone.
    """
    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    # spaCy's own bound, a million characters, is for parsers; what is read is bounded by the sources.
    nlp.max_length = sys.maxsize
    for name, _ in COMPONENTS:
        component = nlp.add_pipe(name)
        if isinstance(component, vocabulary.VocabularyMatcher):
            component.use(concepts)
        elif model is not None and isinstance(component, tagger.Tagger):
            component.use(model.tagger)
        elif model is not None and isinstance(component, judge.Judge):
            component.use(model.judge)
        elif model is not None and isinstance(component, ResultFinder):
            component.use(model.results)
        elif model is not None and isinstance(component, confidence.Confidence):
            component.use(model.curves)
    return nlp
