"""The spaCy pipeline: which components run, in which order."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import spacy
from spacy.language import Language

from extractors.components.annotations import register_extensions
from extractors.components.vocabulary import VocabularyMatcher
from ontology.vocabulary import Vocabulary

# Each component reads what those before it left on the Doc (see `extractors.components.annotations`).
COMPONENTS: tuple[str, ...] = (
    "sotagraph_sentences",
    "sotagraph_abbreviations",
    "sotagraph_links",
    "sotagraph_vocabulary",
    "sotagraph_patterns",
    "sotagraph_entities",
    "sotagraph_quantities",
    "sotagraph_roles",
    "sotagraph_results",
)


def build_pipeline(vocabulary: Vocabulary) -> Language:
    """A blank English `Language` with our components; the vocabulary is handed to the matcher.

    Only the tokenizer is spaCy's own. Components work in characters, since its tokens do not split
    `1.91/2.43` or `FID=1.42`; tokens carry the sentence starts and nothing else.
    """
    register_extensions()
    nlp = spacy.blank("en")
    nlp.max_length = 1_000_000
    for name in COMPONENTS:
        module = f"extractors.components.{name.removeprefix('sotagraph_')}"
        if find_spec(module) is None:  # until all components are there
            continue
        import_module(module)
        component = nlp.add_pipe(name)
        if isinstance(component, VocabularyMatcher):
            component.use(vocabulary)
    return nlp
