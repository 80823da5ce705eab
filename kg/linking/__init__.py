"""What the names of one paper mean outside it, decided from stored records alone."""

from kg.linking.linked import LinkedBy, LinkedEntity
from kg.linking.linker import link
from kg.linking.resolver import Meaning, Resolver, resolver, unknown_key
from kg.linking.union import UnitedEntity, unite

__all__ = [
    "LinkedBy",
    "LinkedEntity",
    "Meaning",
    "Resolver",
    "UnitedEntity",
    "link",
    "resolver",
    "unite",
    "unknown_key",
]
