"""What every resolver of one request shares: one snapshot, and one loader a kind of row.

A request sees one snapshot from its first resolver to its last. Loaders collect what a level of the query
asks for and answer it with one call, so that a list of a hundred results costs as many queries as one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from kg.reader import Snapshot
from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext

from kg.queries import entities, papers, results, roles
from kg.queries.rows import (
    EntityFilter,
    EntityRow,
    Page,
    PageRequest,
    PaperFilter,
    PaperRow,
    ResultFilter,
    ResultRow,
    RoleRow,
)
from kg.records import EntityType

Key = TypeVar("Key")
Value = TypeVar("Value")

EntityRequest = tuple[EntityType, EntityFilter, PageRequest]
PaperRequest = tuple[PaperFilter, PageRequest]
ResultRequest = tuple[ResultFilter, PageRequest]

#: How many keys one call of a loader may have; beyond it the level takes a second query.
BATCH = 500


class Context(BaseContext):
    """The context of one request."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot = snapshot
        self.entity = self._by_iri(entities.entities_by_iri)
        self.paper = self._by_iri(papers.papers_by_iri)
        self.result = self._by_iri(results.results_by_iri)
        self.roles: DataLoader[str, tuple[RoleRow, ...] | None] = self._by_iri(roles.roles_by_paper)
        self.entity_pages: DataLoader[EntityRequest, Page[EntityRow]] = self._batched(entities.entity_pages)
        self.paper_pages: DataLoader[PaperRequest, Page[PaperRow]] = self._batched(papers.paper_pages)
        self.result_pages: DataLoader[ResultRequest, Page[ResultRow]] = self._batched(results.result_pages)

    async def run(self, query: Callable[..., Value], *arguments: object) -> Value:
        """Run a typed query on this request's snapshot in a thread, from call to plain rows."""
        return await asyncio.to_thread(query, self.snapshot, *arguments)

    def _batched(self, query: Callable[[Snapshot, Sequence[Key]], list[Value]]) -> DataLoader[Key, Value]:
        return DataLoader(partial(self.run, query), max_batch_size=BATCH)

    def _by_iri(
        self, query: Callable[[Snapshot, Sequence[str]], dict[str, Value]]
    ) -> DataLoader[str, Value | None]:
        async def load(iris: list[str]) -> list[Value | None]:
            found = await self.run(query, iris)
            return [found.get(iri) for iri in iris]

        return DataLoader(load, max_batch_size=BATCH)


__all__ = ["Context", "EntityRow", "Page", "PaperRow", "ResultRow"]
