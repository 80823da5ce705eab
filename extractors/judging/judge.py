"""The trained judges of forms and roles, loaded from a model's directory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.judging.decisions import Thresholds, decide
from extractors.judging.features import NAMES, form_features
from extractors.judging.forms import read_forms
from extractors.judging.memory import Memory
from extractors.judging.roles import ROLES_OF, decide_roles, role_features, role_names
from extractors.model_files import DATASET_ROLES, FORMS, LIMITS, MEMORY, METHOD_ROLES
from extractors.tagger.tagging import Tagging
from extractors.trees import Trees
from kg.records import EntityType

ROLE_FILES = {EntityType.METHOD: METHOD_ROLES, EntityType.DATASET: DATASET_ROLES}


class Judge:
    """Decides which forms are entities, and what the paper does with them.

    Args:
        directory: What `extractors.training.judging` wrote.

    Raises:
        ModelInvalid: The trees were trained on other features.
    """

    def __init__(self, directory: Path) -> None:
        self._forms = Trees(directory / FORMS, NAMES)
        self._roles = {type_: Trees(directory / name, role_names()) for type_, name in ROLE_FILES.items()}
        self._memory = Memory.from_json(json.loads((directory / MEMORY).read_text("utf-8")))
        self._limits = Thresholds.from_json(json.loads((directory / LIMITS).read_text("utf-8")))

    def entities(self, doc: Doc, tagging: Tagging) -> list[FoundEntity]:
        """The entities of a Doc that the rules and the tagger have read."""
        forms = read_forms(doc, tagging)
        chances = self._forms(form_features(doc, tagging, forms, self._memory))
        return decide(doc, forms, chances, self._limits)

    def set_roles(self, doc: Doc, tagging: Tagging, entities: Sequence[FoundEntity]) -> None:
        """Give methods and data sets their roles in place of those that the rules gave them."""
        for type_ in ROLES_OF:
            chances = self._roles[type_](role_features(doc, tagging, entities, type_))
            of_type = [entity for entity in entities if entity.type is type_]
            decide_roles(of_type, chances, self._limits.own[type_])
