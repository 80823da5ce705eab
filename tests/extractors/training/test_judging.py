"""What the judges learn from annotated papers."""

from __future__ import annotations

from extractors.components.annotations import FoundEntity
from extractors.training.judging import wanted_joins
from kg.records import EntityType

TEXT = "Lossy coding\nWeightless beats Zorb and blips."


def entity(name: str) -> FoundEntity:
    """A method of that name where the text has it."""
    start = TEXT.index(name)
    return FoundEntity(EntityType.METHOD, name, [(start, start + len(name))])


def test_two_names_are_one_where_the_annotation_has_them_under_one_entity() -> None:
    """Whatever the form by which it has them; it says nothing of names that it lacks."""
    note = {
        "entities": [
            {"type": "Method", "name": "Weightless", "mentions": ["Weightless", "lossy coding"]},
            {"type": "Method", "name": "Zorb", "mentions": ["Zorb"]},
        ]
    }
    entities = [entity("Lossy coding"), entity("Weightless"), entity("Zorb"), entity("blips")]

    assert wanted_joins(entities, [(0, 1), (1, 2), (2, 3)], TEXT, note) == [1, 0, None]


def test_names_of_another_type_are_not_those_of_the_annotation() -> None:
    """A data set of the same name is another thing."""
    note = {"entities": [{"type": "Dataset", "name": "Zorb", "mentions": ["Zorb", "blips"]}]}

    assert wanted_joins([entity("Zorb"), entity("blips")], [(0, 1)], TEXT, note) == [None]
