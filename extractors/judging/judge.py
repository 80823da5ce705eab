"""The trained judges of forms and roles, loaded from a model's directory."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.judging.decisions import Thresholds, decide
from extractors.judging.features import NAMES, form_features
from extractors.judging.forms import read_forms
from extractors.judging.joins import NAMES as JOIN_NAMES
from extractors.judging.joins import join, join_features, limits_of
from extractors.judging.memory import Memory
from extractors.judging.roles import decide_roles, role_features, role_names
from extractors.model_files import DATASET_ROLES, FORMS, JOINS, LIMITS, MEMORY, METHOD_ROLES
from extractors.tagger.tagging import Tagging
from extractors.trees import Trees
from kg.records import EntityType

ROLE_FILES = {EntityType.METHOD: METHOD_ROLES, EntityType.DATASET: DATASET_ROLES}


#: Rows of features to the probability of each class, `[rows, classes]`.
Ask = Callable[[NDArray[np.float32]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides which forms are entities, which of these are one, and what the paper does with them.

    Args:
        forms: Asked about forms.
        joins: Asked about pairs of entities.
        roles: Asked about methods, and about data sets.
        memory: What names were in the annotated papers.
        limits: How sure to be.
    """

    forms: Ask
    joins: Ask
    roles: Mapping[EntityType, Ask]
    memory: Memory
    limits: Thresholds

    @classmethod
    def load(cls, directory: Path) -> Judge:
        """What `extractors.training.judging` wrote.

        Raises:
            ModelInvalid: The trees were trained on other features.
        """
        return cls(
            Trees(directory / FORMS, NAMES),
            Trees(directory / JOINS, JOIN_NAMES),
            {type_: Trees(directory / name, role_names()) for type_, name in ROLE_FILES.items()},
            Memory.from_json(json.loads((directory / MEMORY).read_text("utf-8"))),
            Thresholds.from_json(json.loads((directory / LIMITS).read_text("utf-8"))),
        )

    def entities(self, doc: Doc, tagging: Tagging) -> list[FoundEntity]:
        """The entities of a Doc that the rules and the tagger have read."""
        forms = read_forms(doc, tagging)
        chances = self.forms(form_features(doc, tagging, forms, self.memory))
        return self.join(doc, tagging, decide(doc, forms, chances, self.limits))

    def join(self, doc: Doc, tagging: Tagging, entities: Sequence[FoundEntity]) -> list[FoundEntity]:
        """The entities, those joined that are one under two names."""
        pairs, rows = join_features(doc, tagging, entities)
        limits = limits_of(rows, self.limits.join, self.limits.join_known)
        return join(entities, pairs, self.joins(rows), limits)

    def set_roles(self, doc: Doc, tagging: Tagging, entities: Sequence[FoundEntity]) -> None:
        """Give methods and data sets their roles in place of those that the rules gave them."""
        for type_, ask in self.roles.items():
            chances = ask(role_features(doc, tagging, entities, type_))
            of_type = [entity for entity in entities if entity.type is type_]
            decide_roles(of_type, chances, self.limits.own[type_])
