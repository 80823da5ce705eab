"""What the names of one paper mean outside it, decided from stored records alone."""

from kg.linking.linked import LinkedBy, LinkedEntity
from kg.linking.linker import link, link_name
from kg.linking.union import UnitedEntity, unite

__all__ = ["LinkedBy", "LinkedEntity", "UnitedEntity", "link", "link_name", "unite"]
