"""Records as they are stored."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.records import Entity, EntityType, Extraction, Extractor, Mention, Role
from kg.records.codec import extraction_from_json, extraction_to_json
from kg.synthetic import paper


@given(st.integers(0, 10**7))
def test_a_record_is_read_back_as_it_was(index: int) -> None:
    """Nothing is lost on the way to the store."""
    _, extraction = paper(index)

    assert extraction_from_json(extraction_to_json(extraction)) == extraction


def test_a_record_from_before_roles_had_a_confidence_is_read() -> None:
    """What is stored stays readable; such a role counts as sure."""
    entity = Entity(EntityType.METHOD, "Sun", (Mention(0, 3, "Sun"),), Role.USED, role_confidence=0.7)
    new = Extraction("0" * 64, Extractor("by-hand", "1", "0"), (entity,))
    stored = json.loads(extraction_to_json(new))
    assert stored["entities"][0].pop("role_confidence") == 0.7

    (old,) = extraction_from_json(json.dumps(stored).encode()).entities

    assert (old.role, old.role_confidence) == (Role.USED, 1.0)
