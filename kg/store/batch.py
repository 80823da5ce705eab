"""Storing a batch of records: all of it in one transaction, without those papers that fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from pyoxigraph import Quad

from kg.errors import ExtractionFailed, GraphInvalid, SotagraphError
from kg.extract import REPORT, Extract, call_extract
from kg.identity.sources import merge, source_key
from kg.linking import LinkedEntity, link
from kg.rdf.paper_graph import paper_quads
from kg.records import Extraction, Paper
from kg.records.codec import paper_to_json
from kg.store.incoming import Incoming, Outcome
from kg.store.paper_table import PaperState, StoredPaper
from kg.store.writer import Writer
from ontology.vocabulary import Vocabulary

__all__ = ["BatchStorer", "Stored", "Validate"]

#: Says of papers' graphs, by IRI, what is wrong with those that are not valid.
Validate = Callable[[Mapping[str, Sequence[Quad]]], Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a batch: how many papers the graph must show anew, and each refused record's error."""

    written: int
    errors: tuple[SotagraphError, ...]


@dataclass(slots=True)
class _Draft:
    """A paper as it will be stored, unless it fails."""

    iri: str
    paper: Paper
    extraction: Extraction
    links: tuple[LinkedEntity, ...]


@dataclass(slots=True)
class _Attempt:
    """One pass over a batch."""

    tick: Callable[[int], None]
    extractions: dict[str, Extraction]
    records: dict[int, list[Paper]] = field(default_factory=dict)
    stored: set[tuple[int, str]] = field(default_factory=set)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    drafts: dict[int, _Draft] = field(default_factory=dict)
    graphs: dict[int, tuple[str, Sequence[Quad]]] = field(default_factory=dict)
    failed: dict[int, SotagraphError] = field(default_factory=dict)


class _Failures(Exception):
    """Rolls an attempt back."""


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
        self._incoming = incoming
        self._extract = extract
        self._vocabulary = vocabulary
        self._validate = validate
        self._tick = tick

    def store(self, records: Sequence[Paper]) -> Stored:
        """Store a batch. Papers that fail stay as they were, as if these records had not come.

        Raises:
            StoreUnwritable: The disk refuses; nothing of the batch is stored.
        """
        errors: list[SotagraphError] = []
        extractions: dict[str, Extraction] = {}
        remaining = list(records)
        tick = self._tick
        while True:
            attempt = _Attempt(tick, extractions)
            with suppress(_Failures), self._writer.records.transaction():
                self._try(remaining, attempt)
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

    def _try(self, records: Sequence[Paper], attempt: _Attempt) -> None:
        """One pass over a batch. Raises _Failures if a paper failed, to be called within a transaction."""
        for record in records:
            self._keep_source(record, attempt)
        for number, of_paper in attempt.records.items():
            try:
                self._draft(number, attempt)
            except (ExtractionFailed, GraphInvalid) as error:
                attempt.failed[number] = error
            attempt.tick(len(of_paper))
        self._check(attempt)
        if attempt.failed:
            raise _Failures
        self._write(attempt)

    def _keep_source(self, record: Paper, attempt: _Attempt) -> None:
        """Find the record's paper and keep what it says; of records with one key a run keeps the first."""
        number = self._writer.registry.resolve(record)
        attempt.records.setdefault(number, []).append(record)
        key = (number, source_key(record))
        if key not in attempt.stored and not self._incoming.stored(*key):
            self._writer.records.papers.put_source(*key, record)
        attempt.stored.add(key)

    def _draft(self, number: int, attempt: _Attempt) -> None:
        """Make what is to be stored of a paper, if anything has changed. Raises ExtractionFailed."""
        papers, entities = self._writer.records.papers, self._writer.records.entities
        paper = merge(papers.sources(number))
        state = papers.state(number)
        wanted = PaperState(paper_to_json(paper), self._extract.identity, self._vocabulary.digest)
        attempt.outcomes[number] = Outcome.UNCHANGED
        if state == wanted:
            return
        stored = None if state is None else papers.get(number)
        extraction = self._extraction(paper, stored, attempt)
        links = link(extraction, self._vocabulary)
        same = stored is not None and (stored.paper, stored.extraction) == (paper, extraction)
        if same and links == entities.links(number):
            papers.linked_with(number, self._vocabulary.digest, changed=False)
            return
        attempt.outcomes[number] = Outcome.NEW if stored is None else Outcome.CHANGED
        attempt.drafts[number] = _Draft(self._writer.registry.iri(number), paper, extraction, links)

    def _extraction(self, paper: Paper, stored: StoredPaper | None, attempt: _Attempt) -> Extraction:
        """The paper's extraction: the stored one, if text and extractor are the same."""
        digest = paper.text_digest
        if stored is not None:
            known = stored.extraction
            if (known.text_digest, known.extractor) == (digest, self._extract.identity):
                return known
        if digest not in attempt.extractions:
            attempt.extractions[digest] = call_extract(self._extract, paper)
        return attempt.extractions[digest]

    def _check(self, attempt: _Attempt) -> None:
        """Sort out the papers of which no valid graph can be made."""
        graphs: dict[str, Sequence[Quad]] = {}
        numbers: dict[str, int] = {}
        for number, draft in attempt.drafts.items():
            try:
                quads = paper_quads(self._writer.iris, draft.iri, draft.paper, draft.extraction, draft.links)
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
        papers, entities = self._writer.records.papers, self._writer.records.entities
        for number, draft in attempt.drafts.items():
            papers.put(number, draft.paper, draft.extraction, self._vocabulary.digest)
            entities.put_links(number, draft.links)
        if attempt.drafts:
            self._writer.records.advance()


def _no_tick(records: int) -> None:
    """Report nothing."""
