"""Storing records batch by batch: each in one transaction, without those papers that fail."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from pyoxigraph import Quad

from kg.decisions import Shown
from kg.errors import ExtractionFailed, GraphInvalid, SotagraphError
from kg.extract import REPORT, Extract, Extractions
from kg.identity.sources import merge, source_key
from kg.linking import LinkedEntity, link
from kg.records import Extraction, Paper
from kg.records.codec import paper_to_json
from kg.store.incoming import Incoming, Outcome
from kg.store.paper_table import PaperState, StoredPaper
from kg.store.showing import Showing
from kg.store.writer import Writer
from ontology.vocabulary import Vocabulary

__all__ = ["BatchStorer", "Stored", "Validate"]

# In so many batches beside the one that is being stored are papers being extracted. Storing a batch takes
# about as long as two workers take to extract one.
_AHEAD = 2

#: Says of papers' graphs, by IRI, what is wrong with those that are not valid.
Validate = Callable[[Mapping[str, Sequence[Quad]]], Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a batch: how many papers the graph must show anew, and each refused record's error."""

    written: int
    errors: tuple[SotagraphError, ...]


class _Needed(Exception):
    """Says that a batch cannot be stored before something is extracted."""


class _Nothing:
    """What is found in papers as long as nothing has been begun."""

    def of(self, _: Paper) -> Extraction:
        """Raises _Needed."""
        raise _Needed


@dataclass(frozen=True, slots=True)
class _Batch:
    """Records that are to be stored, and what is being found in their papers meanwhile."""

    records: Sequence[Paper]
    extractions: Extractions | _Nothing


@dataclass(slots=True)
class _Draft:
    """A paper as it will be stored, unless it fails."""

    iri: str
    paper: Paper
    extraction: Extraction
    links: tuple[LinkedEntity, ...]
    shown: Shown


@dataclass(slots=True)
class _Attempt:
    """One pass over a batch."""

    tick: Callable[[int], None]
    records: dict[int, list[Paper]] = field(default_factory=dict)
    stored: set[tuple[int, str]] = field(default_factory=set)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    drafts: dict[int, _Draft] = field(default_factory=dict)
    graphs: dict[int, tuple[str, Sequence[Quad]]] = field(default_factory=dict)
    failed: dict[int, SotagraphError] = field(default_factory=dict)


class _Undone(Exception):
    """Rolls back what was done in a transaction."""


