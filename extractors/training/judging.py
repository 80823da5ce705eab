"""Training of the judge of forms and of the judges of roles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.components.roles import RoleFinder
from extractors.guidelines import Annotation
from extractors.judging.decisions import Thresholds, decide
from extractors.judging.features import NAMES, form_features, form_keys, type_index
from extractors.judging.forms import Form, read_forms
from extractors.judging.judge import ROLE_FILES
from extractors.judging.memory import Memory
from extractors.judging.roles import ROLES_OF, decide_roles, role_features, role_names
from extractors.model_files import FORMS, LIMITS, MEMORY
from extractors.text import normalise
from extractors.training.reading import Read
from extractors.training.settings import JudgingSettings
from extractors.training.trees import export_trees
from kg.records import EntityType, Role
from ontology.folding import fold

Floats = NDArray[np.float32]

_ROLES = RoleFinder("roles")
# Fixed seeds and one order of sums, so that the same papers give the same trees.
_COMMON = {
    "verbosity": -1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 1,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
}


def form_classes(forms: Sequence[Form], note: Annotation) -> list[int]:
    """What each form is in the annotation: 0 for no entity, else one more than the place of its type."""
    known: dict[str, int] = {}
    for entity in note["entities"]:
        class_ = type_index(EntityType(entity["type"]))
        for form in (*entity["mentions"], entity["name"]):
            known.setdefault(fold(normalise(form, title_end=0).text), class_)
    return [known.get(form.key, 0) for form in forms]


def read_items(items: Sequence[Read]) -> tuple[list[list[Form]], list[list[int]]]:
    """The forms of each paper and their classes."""
    forms = [read_forms(item.doc, item.tagging) for item in items]
    return forms, [form_classes(found, item.note) for found, item in zip(forms, items, strict=True)]


Seen = list[tuple[tuple[str, ...], int]]


def _seen(doc: Doc, forms: Sequence[Form], classes: Sequence[int]) -> Seen:
    return [(form_keys(doc.text, form), class_) for form, class_ in zip(forms, classes, strict=True)]


def fit_forms(items: Sequence[Read], rounds: int) -> tuple[lightgbm.Booster, Memory]:
    """The judge of forms, and what it remembers; each paper is judged without the memory of itself."""
    forms, classes = read_items(items)
    seen = [_seen(item.doc, f, c) for item, f, c in zip(items, forms, classes, strict=True)]
    memory = Memory()
    for entries in seen:
        memory.learn(entries)
    rows = []
    for item, found, entries in zip(items, forms, seen, strict=True):
        memory.learn(entries, -1)
        rows.append(form_features(item.doc, item.tagging, found, memory))
        memory.learn(entries)
    table, wanted = np.concatenate(rows), np.concatenate([np.asarray(c) for c in classes])
    settings = {
        "objective": "multiclass",
        "num_class": 5,
        "num_leaves": 24,
        "learning_rate": 0.04,
        "min_data_in_leaf": 25,
        **_COMMON,
    }
    return lightgbm.train(settings, lightgbm.Dataset(table, wanted), rounds), memory


def wanted_roles(entities: Sequence[FoundEntity], note: Annotation, type_: EntityType) -> list[int | None]:
    """The annotated role of each entity of the type, by its place in ROLES_OF; None for no such entity."""
    roles: dict[str, int] = {}
    for entity in note["entities"]:
        if entity["type"] == type_.value and entity.get("role"):
            place = ROLES_OF[type_].index(Role(entity["role"]))
            for form in (*entity["mentions"], entity["name"]):
                roles.setdefault(fold(normalise(form, title_end=0).text), place)
    return [roles.get(fold(entity.name)) for entity in entities if entity.type is type_]


def fit_roles(
    items: Sequence[Read], entities: Sequence[Sequence[FoundEntity]], type_: EntityType, rounds: int
) -> lightgbm.Booster:
    """The judge of the roles of one type.

    Args:
        entities: Of each paper, judged without having seen it, with the roles that the rules give.
    """
    rows, wanted = [], []
    for item, found in zip(items, entities, strict=True):
        roles = wanted_roles(found, item.note, type_)
        known = [i for i, role in enumerate(roles) if role is not None]
        if known:
            rows.append(role_features(item.doc, item.tagging, found, type_)[known])
            wanted += [roles[i] for i in known]
    settings = {
        "objective": "multiclass",
        "num_class": len(ROLES_OF[type_]),
        "num_leaves": 12,
        "learning_rate": 0.05,
        "min_data_in_leaf": 15,
        **_COMMON,
    }
    return lightgbm.train(settings, lightgbm.Dataset(np.concatenate(rows), np.asarray(wanted)), rounds)


@dataclass(frozen=True, slots=True)
class Judges:
    """What was fitted, as `extractors.judging` decides with it.

    Args:
        forms: The judge of forms.
        memory: What it remembers.
        roles: The judge of the roles of methods, and that of data sets.
    """

    forms: lightgbm.Booster
    memory: Memory
    roles: dict[EntityType, lightgbm.Booster]

    def entities(self, item: Read, limits: Thresholds) -> list[FoundEntity]:
        """The entities of a paper, without roles."""
        return judged_entities(item, self.forms, self.memory, limits)

    def set_roles(self, item: Read, entities: Sequence[FoundEntity], limits: Thresholds) -> None:
        """Give methods and data sets their roles in place of those of the rules."""
        for type_, booster in self.roles.items():
            of_type = [entity for entity in entities if entity.type is type_]
            if of_type:
                rows = role_features(item.doc, item.tagging, entities, type_)
                decide_roles(of_type, predict(booster, rows), limits.own[type_])

    def write(self, folder: Path, limits: Thresholds) -> None:
        """Write all of it where `Judge` reads it."""
        export_trees(self.forms, NAMES, folder / FORMS)
        for type_, booster in self.roles.items():
            export_trees(booster, role_names(), folder / ROLE_FILES[type_])
        for name, data in ((MEMORY, self.memory.to_json()), (LIMITS, limits.to_json())):
            (folder / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def predict(booster: lightgbm.Booster, rows: Floats) -> Floats:
    """Probabilities of the classes, `[rows, classes]`."""
    return np.asarray(booster.predict(rows, num_threads=1), np.float32)


def judged_entities(
    item: Read, booster: lightgbm.Booster, memory: Memory, limits: Thresholds
) -> list[FoundEntity]:
    """The entities of a paper, with the roles that the rules give them."""
    forms = read_forms(item.doc, item.tagging)
    chances = predict(booster, form_features(item.doc, item.tagging, forms, memory))
    return rule_roles(item.doc, decide(item.doc, forms, chances, limits))


def rule_roles(doc: Doc, entities: list[FoundEntity]) -> list[FoundEntity]:
    """The same entities with roles by rules; the Doc keeps its own."""
    kept = doc._.entities
    doc._.entities = entities
    try:
        _ROLES(doc)
    finally:
        doc._.entities = kept
    return entities


def fit_judges(
    items: Sequence[Read], settings: JudgingSettings, limits: Thresholds
) -> tuple[Judges, dict[int, list[FoundEntity]]]:
    """The judges of all papers, and the entities that each paper has by judges of the other folds.

    The judge of roles learns from entities as they will be found, hence from those that a judge of forms
    found which had not seen the paper.

    Returns:
        The judges; and by the `id()` of each paper its entities, with roles that judges of other folds gave.
    """
    folds = sorted({item.fold for item in items})
    found: dict[int, list[FoundEntity]] = {}
    for held in folds:
        booster, memory = fit_forms([item for item in items if item.fold != held], settings.form_rounds)
        for item in items:
            if item.fold == held:
                found[id(item)] = judged_entities(item, booster, memory, limits)
    roles = {type_: _fit_all_roles(items, found, type_, settings) for type_ in ROLES_OF}
    given = []
    for held in folds:
        others = [item for item in items if item.fold != held]
        part = {type_: _fit_all_roles(others, found, type_, settings) for type_ in ROLES_OF}
        given += [(item, part) for item in items if item.fold == held]
    forms, memory = fit_forms(items, settings.form_rounds)
    # Only now: roles are features of nothing, but those of the rules are.
    for item, part in given:
        Judges(forms, memory, part).set_roles(item, found[id(item)], limits)
    return Judges(forms, memory, roles), found


def _fit_all_roles(
    items: Sequence[Read],
    found: Mapping[int, list[FoundEntity]],
    type_: EntityType,
    settings: JudgingSettings,
) -> lightgbm.Booster:
    return fit_roles(items, [found[id(item)] for item in items], type_, settings.role_rounds)
