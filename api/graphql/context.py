"""What every resolver of one request shares: one snapshot, one loader a kind of row, and what it may cost.

A request sees one snapshot from its first resolver to its last. Loaders collect what a level of the query
asks for and answer it with one call, so that a list of a hundred results costs as many queries as one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Hashable, Sequence
from concurrent.futures import Executor
from functools import partial
from threading import Lock
from typing import TypeVar

from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext

from api.jobs import JobDesk
from api.keys import Key as ApiKey
from api.keys import KeyRing, Scope, Unauthenticated
from api.snapshots import current_snapshot
from kg.data_directory import DataDirectory
from kg.errors import CursorExpired, QueryInvalid, QueryTooLarge, SnapshotMissing, SotagraphError, StoreEmpty
from kg.leaderboards.ranking import Leaderboard
from kg.queries import (
    boards,
    decisions,
    entities,
    former,
    leaderboard,
    mentions,
    papers,
    provenance,
    relatives,
    results,
    roles,
)
from kg.queries.arguments import EntityFilter, PageRequest, PaperFilter, ResultFilter
from kg.queries.rows import DecisionRow, EntityRow, Page, PaperRow, ResultRow, RoleRow
from kg.reader import Reader, Snapshot
from kg.records import EntityType
from kg.store.manifest import Manifest

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Row = TypeVar("Row")

EntityRequest = tuple[EntityType, EntityFilter, PageRequest]
PaperRequest = tuple[PaperFilter, PageRequest]
ResultRequest = tuple[ResultFilter, PageRequest]

#: How many keys one call of a loader may have; beyond it the level takes a second query.
BATCH = 500
#: How many nodes all lists of one answer may hold together, an empty list counted as one.
MAX_NODES = 10_000


class Context(BaseContext):
    """The context of one request.

    Args:
        reader: Where snapshots come from.
        threads: Where typed queries run; without it, where asyncio runs what would block.
        directory: Where decisions are kept and keys are; without it, nothing can be written.
        desk: Where jobs are asked for.
        may_go_on: Whether a stream may.

    Attributes:
        streams: Whether it answers a subscription, which alone may take as long as it likes.
        decides: Whether a decision is being kept, which goes on though nobody waits for it any more.
    """

    streams = False
    decides = False

    def __init__(
        self,
        reader: Reader,
        threads: Executor | None = None,
        directory: DataDirectory | None = None,
        desk: JobDesk | None = None,
        may_go_on: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__()
        self._reader = reader
        self._threads = threads
        self._directory = directory
        self._desk = desk
        self.may_go_on = may_go_on
        # Whether the answer says more than what its snapshot does, so that the snapshot does not name it.
        self._volatile = False
        self._pinned: frozenset[str] = frozenset()
        self._snapshot: Snapshot | None = None
        self._opening = Lock()
        self._paging = asyncio.Lock()
        self._nodes = 0
        self._load_anew()

    def for_stream(self) -> Context:
        """A context of its own for one of the operations of a connection, which all come with one."""
        context = Context(self._reader, self._threads, self._directory, self._desk, self.may_go_on)
        context.request, context.connection_params = self.request, self.connection_params
        context.streams = True
        return context

    def renew(self) -> None:
        """Answer what follows from the snapshot that is current now: something was written."""
        self._pinned, self._snapshot = frozenset(), None
        self._load_anew()

    async def authorize(self, scope: Scope) -> tuple[DataDirectory, ApiKey]:
        """Where may be written, and by which key. Raises Unauthenticated or Forbidden if it may not be."""
        sent, directory = self._sent_key(), self._directory
        if directory is None:
            raise Unauthenticated("nothing can be written here.", where="Authorization")
        return directory, await self.work(lambda: KeyRing(directory).authorize(sent, scope))

    def has_key(self) -> bool:
        """Whether a key that counts was sent, whatever it allows; told at once, without a thread."""
        if self._directory is None:
            return False
        try:
            KeyRing(self._directory).identify(self._sent_key())
        except Unauthenticated:
            return False
        return True

    def _sent_key(self) -> str | None:
        sent = None if self.request is None else self.request.headers.get("authorization")
        if sent is None and isinstance(self.connection_params, dict):
            # Browsers cannot give a websocket a header.
            given = {str(name).lower(): value for name, value in self.connection_params.items()}
            found = given.get("authorization")
            sent = found if isinstance(found, str) else None
        return sent

    async def jobs(self) -> tuple[JobDesk, ApiKey]:
        """Where jobs are, and by which key. Raises Unauthenticated or Forbidden if they may not be seen."""
        directory, key = await self.authorize(Scope.INGEST)
        self._volatile = True
        if self.response is not None and "etag" in self.response.headers:
            del self.response.headers["etag"]
        return self._desk or JobDesk(directory), key

    def _load_anew(self) -> None:
        """Loaders that have loaded nothing yet."""
        self.entity = self._by_iri(entities.entities_by_iri)
        self.paper = self._by_iri(papers.papers_by_iri)
        self.result = self._by_iri(results.results_by_iri)
        self.relatives = self._by_iri(relatives.relatives_by_iri)
        self.roles: DataLoader[str, tuple[RoleRow, ...] | None] = self._by_iri(roles.roles_by_paper)
        self.entity_pages: DataLoader[EntityRequest, Page[EntityRow]] = self._paged(entities.entity_pages)
        self.paper_pages: DataLoader[PaperRequest, Page[PaperRow]] = self._paged(papers.paper_pages)
        self.result_pages: DataLoader[ResultRequest, Page[ResultRow]] = self._paged(results.result_pages)
        self.mention = self._by_iri(mentions.mentions_by_iri)
        self.paper_mention_pages = self._paged(mentions.paper_mention_pages)
        self.entity_mention_pages = self._paged(mentions.entity_mention_pages)
        self.provenance = self._by_iri(provenance.provenance_by_paper)
        self.former = self._by_iri(former.former_facts)
        self._decisions = self._by_iri(_all_decisions)
        self.leaderboard_entry = self._by_iri(boards.leaderboard_entries)
        self.contradiction = self._by_iri(boards.contradictions_by_iri)
        self.victory = self._by_iri(boards.victories_by_iri)
        self.board: DataLoader[leaderboard.BoardKey, Leaderboard | None] = self._by_iri(
            leaderboard.leaderboards
        )
        self.leaderboard_pages = self._paged(boards.leaderboard_pages)
        self.contradiction_pages = self._paged(boards.contradiction_pages)
        self.victory_pages = self._paged(boards.victory_pages)

    async def published(self) -> Manifest | None:
        """What is known of the snapshot that is current now; None before the first."""
        try:
            return (await current_snapshot(self._reader, self._threads)).manifest
        except StoreEmpty:
            return None

    async def run(self, query: Callable[..., Value], *arguments: object) -> Value:
        """Run a typed query on this request's snapshot in a thread, from call to plain rows."""
        return await self.work(lambda: query(self._current(), *arguments))

    async def work(self, function: Callable[[], Value]) -> Value:
        """Run what would block in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function)

    async def all_decisions(self) -> list[DecisionRow]:
        """All decisions, read once for the whole request."""
        return await self._decisions.load("all") or []

    def spend(self, nodes: int) -> None:
        """Count nodes of the answer. Raises QueryTooLarge when they are too many."""
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise QueryTooLarge(
                f"the answer would have more than {MAX_NODES:,} nodes.",
                where="first",
                remedy="Ask for smaller pages or fewer levels, and page on.",
            )

    def _current(self) -> Snapshot:
        with self._opening:
            if self._snapshot is None:
                self._snapshot = self._pin() if self._pinned else self._reader.snapshot()
                if self.response is not None and not self._volatile:
                    self.response.headers["etag"] = f'W/"{self._snapshot.id}"'
            return self._snapshot

    def pin(self, snapshots: Collection[str]) -> None:
        """Answer from the snapshot that the request's cursors are of, before anything is answered."""
        self._pinned = frozenset(snapshots)

    def _pin(self) -> Snapshot:
        if len(self._pinned) > 1:
            raise QueryInvalid(
                "the cursors of one request are of several snapshots.",
                where="after",
                remedy="Page on in each list with a request of its own.",
            )
        (name,) = self._pinned
        try:
            return self._reader.at(name)
        except SnapshotMissing as error:
            raise CursorExpired(
                f"this cursor is of the snapshot {name}, which is no longer kept.",
                where="after",
                remedy="Begin the list anew.",
            ) from error

    def _by_iri(
        self, query: Callable[[Snapshot, Sequence[Key]], dict[Key, Value]]
    ) -> DataLoader[Key, Value | None]:
        async def load(keys: list[Key]) -> list[Value | None]:
            found = await self.run(query, keys)
            return [found.get(key) for key in keys]

        return DataLoader(load, max_batch_size=BATCH)

    def _paged(
        self, query: Callable[[Snapshot, Sequence[Key]], list[Page[Row]]]
    ) -> DataLoader[Key, Page[Row]]:
        return DataLoader(partial(self._pages, query), max_batch_size=BATCH)

    async def _pages(
        self, query: Callable[[Snapshot, Sequence[Key]], list[Page[Row]]], requests: list[Key]
    ) -> list[Page[Row] | Exception]:
        """The page of each request, or what is wrong with it."""
        self.spend(len(requests))
        # One batch after the other, so that a level that is too large ends at the first that shows it.
        async with self._paging:
            self.spend(0)
            pages = await self.run(_each, query, requests)
            self.spend(sum(len(page.rows) for page in pages if isinstance(page, Page)))
        return pages


def _all_decisions(snapshot: Snapshot, keys: Sequence[str]) -> dict[str, list[DecisionRow]]:
    return dict.fromkeys(keys, decisions.decisions(snapshot))


def _each(
    snapshot: Snapshot,
    query: Callable[[Snapshot, Sequence[Key]], list[Page[Row]]],
    requests: Sequence[Key],
) -> list[Page[Row] | Exception]:
    """The pages by one query; if one request is at fault, each by itself, so that the others are answered."""
    try:
        return list(query(snapshot, requests))
    except SotagraphError as error:
        if len(requests) == 1:
            return [error]
        return [page for request in requests for page in _each(snapshot, query, [request])]
