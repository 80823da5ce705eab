"""From judged forms to entities."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from spacy.tokens import Doc

from extractors.components.annotations import FoundEntity
from extractors.judging.decisions import Thresholds, decide
from extractors.judging.forms import Form
from extractors.judging.roles import decide_roles
from kg.records import EntityType, Role

NONE, METHOD, DATASET = 0, 1, 2


def form(doc: Doc, surface: str) -> Form:
    """The form of a surface, at all its places."""
    starts = [i for i in range(len(doc.text)) if doc.text.startswith(surface, i)]
    return Form(surface.lower().replace(" ", "").replace("-", ""), [(i, i + len(surface)) for i in starts])


def chances(*sure: tuple[int, float]) -> np.ndarray:
    """Rows of probabilities: of a class, with the rest for none."""
    rows = np.zeros((len(sure), 5), np.float32)
    for row, (class_, chance) in zip(rows, sure, strict=True):
        row[NONE] = 1 - chance
        row[class_] += chance
    return rows


def test_a_form_that_the_judge_believes_in_is_an_entity(read: Callable[[str], Doc]) -> None:
    """With its probability as confidence; the other is dropped."""
    doc = read("Zorbs beat blips. Zorbs win.")
    entities = decide(
        doc, [form(doc, "Zorbs"), form(doc, "blips")], chances((METHOD, 0.9), (METHOD, 0.2)), Thresholds()
    )
    assert [(e.name, e.type, len(e.spans), e.confidence) for e in entities] == [
        ("Zorbs", EntityType.METHOD, 2, 0.9)
    ]


def test_a_short_form_brings_its_expansion_along(read: Callable[[str], Doc]) -> None:
    """One entity under the short name, though the judge alone would have dropped the long one."""
    doc = read("The gradual zorb network (GZN) wins.")
    assert doc._.abbreviations
    forms = [form(doc, "gradual zorb network"), form(doc, "GZN")]
    (entity,) = decide(doc, forms, chances((METHOD, 0.3), (METHOD, 0.8)), Thresholds())
    assert (entity.name, len(entity.spans)) == ("GZN", 2)


def test_where_mentions_overlap_the_longer_stands(read: Callable[[str], Doc]) -> None:
    """The shorter keeps its other places."""
    doc = read("A latent zorb model and a zorb model.")
    forms = [form(doc, "latent zorb model"), form(doc, "zorb model")]
    entities = decide(doc, forms, chances((METHOD, 0.7), (METHOD, 0.9)), Thresholds())
    assert [[doc.text[slice(*s)] for s in e.spans] for e in entities] == [
        ["latent zorb model"],
        ["zorb model"],
    ]
    assert entities[1].spans[0][0] > entities[0].spans[0][1]


def test_the_papers_own_needs_its_own_threshold() -> None:
    """Below it, the next best role is given, as probable as the entity and the role together."""
    entities = [FoundEntity(EntityType.METHOD, name, [(0, 1)], confidence=0.5) for name in "ab"]
    decide_roles(entities, np.asarray([[0.6, 0.3, 0.1, 0.0], [0.4, 0.1, 0.35, 0.15]], np.float32), 0.25)
    assert [(e.role, e.proposed) for e in entities] == [(Role.PROPOSED, True), (Role.COMPARED, False)]
    assert [round(e.role_confidence, 2) for e in entities] == [0.3, 0.17]


def test_thresholds_come_back_from_json() -> None:
    """As they were written."""
    limits = Thresholds({type_: 0.1 * i for i, type_ in enumerate(EntityType)}, 0.2)
    assert Thresholds.from_json(limits.to_json()) == limits
