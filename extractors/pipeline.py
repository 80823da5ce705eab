"""The spaCy pipeline: which components run, in which order."""

from __future__ import annotations

from types import ModuleType

import spacy
from spacy.language import Language

# Importing a component's module registers its factory, so that the pipeline does not depend on the entry
# points of an installed distribution.
from extractors.components import (
    abbreviations,
    entities,
    links,
    patterns,
    quantities,
    results,
    roles,
    sentences,
    vocabulary,
)
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
    ("sotagraph_results", results),
)


def build_pipeline(concepts: Vocabulary) -> Language:
    """A blank English `Language` with our components; `concepts` are what the vocabulary matcher knows.

    Only the tokenizer is spaCy's own. Components work in characters, since its tokens do not split
    `1.91/2.43` or `FID=1.42`; tokens carry the sentence starts and nothing else.
    """
    nlp = spacy.blank("en")
    for name, _ in COMPONENTS:
        component = nlp.add_pipe(name)
        if isinstance(component, vocabulary.VocabularyMatcher):
            component.use(concepts)
    return nlp
