"""Ingest: records from sources, through extraction and linking, into the store and before readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.data_directory import DataDirectory
from kg.errors import FieldInvalid, InputError, RecordInvalid, SettingInvalid, SotagraphError
from kg.extract import Extract
from kg.identity.iris import DEFAULT_BASE
from kg.records import Paper
from kg.store.batch import BatchStorer, Validate
from kg.store.incoming import Incoming, Outcome, open_incoming
from kg.store.writer import Writer, open_writer
from kg.validation import validate as validate_graphs
from ontology.vocabulary import Vocabulary

__all__ = ["Extract", "IngestSummary", "Progress", "ingest"]

#: Called with how many records are dealt with, of how many; while reading, the second is None.
Progress = Callable[[int, int | None], None]

_BATCH = 200
_ERRORS = 1_000


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a run did; `read` is the sum of `new`, `changed`, `unchanged`, `failed` and `merged`.

    Args:
        read: Records that the sources gave, wrong ones too.
        new: Papers that the store did not have.
        changed: Papers whose text, metadata, extraction or links are others than before.
        unchanged: Papers that are as they were.
        failed: Records that were refused.
        left_out: Optional fields that made no sense; their papers are kept without them.
        errors: Why, for the first thousand of what failed or was left out.
        merged: Records of a paper that this run had a record of already.
        outdated: Papers in the store whose entities are linked with other vocabularies.
        snapshot: What readers see at the end, or None if nothing has ever been published.
        published: Whether this run published it.
    """

    read: int
    new: int
    changed: int
    unchanged: int
    failed: int
    left_out: int
    errors: tuple[SotagraphError, ...]
    merged: int
    outdated: int
    snapshot: str | None
    published: bool


def ingest(
    papers: Iterable[Paper | InputError],
    extract: Extract,
    directory: DataDirectory,
    vocabulary: Vocabulary,
    *,
    base: str = DEFAULT_BASE,
    publish_every: int | None = None,
    keep: int | None = None,
    progress: Progress | None = None,
    wait: bool = False,
    validate: Validate | None = validate_graphs,
) -> IngestSummary:
    """Store papers and publish what has changed.

    All records are read before the first is stored, so that their order has no say. Interrupted at any
    moment, a run leaves readers with the snapshot that they had; what was stored by then is published
    with the next run.

    Args:
        papers: What the sources give; an error in place of a paper is counted and listed.
        extract: Finds the facts.
        directory: Where the store is, or will be.
        vocabulary: What names are linked with.
        base: What IRIs begin with; fixed by the first run.
        publish_every: Publish whenever so many papers have changed, not only at the end.
        keep: How many snapshots to keep, from now on; None leaves it as it was (10 at first).
        progress: Told how far the run is.
        wait: Queue behind another writer instead of failing.
        validate: Checks the papers' graphs, a batch at a time; None trusts them.

    Raises:
        SettingInvalid: `publish_every` or `keep` is below one, or the base is no IRI to build on.
        StoreLocked: Another writer is at work and `wait` is false.
        StoreIncompatible: The store has another layout or another base.
        StoreUnwritable: The disk refuses; what was stored before stays.
        WorkersFailed: Extraction cannot go on; what was stored before stays.
    """
    if publish_every is not None and publish_every < 1:
        raise SettingInvalid(
            f"publishing every {publish_every} papers makes no sense.",
            where="publish_every",
            remedy="Give a number of at least one, or leave it out to publish at the end.",
        )
    with (
        open_writer(directory, base=base, wait=wait, create=True) as writer,
        open_incoming(directory.incoming) as incoming,
    ):
        if keep is not None:
            writer.keep(keep)
        run = _Run(writer, incoming, vocabulary, progress)
        run.read(papers)
        run.store(extract, validate, publish_every)
        return run.finish()


class _Run:
    """The state of one run."""

    def __init__(
        self, writer: Writer, incoming: Incoming, vocabulary: Vocabulary, progress: Progress | None
    ) -> None:
        self._writer = writer
        self._incoming = incoming
        self._vocabulary = vocabulary
        self._progress = progress
        self._read = 0
        self._done = 0
        self._failed = 0
        self._left_out = 0
        self._errors: list[SotagraphError] = []

    def read(self, papers: Iterable[Paper | InputError]) -> None:
        """Read all records to disk."""
        for paper in papers:
            if isinstance(paper, FieldInvalid):  # said of a paper that comes next
                self._left_out += 1
                self._list(paper)
                continue
            self._read += 1
            if isinstance(paper, Paper):
                try:
                    self._incoming.add(paper)
                except ValueError as error:
                    self._refuse([RecordInvalid(f"The record cannot be stored: {error}", where=paper.source)])
            else:
                self._refuse([paper])
            if self._progress is not None:
                self._progress(self._read, None)
        self._done = self._failed

    def store(self, extract: Extract, validate: Validate | None, publish_every: int | None) -> None:
        """Store them batch by batch, publishing between batches if asked."""
        size = min(_BATCH, publish_every or _BATCH)
        storer = BatchStorer(self._writer, self._incoming, extract, self._vocabulary, validate, self._tick)
        waiting = 0
        for stored in storer.store(self._incoming.batches(size)):
            self._refuse(stored.errors)
            waiting += stored.written
            if publish_every is not None and waiting >= publish_every:
                self._writer.publish(self._vocabulary)
                waiting = 0

    def finish(self) -> IngestSummary:
        """Publish what is not published yet, and sum up."""
        self._writer.publish(self._vocabulary)
        snapshot = self._writer.current()
        new, changed, unchanged = map(self._incoming.count, (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED))
        return IngestSummary(
            read=self._read,
            new=new,
            changed=changed,
            unchanged=unchanged,
            failed=self._failed,
            left_out=self._left_out,
            errors=tuple(self._errors),
            merged=self._read - new - changed - unchanged - self._failed,
            outdated=self._writer.records.papers.outdated(self._vocabulary.digest),
            snapshot=snapshot,
            published=snapshot != self._writer.found,
        )

    def _tick(self, records: int) -> None:
        self._done += records
        if self._progress is not None:
            self._progress(self._done, self._read)

    def _refuse(self, errors: Iterable[SotagraphError]) -> None:
        for error in errors:
            self._failed += 1
            self._list(error)

    def _list(self, error: SotagraphError) -> None:
        if len(self._errors) < _ERRORS:
            self._errors.append(error)
