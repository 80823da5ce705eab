"""What a paper does with the methods and data sets that it names."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity, register_extensions
from kg.records import EntityType, Role

NAME = "sotagraph_roles"


@Language.factory(NAME)
def create_roles(nlp: Language, name: str) -> RoleFinder:  # noqa: ARG001 - spaCy asks for it
    """Make the finder."""
    return RoleFinder(name)


class RoleFinder:
    """First version."""

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set the role of each method and data set."""
        for entity in doc._.entities:
            entity.role = self._role(doc, entity)
        return doc

    def _role(self, doc: Doc, entity: FoundEntity) -> Role | None:
        if entity.type is EntityType.METHOD:
            return Role.PROPOSED if entity.proposed else Role.USED
        if entity.type is EntityType.DATASET:
            return Role.INTRODUCED if entity.proposed else Role.EVALUATED
        return None
