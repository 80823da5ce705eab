"""The component that finds results."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import register_extensions
from extractors.components.results.learned.decoding import decode
from extractors.components.results.learned.model import ResultModel
from extractors.components.results.learned.reading import read
from extractors.components.results.link import find_results
from extractors.components.results.tidying import tidy_metrics

NAME = "sotagraph_results"


@Language.factory(NAME, assigns=["doc._.results"])
def create_results(nlp: Language, name: str) -> ResultFinder:  # noqa: ARG001 - spaCy asks for it
    """Make the finder; it goes by rules alone until `use` gives it a model."""
    return ResultFinder(name)


class ResultFinder:
    """Link quantities, metrics, data sets and methods into results.

    What:
        Each sentence is read as a frame: its quantities in lists, its mentions, its text with both masked.
        The quantities that report an outcome get a kind from the cue words around them, a metric and data
        sets by the cost of the words between (all values of the sentence at once, in its order), the
        subject of their clause, or else the paper's own method, and what they are against. Lists are handed
        out pairwise. A measure claimed on data sets without a value gives a result for each. With a model,
        what these rules say is what its trees start from, and they decide.

    Examples:
        `FID of 1.91/2.43 on CIFAR-10/FFHQ` gives two results, `improves BLEU by 2.1 over X` a difference
        with the baseline X, `17.5 times faster` a speedup without a metric.

    Sets:
        `doc._.results`; and `doc._.entities`, whose metrics lose numbers and units at their edges, with the
        metrics that only the grammar around a number shows.

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name
        self._model: ResultModel | None = None

    def use(self, model: ResultModel) -> None:
        """Decide by this model from now on."""
        self._model = model

    def __call__(self, doc: Doc) -> Doc:
        """Set the results."""
        sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        entities = tidy_metrics(doc._.text, doc._.entities)
        if self._model is None:
            doc._.results = find_results(doc._.text, sentences, entities, doc._.quantities)
        else:
            reading = read(doc._.text, sentences, entities, doc._.quantities, doc._.tagging)
            doc._.results = decode(reading, self._model)
        named = {id(result.metric): result.metric for result in doc._.results if result.metric is not None}
        for entity in entities:
            named.pop(id(entity), None)
        doc._.entities = [*entities, *named.values()]
        return doc
