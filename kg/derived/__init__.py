"""What is derived from all papers together at each publication, into a graph of its own.

Leaderboards, records, contradictions, victories, and how many papers are behind each entity and each report:
what GraphQL computes when asked, SPARQL finds there. `difference` tells from the catalogues what is touched,
so that a publication derives anew only that; `derive` reads, computes and writes it.
"""

from kg.derived.derive import VERSION, derive

__all__ = ["VERSION", "derive"]
