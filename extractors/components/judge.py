"""The trained judges as a component."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import register_extensions
from extractors.components.roles import RoleFinder
from extractors.judging.judge import Judge as TrainedJudge

NAME = "sotagraph_judge"


@Language.factory(
    NAME,
    requires=["doc._.candidates", "doc._.entities", "doc._.links", "doc._.tagging"],
    assigns=["doc._.entities"],
)
def create_judge(nlp: Language, name: str) -> Judge:  # noqa: ARG001 - spaCy calls by keyword
    """Make the component; the rules' entities stand until `use` gives it a model."""
    return Judge(name)


class Judge:
    """Decide anew which names are entities, which of them are one, and which role each has.

    What:
        Every name that a rule or the tagger proposes is judged as a whole, over all its places, by boosted
        trees. Those that stand are joined where two are names of one thing, and every method and data set
        gets a role, in the same way.

    Sets:
        `doc._.entities`, with roles and with probabilities as confidences.

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name
        self._roles = RoleFinder(f"{name}_roles")
        self._judge: TrainedJudge | None = None

    def use(self, judge: TrainedJudge) -> None:
        """Judge with this model from now on."""
        self._judge = judge

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities."""
        if self._judge is not None and doc._.tagging is not None:
            doc._.entities = self._judge.entities(doc, doc._.tagging)
            self._roles(doc)
            self._judge.set_roles(doc, doc._.tagging, doc._.entities)
        return doc
