"""Canonical keys of names that nothing knows yet."""

from __future__ import annotations

from functools import cache

from kg.linking import Resolver
from kg.records import EntityType
from ontology.vocabulary import Vocabulary

__all__ = ["new_key"]


def new_key(kind: EntityType, name: str) -> str:
    """The key that linking gives to a name that no vocabulary has: other papers' names lead there too."""
    return _unknowing().resolve(kind, name).key


@cache
def _unknowing() -> Resolver:
    return Resolver(Vocabulary(()))
