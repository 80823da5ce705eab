"""One text as the learned linker sees it: every number as a value, with what the rules make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.components.annotations import FoundEntity, FoundResult, Quantity
from extractors.components.results.claims import claims
from extractors.components.results.context import Context
from extractors.components.results.coordination import lists
from extractors.components.results.draft import Draft
from extractors.components.results.drafting import draft_values
from extractors.components.results.frame import Frame, Mention, Series
from extractors.components.results.framing import build_frames
from extractors.components.results.learned.line import Line
from extractors.components.results.measure_phrases import measure_entities
from extractors.tagger.tagging import Tagging
from kg.records import EntityType

Span = tuple[int, int]

# Abstracts stay far below; what is longer is no prose, and every value is asked about every candidate.
_MAX_VALUES = 120
_MAX_CANDIDATES = 80


@dataclass(slots=True)
class Value:
    """One number.

    Args:
        quantity: The number.
        frame: Its sentence, in which all numbers are masked.
        series: The list that it stands in.
        position: Its place in the list.
        order: Its place among the numbers of the sentence.
        draft: What the rules make of it, None where they take it for no outcome.
    """

    quantity: Quantity
    frame: Frame
    series: Series
    position: int
    order: int
    draft: Draft | None


@dataclass(slots=True)
class Listed:
    """Where a mention stands in a list of its type."""

    mention: Mention
    position: int
    size: int


@dataclass(slots=True)
class Reading:
    """A text with its numbers, its entities by type, and the rules' opinion.

    Args:
        text: Normalised text.
        entities: What may fill slots, measures that only the grammar shows included.
        found: How many of `entities` were there before.
        frames: The sentences, with every number masked.
        lines: Their tokens.
        context: The paper's own method and task.
        values: The numbers in order.
        claims: The rules' claims without a value.
        tagging: What the tagger says, where there is one.
    """

    text: str
    entities: list[FoundEntity]
    found: int
    frames: list[Frame]
    lines: list[Line]
    context: Context
    values: list[Value]
    claims: list[FoundResult]
    tagging: Tagging | None = None
    by_type: dict[EntityType, list[FoundEntity]] = field(default_factory=dict)
    listed: list[dict[int, list[Listed]]] = field(default_factory=list)


def read(
    text: str,
    sentences: Sequence[Span],
    entities: Sequence[FoundEntity],
    quantities: Sequence[Quantity],
    tagging: Tagging | None = None,
) -> Reading:
    """Read a text; arguments as those of `find_results`."""
    ruled = build_frames(text, sentences, entities, quantities)
    measures = measure_entities(text, ruled, entities)
    known = [*entities, *measures]
    if measures:
        ruled = build_frames(text, sentences, known, quantities)
    context = Context(text, entities)
    drafts: dict[Span, Draft] = {}
    claimed: list[FoundResult] = []
    for frame in ruled:
        own = draft_values(frame, context) if frame.series else []
        drafts.update((draft.quantity.number, draft) for draft in own)
        claimed.extend(claims(frame, own, context))
        context.read(frame)
    frames = build_frames(text, sentences, known, quantities, counts=True)
    values = [value for frame in frames for value in _values(frame, drafts)][:_MAX_VALUES]
    lines = [Line(frame.mask, frame.start, frame.end) for frame in frames]
    reading = Reading(text, known, len(entities), frames, lines, context, values, claimed, tagging)
    for entity in known:
        peers = reading.by_type.setdefault(entity.type, [])
        if entity.spans and len(peers) < _MAX_CANDIDATES:
            peers.append(entity)
    reading.listed = [_listed(frame) for frame in frames]
    return reading


def _values(frame: Frame, drafts: dict[Span, Draft]) -> list[Value]:
    found: list[Value] = []
    for series in frame.series:
        for i, quantity in enumerate(series.quantities):
            found.append(Value(quantity, frame, series, i, len(found), drafts.get(quantity.number)))
    return found


def _listed(frame: Frame) -> dict[int, list[Listed]]:
    """The mentions of each entity of a sentence, by the entity's identity."""
    found: dict[int, list[Listed]] = {}
    for mentions in frame.mentions.values():
        for run in lists(frame, mentions):
            for i, mention in enumerate(run):
                found.setdefault(id(mention.entity), []).append(Listed(mention, i, len(run)))
    return found
