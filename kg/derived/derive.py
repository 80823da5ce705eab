"""Writes the derived graph: everything, or what a publication touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Protocol, TypeVar

from pyoxigraph import Quad

from kg.derived.difference import Difference, Pair, difference
from kg.identity.iris import GraphName, Iris
from kg.leaderboards.claims import victories
from kg.queries.claims import claims_between
from kg.queries.entities import Entities
from kg.queries.leaderboard import board_of
from kg.queries.scores import scores_of
from kg.rdf.leaderboards import board_quads
from kg.rdf.support import report_iri, report_quads, support_quads
from kg.rdf.victories import victory_quads
from kg.reader import Readable
from ontology.terms import SG

#: Raised by one whenever what is derived changes, so that the next publication derives everything anew.
VERSION = "1"

_BOARDS = 500
_RIVALS = 500
_QUADS = 50_000

Item = TypeVar("Item")


class Target(Protocol):
    """The store that is written to."""

    def drop_graphs(self, names: Iterable[str]) -> None:
        """Remove named graphs."""

    def replace_subjects(self, graph: str, subjects: Iterable[str], quads: Sequence[Quad]) -> None:
        """Give each subject exactly these quads in a named graph."""

    def subjects(self, graph: str, predicate: str, value: str) -> list[str]:
        """What a named graph states to have a value."""


def derive(
    target: Target,
    iris: Iris,
    snapshot: Readable,
    catalogue: Path,
    before: Path | None,
    papers: Collection[str],
) -> Difference:
    """Bring the derived graph up to what the other graphs say; what was derived anew is returned.

    Args:
        target: The store, the same that `snapshot` reads.
        iris: Mints IRIs.
        snapshot: The graph and its catalogue.
        catalogue: The file of that catalogue.
        before: The catalogue of the last publication, which the derived graph is at; None to derive it anew.
        papers: The IRIs of all papers that came, changed or went since then.
    """
    touched = difference(catalogue, before, papers)
    _Deriving(target, iris, snapshot).run(touched, anew=before is None)
    return touched


class _Deriving:
    """One run over what is touched, in stretches, so that not everything is in memory at once."""

    def __init__(self, target: Target, iris: Iris, snapshot: Readable) -> None:
        self._target = target
        self._iris = iris
        self._snapshot = snapshot
        self._graph = iris.graph(GraphName.DERIVED)
        self._anew = False
        self._subjects: list[str] = []
        self._quads: list[Quad] = []
        self._entities = Entities(snapshot)

    def run(self, touched: Difference, *, anew: bool) -> None:
        self._anew = anew
        if anew:
            self._target.drop_graphs([self._graph])
        for pairs in _stretches(touched.boards, _BOARDS):
            self._replace(self._old_boards(pairs), self._boards(pairs))
        for rivals in _stretches(touched.rivals, _RIVALS):
            self._replace(self._old_victories(rivals), self._victories(rivals))
        old = (report_iri(self._iris, report) for report in touched.old_reports)
        self._replace(old, report_quads(self._iris, touched.reports))
        named = chain((iri for iri, _ in touched.support), touched.unsupported)
        self._replace(named, support_quads(self._iris, touched.support))
        self._write()

    def _replace(self, subjects: Iterable[str], quads: Sequence[Quad]) -> None:
        """Give subjects these quads, as soon as there are enough: to write a few takes as long as many."""
        if not self._anew:
            self._subjects += subjects
        self._quads += quads
        if len(self._quads) > _QUADS:
            self._write()

    def _write(self) -> None:
        self._target.replace_subjects(self._graph, self._subjects, self._quads)
        self._subjects, self._quads = [], []

    def _boards(self, pairs: Sequence[Pair]) -> list[Quad]:
        found = (scores for scores in scores_of(self._snapshot, pairs, self._entities) if scores.scores)
        return [quad for scores in found for quad in board_quads(self._iris, board_of(scores), scores.scores)]

    def _old_boards(self, pairs: Sequence[Pair]) -> Iterator[str]:
        for dataset, metric in pairs:
            board = self._iris.leaderboard(dataset, metric)
            yield board
            yield from self._target.subjects(self._graph, SG.leaderboard, board)

    def _victories(self, rivals: Sequence[Pair]) -> list[Quad]:
        claims = claims_between(self._snapshot, rivals, self._entities)
        return victory_quads(self._iris, victories(claims))

    def _old_victories(self, rivals: Sequence[Pair]) -> Iterator[str]:
        for pair in rivals:
            won = {one: set(self._target.subjects(self._graph, SG.winner, one)) for one in pair}
            lost = {one: set(self._target.subjects(self._graph, SG.loser, one)) for one in pair}
            yield from sorted(won[pair[0]] & lost[pair[1]] | won[pair[1]] & lost[pair[0]])


def _stretches(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while stretch := list(islice(rest, size)):
        yield stretch
