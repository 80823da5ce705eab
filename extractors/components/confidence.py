"""Confidences that hold, as a component."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.judging.curves import Curves

NAME = "sotagraph_confidence"


@Language.factory(NAME, requires=["doc._.entities"], assigns=["doc._.entities"])
def create_confidence(nlp: Language, name: str) -> Confidence:  # noqa: ARG001 - spaCy calls by keyword
    """Make the component; confidences stay as they are until `use` gives it curves."""
    return Confidence(name)


class Confidence:
    """Map what judges say to how often that was right on papers that they had not seen.

    What:
        It comes last, since the components before it learned from what the judges say.

    Sets:
        `FoundEntity.confidence` and `role_confidence`.

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._curves: Curves | None = None

    def use(self, curves: Curves) -> None:
        """Map by these curves from now on."""
        self._curves = curves

    def __call__(self, doc: Doc) -> Doc:
        """Set the confidences."""
        if self._curves is not None:
            self._curves.apply(doc._.entities)
        return doc
