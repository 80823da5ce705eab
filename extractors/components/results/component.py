"""The component that sets `doc._.results`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import register_extensions
from extractors.components.results.link import find_results
from extractors.components.results.tidying import tidy_metrics


class ResultFinder:
    """Links quantities, metrics, data sets and methods into results."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.results`, and add the metrics that they found to `doc._.entities`."""
        sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        entities = tidy_metrics(doc.text, doc._.entities)
        doc._.results = find_results(doc.text, sentences, entities, doc._.quantities)
        known = {id(entity) for entity in entities}
        for result in doc._.results:
            if result.metric is not None and id(result.metric) not in known:
                known.add(id(result.metric))
                entities.append(result.metric)
        doc._.entities = entities
        return doc


@Language.factory("sotagraph_results", assigns=["doc._.results"])
def make_result_finder(nlp: Language, name: str) -> ResultFinder:
    """Make the component `sotagraph_results`."""
    register_extensions()
    return ResultFinder()
