"""Training of the judges of forms, of joins and of roles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
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
from extractors.judging.joins import JOINED, join_features
from extractors.judging.joins import NAMES as JOIN_NAMES
from extractors.judging.judge import ROLE_FILES, Judge
from extractors.judging.memory import Memory
from extractors.judging.roles import ROLES_OF, role_features, role_names
from extractors.model_files import FORMS, JOINS, LIMITS, MEMORY
from extractors.text import normalise
from extractors.training.reading import Read
from extractors.training.settings import JudgingSettings
from extractors.training.trees import ask_trees, export_trees, grow_trees
from kg.records import EntityType, Role
from ontology.folding import fold

Floats = NDArray[np.float32]

_ROLES = RoleFinder("roles")
# What all judges here share, beside the settings of all trees.
_COMMON = {"objective": "multiclass", "lambda_l2": 5.0}

# How much a pair of names counts of which the annotation does not say whether they are one.
_UNSAID = 0.3

Seen = list[tuple[tuple[str, ...], int]]


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated paper with its forms, read once for all folds.

    Args:
        read: The paper.
        forms: Its forms.
        classes: What each is in the annotation: 0 for no entity, else one more than the place of its type.
        seen: What a memory learns of them.
    """

    read: Read
    forms: list[Form]
    classes: list[int]
    seen: Seen


def read_case(read: Read) -> Case:
    """The forms of a paper, by rules and tagger."""
    forms = read_forms(read.doc, read.tagging)
    known = _by_form((entity, type_index(EntityType(entity["type"]))) for entity in read.note["entities"])
    classes = [known.get(form.key, 0) for form in forms]
    text = read.doc._.text
    seen: Seen = [(form_keys(text, form), class_) for form, class_ in zip(forms, classes, strict=True)]
    return Case(read, forms, classes, seen)


def _by_form(entities: Iterable[tuple[Annotation, int]]) -> dict[str, int]:
    """A number for each folded form of annotated entities; of two that share a form the first counts."""
    known: dict[str, int] = {}
    for entity, number in entities:
        for form in (*entity["mentions"], entity["name"]):
            known.setdefault(fold(normalise(form, title_end=0).text), number)
    return known


def fit_forms(cases: Sequence[Case], rounds: int) -> tuple[lightgbm.Booster, Memory]:
    """The judge of forms, and what it remembers; each paper is judged without the memory of itself."""
    memory = Memory()
    for case in cases:
        memory.learn(case.seen)
    rows = []
    for case in cases:
        memory.learn(case.seen, -1)
        rows.append(form_features(case.read.doc, case.read.tagging, case.forms, memory))
        memory.learn(case.seen)
    wanted = np.concatenate([np.asarray(case.classes) for case in cases])
    settings = {"num_class": 5, "num_leaves": 24, "learning_rate": 0.04, "min_data_in_leaf": 25, **_COMMON}
    return grow_trees(np.concatenate(rows), wanted, rounds, settings), memory


def wanted_joins(
    entities: Sequence[FoundEntity], pairs: Sequence[tuple[int, int]], text: str, note: Annotation
) -> list[int | None]:
    """For each pair 1 if the annotation has both under one entity, 0 if it has two, None if it lacks one."""
    numbered = list(enumerate(note["entities"]))
    owners = {
        type_: _by_form((entity, i) for i, entity in numbered if entity["type"] == type_.value)
        for type_ in JOINED
    }

    def owner(entity: FoundEntity) -> int | None:
        forms = [entity.name, *(text[slice(*span)] for span in entity.spans)]
        known = owners[entity.type]
        return next((known[key] for key in map(fold, forms) if key in known), None)

    owned = {i: owner(entities[i]) for pair in pairs for i in pair}
    return [
        None if owned[one] is None or owned[other] is None else int(owned[one] == owned[other])
        for one, other in pairs
    ]


def fit_joins(
    items: Sequence[Read], entities: Sequence[Sequence[FoundEntity]], rounds: int
) -> lightgbm.Booster:
    """The judge of two names of one thing.

    Args:
        entities: Of each paper, judged without having seen it, not joined yet.
    """
    rows, wanted = [], []
    for item, found in zip(items, entities, strict=True):
        pairs, features = join_features(item.doc, item.tagging, found)
        rows.append(features)
        wanted += wanted_joins(found, pairs, item.doc._.text, item.note)
    settings = {
        "objective": "binary",
        "num_leaves": 8,
        "learning_rate": 0.05,
        "min_data_in_leaf": 30,
        "lambda_l2": 5.0,
    }
    # What the annotation lacks may still be another name of what it has.
    weights = np.asarray([_UNSAID if one is None else 1.0 for one in wanted])
    classes = np.asarray([one or 0 for one in wanted])
    return grow_trees(np.concatenate(rows), classes, rounds, settings, weights)


