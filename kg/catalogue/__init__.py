"""The catalogue: names for search, and every column that lists filter, sort or page by.

A SQLite file beside each snapshot's graph, derived from that graph alone and rebuildable from it at any
time. The graph is the truth; the catalogue is there because it pages sorted lists in milliseconds.
"""

from kg.catalogue.build import VERSION, build_catalogue, complete_catalogue
from kg.catalogue.catalogue import Catalogue
from kg.catalogue.derived import Touched

__all__ = ["VERSION", "Catalogue", "Touched", "build_catalogue", "complete_catalogue"]