class BatchStorer:
    """Stores the records of one run, batch by batch.

    Args:
        writer: Where.
        incoming: What the run has read, and what became of it.
        extract: Finds the facts.
        vocabulary: What entities are linked with.
        validate: Says what is wrong with papers' graphs, or None to trust them.
        tick: Called with the number of records that have just been dealt with.
    """

    def __init__(
        self,
        writer: Writer,
        incoming: Incoming,
        extract: Extract,
        vocabulary: Vocabulary,
        validate: Validate | None,
        tick: Callable[[int], None],
    ) -> None:
        self._writer = writer
        self._showing = Showing(writer.records)
        self._incoming = incoming
        self._extract = extract
        self._vocabulary = vocabulary
        self._validate = validate
        self._tick = tick

    def store(self, batches: Iterable[Sequence[Paper]]) -> Iterator[Stored]:
        """Store batches. Papers that fail stay as they were, as if these records had not come.

        Extraction of the batches to come is begun before a batch is stored, so that workers have papers to
        read meanwhile. What is stored does not depend on it.

        Raises:
            StoreUnwritable: The disk refuses; nothing of the batch is stored.
            WorkersFailed: Extraction cannot go on; nothing of the batch is stored.
        """
        begun: deque[_Batch] = deque()
        for records in batches:
            stored = None if begun else self._store_at_once(records)
            if stored is not None:
                yield stored
                continue
            begun.append(self._begin(records))
            if len(begun) > _AHEAD:
                yield self._store(begun.popleft(), self._tick)
        while begun:
            yield self._store(begun.popleft(), self._tick)

    def _store_at_once(self, records: Sequence[Paper]) -> Stored | None:
        """Store a batch that needs no extraction, as in a run that changes little; None if it does."""
        try:
            stored = self._store(_Batch(records, _Nothing()), _no_tick)
        except _Needed:
            return None
        self._tick(len(records))
        return stored

    def _begin(self, records: Sequence[Paper]) -> _Batch:
        """Find out which papers of a batch must be extracted, storing nothing, and have that begun.

        It knows nothing yet of what the batches before it will store. Should a paper turn out to have
        another text by then, that text is extracted when it is needed.
        """
        needed: dict[str, Paper] = {}
        attempt = _Attempt(_no_tick)
        with suppress(_Undone), self._writer.records.transaction():
            for record in records:
                self._keep_source(record, attempt)
            for number in attempt.records:
                change = self._change(number)
                if change is not None and self._extracted(*change) is None:
                    needed[change[0].text_digest] = change[0]
            raise _Undone
        return _Batch(records, Extractions(self._extract, list(needed.values())))

    def _store(self, batch: _Batch, tick: Callable[[int], None]) -> Stored:
        errors: list[SotagraphError] = []
        remaining = list(batch.records)
        while True:
            attempt = _Attempt(tick)
            with suppress(_Undone), self._writer.records.transaction():
                self._try(remaining, batch.extractions, attempt)
            if not attempt.failed:
                break
            # Again without the records of papers that failed; extractions are kept, so this is quick.
            refused = {id(record) for number in attempt.failed for record in attempt.records[number]}
            remaining = [record for record in remaining if id(record) not in refused]
            errors.extend(error for number, error in attempt.failed.items() for _ in attempt.records[number])
            tick = _no_tick
        self._incoming.settle(attempt.stored, attempt.outcomes)
        if attempt.graphs:
            self._writer.write_papers(attempt.graphs)
        return Stored(len(attempt.drafts), tuple(errors))

    def _try(self, records: Sequence[Paper], extractions: Extractions | _Nothing, attempt: _Attempt) -> None:
        """One pass over a batch. Raises _Undone if a paper failed, to be called within a transaction."""
        for record in records:
            self._keep_source(record, attempt)
        for number, of_paper in attempt.records.items():
            try:
                self._draft(number, extractions, attempt)
            except (ExtractionFailed, GraphInvalid) as error:
                attempt.failed[number] = error
            attempt.tick(len(of_paper))
        self._check(attempt)
        if attempt.failed:
            raise _Undone
        self._write(attempt)

    def _keep_source(self, record: Paper, attempt: _Attempt) -> None:
        """Find the record's paper and keep what it says; of records with one key a run keeps the first."""
        number = self._writer.registry.resolve(record)
        attempt.records.setdefault(number, []).append(record)
        key = (number, source_key(record))
        if key not in attempt.stored and not self._incoming.stored(*key):
            self._writer.records.papers.put_source(*key, record)
        attempt.stored.add(key)

    def _draft(self, number: int, extractions: Extractions | _Nothing, attempt: _Attempt) -> None:
        """Make what is to be stored of a paper, if anything has changed. Raises ExtractionFailed."""
        attempt.outcomes[number] = Outcome.UNCHANGED
        change = self._change(number)
        if change is None:
            return
        paper, stored = change
        papers, iri = self._writer.records.papers, self._writer.registry.iri(number)
        extraction = self._extracted(paper, stored) or extractions.of(paper)
        links = link(extraction, self._vocabulary, iri)
        same = stored is not None and (stored.paper, stored.extraction) == (paper, extraction)
        if same and links == self._showing.linked(number):
            papers.linked_with(number, self._vocabulary.digest, changed=False)
            return
        attempt.outcomes[number] = Outcome.NEW if stored is None else Outcome.CHANGED
        shown = self._showing.of(iri, extraction, links)
        attempt.drafts[number] = _Draft(iri, paper, extraction, links, shown)

    def _change(self, number: int) -> tuple[Paper, StoredPaper | None] | None:
        """A paper as its sources have it and as it is stored, or None if these are the same."""
        papers = self._writer.records.papers
        paper, state = merge(papers.sources(number)), papers.state(number)
        if state == PaperState(paper_to_json(paper), self._extract.identity, self._vocabulary.digest):
            return None
        return paper, None if state is None else papers.get(number)

    def _extracted(self, paper: Paper, stored: StoredPaper | None) -> Extraction | None:
        """The stored extraction, if text and extractor are the same."""
        if stored is None:
            return None
        known = stored.extraction
        same = (known.text_digest, known.extractor) == (paper.text_digest, self._extract.identity)
        return known if same else None

    def _check(self, attempt: _Attempt) -> None:
        """Sort out the papers of which no valid graph can be made."""
        graphs: dict[str, Sequence[Quad]] = {}
        numbers: dict[str, int] = {}
        for number, draft in attempt.drafts.items():
            try:
                quads = self._showing.quads(draft.iri, draft.paper, draft.shown)
            except GraphInvalid as error:
                attempt.failed[number] = error
            else:
                graphs[draft.iri], numbers[draft.iri] = quads, number
                attempt.graphs[number] = (draft.iri, quads)
        if self._validate is not None and graphs:
            for iri, reasons in self._validate(graphs).items():
                attempt.failed[numbers[iri]] = GraphInvalid(
                    f"The graph breaks its shapes: {'; '.join(reasons)}", where=iri, remedy=REPORT
                )

    def _write(self, attempt: _Attempt) -> None:
        for number, draft in attempt.drafts.items():
            self._writer.records.papers.put(number, draft.paper, draft.extraction, self._vocabulary.digest)
            self._showing.put(number, draft.iri, draft.links, draft.shown)
        if attempt.drafts:
            self._writer.records.advance()


def _no_tick(records: int) -> None:
    """Report nothing."""
