"""Between what was found and linked in a paper and what is kept to be shown of it."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from kg.decisions import Shown, Standing, show
from kg.identity.iris import Iris
from kg.linking import LinkedEntity
from kg.rdf.paper_graph import paper_quads
from kg.records import Extraction, Paper
from kg.store.paper_table import StoredPaper
from kg.store.records import Records

__all__ = ["Showing"]


class Showing:
    """Applies the stored decisions to papers.

    Args:
        records: What was ingested and decided.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._iris = Iris(records.base)

    def linked(self, number: int) -> tuple[LinkedEntity, ...]:
        """What linking said of a stored paper, before any decision."""
        linked = self._records.decisions.linked(number)
        return self._records.entities.links(number) if linked is None else linked

    def of(
        self, iri: str, extraction: Extraction, links: Sequence[LinkedEntity], by: Standing | None = None
    ) -> Shown:
        """What shall be shown of a paper, by the decisions that count now or by others."""
        standing = self._records.decisions.standing() if by is None else by
        return show(iri, extraction, links, standing)

    def of_stored(self, stored: StoredPaper) -> Shown:
        """What shall be shown of a stored paper."""
        return self.of(stored.iri, stored.extraction, self.linked(stored.id))

    def quads(self, iri: str, paper: Paper, shown: Shown) -> list[Quad]:
        """The quads of a paper's graph. Raises GraphInvalid."""
        return paper_quads(self._iris, iri, paper, shown.extraction, shown.links, shown.results)

    def put(self, number: int, iri: str, links: Sequence[LinkedEntity], shown: Shown) -> None:
        """Keep what linking said of a stored paper, and what is to be shown of it."""
        if iri in self._records.decisions.standing().papers:
            # What the decisions graph tells of it depends on what the paper has.
            self._records.decisions.mark()
        self._records.entities.put_links(number, shown.links)
        self._records.decisions.put(number, links, shown.applied)
