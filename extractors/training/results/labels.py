"""What the annotations say of each number and each entity of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.components.annotations import FoundEntity
from extractors.components.results.learned.reading import Reading
from extractors.evaluation.folding import fold
from extractors.evaluation.pairing import Pairs, pair_entities
from extractors.guidelines import Annotation
from extractors.text import normalise

_TYPE_OF = {"metric": "Metric", "dataset": "Dataset", "method": "Method", "baseline": "Method"}


@dataclass(slots=True)
class Labels:
    """The annotated results of a text, beside what can be found in it.

    Args:
        of_value: For each value its annotated results; none for a number that is no outcome.
        claims: The annotated results without a value.
        names: The folded gold name that each entity stands for, by the entity's identity.
    """

    of_value: list[list[Annotation]]
    claims: list[Annotation]
    names: dict[int, str]

    def fills(self, entity: FoundEntity | None, slot: str, result: Annotation) -> bool:
        """Whether an entity, or nothing, is what an annotated result has in a slot."""
        name = result.get(slot)
        if entity is None or name is None:
            return entity is None and name is None
        return self.names[id(entity)] == fold(name)


def label(reading: Reading, annotation: Annotation) -> Labels:
    """Match the annotated results of a text to its numbers, and the annotated entities to its entities."""
    names = _names(reading, annotation)
    of_value: list[list[Annotation]] = [[] for _ in reading.values]
    claims = []
    for result in annotation["results"]:
        if result["value"] is None:
            claims.append(result)
            continue
        places = _places(reading, result)
        if places:
            of_value[_likeliest(reading, places, result, names, of_value)].append(result)
    return Labels(of_value, claims, names)


def _names(reading: Reading, annotation: Annotation) -> dict[int, str]:
    """As the evaluation pairs them."""
    written: Annotation = {
        "entities": [
            {
                "type": entity.type.value,
                "name": entity.name,
                "mentions": [reading.text[slice(*span)] for span in entity.spans],
            }
            for entity in reading.entities
        ]
    }
    pairs: Pairs = pair_entities(annotation, written)[0]
    return {
        id(entity): pairs.get((entity.type.value, fold(entity.name)), fold(entity.name))
        for entity in reading.entities
    }


def _places(reading: Reading, result: Annotation) -> list[int]:
    """The numbers within the quote that have the value, or those anywhere where the quote is not found."""
    value = round(abs(float(result["value"])), 6)
    equal = [
        i for i, found in enumerate(reading.values) if round(abs(float(found.quantity.value)), 6) == value
    ]
    quote = normalise(result["quote"], title_end=-1).text.strip()
    start, spans = reading.text.find(quote), []
    while start >= 0:
        spans.append((start, start + len(quote)))
        start = reading.text.find(quote, start + 1)
    within = [
        i for i in equal if any(start <= reading.values[i].quantity.number[0] < end for start, end in spans)
    ]
    return within or equal


def _likeliest(
    reading: Reading,
    places: Sequence[int],
    result: Annotation,
    names: dict[int, str],
    taken: Sequence[Sequence[Annotation]],
) -> int:
    """Of equal numbers the one whose unit agrees, that nothing else took and that its names are near."""

    def rank(i: int) -> tuple[bool, bool, float]:
        value = reading.values[i]
        distance = 0.0
        for slot in ("metric", "dataset", "method"):
            wanted = fold(result[slot]) if result.get(slot) else None
            gaps = [
                abs(listed.mention.start - value.quantity.span[0])
                for held in reading.listed[value.frame.index].values()
                for listed in held
                if names[id(listed.mention.entity)] == wanted
                and listed.mention.entity.type.value == _TYPE_OF[slot]
            ]
            distance += min(gaps, default=500) if wanted else 0
        unit = result.get("unit") == value.quantity.unit
        return (not unit, bool(taken[i]), distance)

    return min(places, key=rank)
