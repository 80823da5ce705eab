"""Leaderboards, with their records and contradictions, as nodes of the derived graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.iris import GraphName, Iris, short_digest
from kg.leaderboards.contradictions import Contradiction, contradictions
from kg.leaderboards.facets import Facet, Protocol
from kg.leaderboards.ranking import Leaderboard, LeaderboardGroup, LeaderboardRow
from kg.leaderboards.records import Record, progressions
from kg.leaderboards.score import Mark, Score
from kg.rdf import literals
from kg.rdf.interop import named_node
from kg.rdf.writer import GraphWriter
from ontology.namespaces import RDFS
from ontology.terms import SG

FACETS: Final[Mapping[Facet, str]] = MappingProxyType(
    {
        Facet.CONDITIONING: SG.conditioning,
        Facet.GUIDANCE: SG.guidance,
        Facet.SHOTS: SG.shots,
        Facet.RESOLUTION: SG.resolution,
        Facet.STEPS: SG.steps,
        Facet.BACKBONE: SG.backbone,
        Facet.EXTRA_DATA: SG.extraData,
        Facet.SIZE: SG.size,
        Facet.HARDWARE: SG.hardware,
        Facet.SPLIT: SG.split,
        Facet.OTHER: SG.otherCondition,
    }
)

MARKS: Final[Mapping[Mark, NamedNode]] = MappingProxyType(
    {Mark.BY_OTHERS: named_node(SG.ReportedByOthers), Mark.APPROXIMATE: named_node(SG.Approximate)}
)


def board_quads(iris: Iris, board: Leaderboard, scores: Sequence[Score]) -> list[Quad]:
    """The quads of a leaderboard and of all that hangs on it.

    Args:
        iris: Mints IRIs.
        board: The board as it stands now.
        scores: All scores on its data set by its metric.
    """
    return _Board(iris, board).write(scores)


class _Board:
    def __init__(self, iris: Iris, board: Leaderboard) -> None:
        self._board = board
        self._iri = iris.leaderboard(board.dataset.iri, board.metric.iri)
        self._node = named_node(self._iri)
        self._graph = GraphWriter(iris.graph(GraphName.DERIVED))

    def write(self, scores: Sequence[Score]) -> list[Quad]:
        board, graph = self._board, self._graph
        graph.type(self._node, SG.Leaderboard)
        graph.add(self._node, RDFS.label, Literal(f"{board.metric.label} on {board.dataset.label}"))
        graph.add(self._node, SG.dataset, named_node(board.dataset.iri))
        graph.add(self._node, SG.metric, named_node(board.metric.iri))
        graph.add(self._node, SG.note, Literal(board.note) if board.note else None)
        graph.add(self._node, SG.support, literals.integer(len({score.result.paper for score in scores})))
        for group in board.groups:
            self._group(group)
        for progression in progressions(scores, board.metric):
            for record in progression.records:
                self._record(record, self._group_iri(progression.protocol, progression.unit))
        for found in contradictions(scores):
            self._contradiction(found)
        return graph.quads()

    def _group_iri(self, protocol: Protocol, unit: str) -> str:
        settings = [part for setting in protocol.settings for part in (setting.facet.value, setting.value)]
        return f"{self._iri}/group/{short_digest(unit, *settings, length=12)}"

    def _group(self, group: LeaderboardGroup) -> None:
        iri = self._group_iri(group.protocol, group.unit)
        node = self._part(iri, SG.LeaderboardGroup)
        self._protocol(node, group.protocol, group.unit)
        for setting in group.protocol.settings:
            self._graph.add(node, FACETS[setting.facet], literals.text(str(setting), "setting"))
        for row in group.rows:
            self._row(iri, row)

    def _row(self, group: str, row: LeaderboardRow) -> None:
        # A method that ranks has one row, what does not rank has one a result.
        about = (row.best.result.method if row.rank is not None else None) or row.best.result.iri
        node = self._part(f"{group}/row/{short_digest(about, length=12)}", SG.LeaderboardRow)
        self._graph.add(node, SG.group, named_node(group))
        self._graph.add(node, SG.rank, None if row.rank is None else literals.integer(row.rank))
        self._graph.add(node, SG.unranked, literals.text(row.unranked, "reason") if row.unranked else None)
        self._graph.add(node, SG.method, _named(row.best.result.method))
        for score in row.scores:
            self._score(node, score)
        self._graph.add(node, SG.best, _score_node(row.best) if row.rank is not None else None)
        self._graph.add(node, SG.support, literals.integer(len({score.result.paper for score in row.scores})))

    def _score(self, row: NamedNode, score: Score) -> None:
        node = self._part(_score_iri(score), SG.Score)
        self._graph.add(node, SG.row, row)
        self._graph.add(node, SG.result, named_node(score.result.iri))
        if score.measured is not None:
            self._graph.add(node, SG.comparableValue, literals.decimal(score.measured.number, "value"))
        for mark in score.marks:
            self._graph.add(node, SG.mark, MARKS[mark])

    def _record(self, record: Record, group: str) -> None:
        digest = short_digest(record.score.result.iri, length=12)
        node = self._part(f"{group}/record/{digest}", SG.Record)
        self._graph.add(node, SG.group, named_node(group))
        self._graph.add(node, SG.score, _score_node(record.score))
        self._graph.add(node, SG.method, _named(record.score.result.method))
        self._graph.add(node, SG.since, literals.date(str(record.since)))
        self._graph.add(node, SG.until, literals.date(str(record.until)) if record.until else None)
        self._graph.add(node, SG.certain, literals.boolean(record.certain))

    def _contradiction(self, found: Contradiction) -> None:
        group = self._group_iri(found.protocol, found.unit)
        node = self._part(f"{group}/contradiction/{short_digest(found.method, length=12)}", SG.Contradiction)
        self._graph.add(node, SG.method, named_node(found.method))
        self._graph.add(node, SG.dataset, named_node(found.dataset))
        self._graph.add(node, SG.metric, named_node(found.metric))
        self._protocol(node, found.protocol, found.unit)
        self._graph.add(node, SG.inOnePaper, literals.boolean(found.in_one_paper))
        for score in found.scores:
            self._graph.add(node, SG.score, _score_node(score))

    def _part(self, iri: str, kind: str) -> NamedNode:
        """A node of this board, which it says, so that all of them can be found and replaced."""
        node = named_node(iri)
        self._graph.type(node, kind)
        self._graph.add(node, SG.leaderboard, self._node)
        return node

    def _protocol(self, node: NamedNode, protocol: Protocol, unit: str) -> None:
        words = literals.text(str(protocol), "protocol") if protocol.settings else None
        self._graph.add(node, SG.protocol, words)
        self._graph.add(node, SG.unit, literals.text(unit, "unit") if unit else None)


def _score_iri(score: Score) -> str:
    return f"{score.result.iri}/score"


def _score_node(score: Score) -> NamedNode:
    return named_node(_score_iri(score))


def _named(iri: str | None) -> NamedNode | None:
    return None if iri is None else named_node(iri)
