"""Entities of one paper that are one thing outside it, made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.linking.linked import LinkedEntity
from kg.records import Entity, EntityType, Mention, Role

# One paper has one role for a thing, the first that applies in this order.
_STRENGTH = {
    role: rank
    for rank, role in enumerate(
        (
            Role.PROPOSED,
            Role.USED,
            Role.COMPARED,
            Role.INTRODUCED,
            Role.EVALUATED,
            Role.TRAINED,
            Role.MENTIONED,
        )
    )
}


@dataclass(frozen=True, slots=True)
class UnitedEntity:
    """A thing outside the paper, with all that the paper says of it.

    Args:
        type: What it is.
        key: The canonical key; type and key make the IRI.
        names: The paper's names for it, in string order.
        mentions: Those of all names, by offset, one for each stretch of text.
        role: The strongest of all names' roles, or None if none has any.
    """

    type: EntityType
    key: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    role: Role | None


def unite(entities: Sequence[Entity], links: Sequence[LinkedEntity]) -> tuple[UnitedEntity, ...]:
    """The paper's entities by what they are outside it, sorted by type and key.

    `links` run beside `entities`, as `kg.linking.link` gives them.
    """
    groups: dict[tuple[EntityType, str], list[Entity]] = {}
    for entity, linked in zip(entities, links, strict=True):
        groups.setdefault((linked.type, linked.key), []).append(entity)
    return tuple(_united(*identity, members) for identity, members in sorted(groups.items()))


def _united(entity_type: EntityType, key: str, members: list[Entity]) -> UnitedEntity:
    roles = [member.role for member in members if member.role is not None]
    return UnitedEntity(
        type=entity_type,
        key=key,
        names=tuple(sorted({member.name for member in members})),
        mentions=_mentions(members),
        role=min(roles, key=_STRENGTH.__getitem__, default=None),
    )


def _mentions(members: list[Entity]) -> tuple[Mention, ...]:
    """One mention for each stretch of text; the more confident one stays."""
    by_span: dict[tuple[int, int], Mention] = {}
    for mention in (mention for member in members for mention in member.mentions):
        place = (mention.start, mention.end)
        known = by_span.get(place)
        if known is None or mention.confidence > known.confidence:
            by_span[place] = mention
    return tuple(by_span[place] for place in sorted(by_span))