def wanted_roles(entities: Sequence[FoundEntity], note: Annotation, type_: EntityType) -> list[int | None]:
    """The annotated role of each entity of the type, by its place in ROLES_OF; None for no such entity."""
    roles = _by_form(
        (entity, ROLES_OF[type_].index(Role(entity["role"])))
        for entity in note["entities"]
        if entity["type"] == type_.value and entity.get("role")
    )
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
        "num_class": len(ROLES_OF[type_]),
        "num_leaves": 12,
        "learning_rate": 0.05,
        "min_data_in_leaf": 15,
        **_COMMON,
    }
    return grow_trees(np.concatenate(rows), np.asarray(wanted), rounds, settings)


@dataclass(frozen=True, slots=True)
class Judges:
    """What was fitted, as `extractors.judging` decides with it.

    Args:
        forms: The judge of forms.
        memory: What it remembers.
        joins: The judge of two names of one thing.
        roles: The judge of the roles of methods, and that of data sets.
    """

    forms: lightgbm.Booster
    memory: Memory
    joins: lightgbm.Booster
    roles: dict[EntityType, lightgbm.Booster]

    def judge(self, limits: Thresholds) -> Judge:
        """What decides by them, without a file between."""
        roles = {type_: partial(ask_trees, booster) for type_, booster in self.roles.items()}
        forms, joins = partial(ask_trees, self.forms), partial(ask_trees, self.joins)
        return Judge(forms, joins, roles, self.memory, limits)

    def write(self, folder: Path, limits: Thresholds) -> None:
        """Write all of it where `Judge` reads it."""
        export_trees(self.forms, NAMES, folder / FORMS)
        export_trees(self.joins, JOIN_NAMES, folder / JOINS)
        for type_, booster in self.roles.items():
            export_trees(booster, role_names(), folder / ROLE_FILES[type_])
        for name, data in ((MEMORY, self.memory.to_json()), (LIMITS, limits.to_json())):
            (folder / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


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

    Each judge learns from what it will be given, hence from what those before it said of papers that they had
    not seen: the judge of joins from entities as they will be found, the judges of roles from joined ones.

    Returns:
        The judges; and by the `id()` of each paper its entities, with roles that judges of other folds gave.
    """
    cases = [read_case(item) for item in items]
    folds = sorted({item.fold for item in items})
    found: dict[int, list[FoundEntity]] = {}
    for held in folds:
        booster, memory = fit_forms(_taught(cases, held), settings.form_rounds)
        for case in (case for case in cases if case.read.fold == held):
            doc, tagging = case.read.doc, case.read.tagging
            chances = ask_trees(booster, form_features(doc, tagging, case.forms, memory))
            found[id(case.read)] = decide(doc, case.forms, chances, limits)
    forms, memory = fit_forms(_taught(cases), settings.form_rounds)
    joins = _fit_joins(cases, found, settings)
    unseen = {held: Judges(forms, memory, _fit_joins(cases, found, settings, held), {}) for held in folds}
    for item in items:
        entities = unseen[item.fold].judge(limits).join(item.doc, item.tagging, found[id(item)])
        found[id(item)] = rule_roles(item.doc, entities)
    judges = Judges(forms, memory, joins, _fit_all_roles(cases, found, settings))
    roles = {held: replace(judges, roles=_fit_all_roles(cases, found, settings, held)) for held in folds}
    # Only now, since judges of roles learn from the roles that the rules give.
    for item in items:
        roles[item.fold].judge(limits).set_roles(item.doc, item.tagging, found[id(item)])
    return judges, found


def _taught(cases: Sequence[Case], held: int | None = None) -> list[Case]:
    """Those that are learned from, but for a fold that is held out."""
    return [case for case in cases if case.read.taught and case.read.fold != held]


def _fit_joins(
    cases: Sequence[Case],
    found: Mapping[int, list[FoundEntity]],
    settings: JudgingSettings,
    held: int | None = None,
) -> lightgbm.Booster:
    taught = [case.read for case in _taught(cases, held)]
    return fit_joins(taught, [found[id(item)] for item in taught], settings.join_rounds)


def _fit_all_roles(
    cases: Sequence[Case],
    found: Mapping[int, list[FoundEntity]],
    settings: JudgingSettings,
    held: int | None = None,
) -> dict[EntityType, lightgbm.Booster]:
    taught = [case.read for case in _taught(cases, held)]
    entities = [found[id(item)] for item in taught]
    return {type_: fit_roles(taught, entities, type_, settings.role_rounds) for type_ in ROLES_OF}
