"""Papers as the judges learn from them: read by the rules and by a tagger that has not seen them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from extractors.components.tagger import Tagger
from extractors.guidelines import Annotation
from extractors.pipeline import build_pipeline
from extractors.tagger.session import TaggerSession
from extractors.tagger.tagging import Tagging
from extractors.text import Normalised, normalise
from extractors.training.annotated import AnnotatedPaper
from kg.records import Paper
from ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Read:
    """One annotated paper.

    Args:
        fold: To which it belongs.
        paper: Title and abstract.
        normalised: The text as components see it.
        doc: What the rules found, with the tagging.
        note: The annotation.
        taught: Whether it is learned from, and not only measured.
    """

    fold: int
    paper: Paper
    normalised: Normalised
    doc: Doc
    note: Annotation
    taught: bool

    @property
    def tagging(self) -> Tagging:
        """What the tagger says."""
        tagging: Tagging = self.doc._.tagging
        return tagging


def read_held_out(
    papers: Sequence[AnnotatedPaper],
    taggers: Sequence[Path],
    vocabulary: Vocabulary,
    taught: Container[str],
    report: Callable[[int], None],
) -> Iterator[Read]:
    """Each paper, by the tagger of the fold that it belongs to, which was trained on the other folds.

    Args:
        papers: Annotated papers.
        taggers: The directory of each fold's network.
        taught: The ids of the papers that are learned from.
        report: Called with the number of papers that are read.
    """
    nlp = build_pipeline(vocabulary)
    sessions = [TaggerSession(directory) for directory in taggers]
    component = nlp.get_pipe("sotagraph_tagger")
    assert isinstance(component, Tagger)  # noqa: S101 - for the type checker
    for done, found in enumerate(papers):
        fold = found.position % len(sessions)
        component.use(sessions[fold])
        normalised = normalise(found.paper.text, title_end=len(found.paper.title))
        doc = nlp(normalised.text)
        yield Read(fold, found.paper, normalised, doc, found.annotation, found.id in taught)
        report(done + 1)
