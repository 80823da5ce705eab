"""Decisions about entities: two are one, or one is two."""

from __future__ import annotations

from kg.data_directory import DataDirectory
from kg.errors import DecisionInvalid
from kg.records import Act, EntityType, Merge, Split
from kg.review.deciding import Reviewed, decide
from kg.review.desk import Desk
from kg.review.signature import Signature

__all__ = ["merge", "split"]


def merge(
    directory: DataDirectory,
    source: str,
    into: str,
    signature: Signature,
    *,
    kind: EntityType | None = None,
    wait: bool = False,
) -> Reviewed:
    """Say that two entities are one: what papers say of the first they say of the second from now on.

    The IRI of the first still answers, with the second.

    Args:
        directory: Where.
        source: The IRI of an entity or, with `kind`, a label or an alias.
        into: The entity that stays, given likewise.
        signature: Who decides, and why.
        kind: Of which type both are; IRIs tell it themselves.
        wait: Queue behind another writer instead of failing.

    Raises:
        DecisionInvalid: They are one already, or of different types.
        NameUnknown: There is no such entity.
        StoreError: As `kg.review.deciding.decide` says.
    """

    def act(desk: Desk) -> Act:
        old, new = desk.entity(source, kind, "source"), desk.entity(into, kind, "into")
        if old.type is not new.type:
            raise DecisionInvalid(
                f"A {old.type.value.lower()} and a {new.type.value.lower()} cannot be one thing.",
                where="into",
                remedy="Correct the mentions that have the wrong type.",
            )
        if old.identity == new.identity:
            raise DecisionInvalid(
                f"Both are {new.label!r} already.", where="into", remedy="Name two different entities."
            )
        return Merge(old, new)

    return decide(directory, signature, act, wait=wait)


def split(
    directory: DataDirectory,
    entity: str,
    instead: str,
    signature: Signature,
    *,
    name: str | None = None,
    paper: str | None = None,
    kind: EntityType | None = None,
    wait: bool = False,
) -> Reviewed:
    """Say that what papers call by a name, or what one paper names, is another thing than this entity.

    Args:
        directory: Where.
        entity: The IRI of the entity or, with `kind`, a label or an alias.
        instead: What the other thing is: an entity, given likewise, or a new label.
        signature: Who decides, and why.
        name: The name that means the other thing, as papers write it.
        paper: The IRI or an identifier of the one paper that means it; with a name, by that name alone.
        kind: Of which type it is; an IRI tells it itself.
        wait: Queue behind another writer instead of failing.

    Raises:
        DecisionInvalid: Neither name nor paper is given, or the other thing is the entity itself.
        NameUnknown: There is no such entity or paper, or none that calls the entity so.
        StoreError: As `kg.review.deciding.decide` says.
    """
    if name is None and paper is None:
        raise DecisionInvalid(
            "Nothing says what is the other thing.", where="name", remedy="Give a name, a paper, or both."
        )

    def act(desk: Desk) -> Act:
        meaning = desk.entity(entity, kind, "entity")
        other = desk.entity_or_new(instead, meaning.type, "as")
        if other.identity == meaning.identity:
            raise DecisionInvalid(
                f"{instead!r} is this entity itself.",
                where="as",
                remedy="Give the other thing a name of its own, such as its expansion.",
            )
        iri = None if paper is None else desk.paper(paper).stored.iri
        desk.require_named(meaning, name, iri)
        return Split(meaning, other, name, iri)

    return decide(directory, signature, act, wait=wait)
