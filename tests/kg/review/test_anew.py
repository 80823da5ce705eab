"""What decisions change little by little is what they make of papers that are ingested after them."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat

from kg.data_directory import DataDirectory
from kg.errors import DecisionInvalid, NameUnknown
from kg.ingest import ingest
from kg.queries.decisions import decisions
from kg.reader import Reader
from kg.records import EntityType
from kg.review import accept, correct_link, correct_mention, correct_result, merge, reject, split, undo
from kg.store.writer import open_writer
from ontology.namespaces import RDF
from ontology.terms import SG
from ontology.vocabulary import Vocabulary
from tests.kg.review.seen import ADA

PAPERS = 10
NOTHING_KNOWN = Vocabulary(())


class Chance:
    """Decides about whatever a store shows."""

    def __init__(self, directory: DataDirectory, seed: int) -> None:
        self._to = directory
        self._random = random.Random(seed)  # noqa: S311

    def decide(self) -> None:
        """Make one decision; some make no sense, and are refused."""
        with Reader(self._to) as reader:
            snapshot = reader.snapshot()
            store = snapshot.store
            self._results = [iri for (iri,) in snapshot.catalogue.rows("SELECT iri FROM result ORDER BY iri")]
            named = snapshot.catalogue.rows(
                "SELECT DISTINCT e.iri, e.type, e.label, p.iri FROM named n "
                "JOIN entity e ON e.id = n.entity JOIN paper p ON p.id = n.paper ORDER BY 1, 4"
            )
            typed = store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(SG.Mention))
            self._mentions = sorted(
                quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode)
            )
            self._standing = [row.number for row in decisions(snapshot) if row.undone_by is None]
        self._named = [row for row in named if row[1] in {"Method", "Dataset"}]
        acts = [
            self._merge,
            self._split,
            self._undo,
            self._undo,
            self._link,
            self._fact,
            self._result,
            self._mention,
        ]
        with suppress(DecisionInvalid, NameUnknown):
            self._random.choice(acts)()

    def _pick(self, of: list):
        if not of:
            raise NameUnknown("nothing is left")
        return self._random.choice(of)

    def _merge(self) -> None:
        merge(self._to, self._pick(self._named)[0], self._pick(self._named)[0], ADA)

    def _split(self) -> None:
        iri, _, label, paper = self._pick(self._named)
        scope = self._pick([{"name": label}, {"paper": paper}, {"name": label, "paper": paper}])
        split(self._to, iri, self._pick(["Other", self._pick(self._named)[2]]), ADA, **scope)

    def _undo(self) -> None:
        undo(self._to, self._pick(self._standing), ADA)

    def _link(self) -> None:
        _, kind, label, paper = self._pick(self._named)
        instead = self._pick(self._named)[2]
        act = self._pick([reject, accept, correct_link])
        if act is correct_link:
            correct_link(self._to, paper, EntityType(kind), label, instead, ADA)
        else:
            act(self._to, paper, ADA, kind=EntityType(kind), name=label)

    def _fact(self) -> None:
        self._pick([reject, accept])(self._to, self._pick(self._results + self._mentions), ADA)

    def _result(self) -> None:
        slots = {"method": self._pick(self._named)[2], "value": self._pick(["3.2", None])}
        correct_result(self._to, self._pick(self._results), slots, ADA)

    def _mention(self) -> None:
        correct_mention(self._to, self._pick(self._mentions), ADA, kind=self._pick(list(EntityType)))


def published(directory: DataDirectory) -> list[str]:
    """All quads that readers see."""
    with Reader(directory) as reader:
        dump = reader.snapshot().store.dump(format=RdfFormat.N_QUADS) or b""
    return sorted(dump.decode().splitlines())


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory):
    """A new data directory each time."""
    return lambda: DataDirectory(tmp_path_factory.mktemp("anew") / "data")


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6))
def test_decisions_made_one_by_one_give_what_ingesting_after_all_of_them_gives(
    anywhere, pairs, extract, seed
) -> None:
    """Quad for quad, decisions and history included: no paper is forgotten by a decision that concerns it."""
    directory, anew = anywhere(), anywhere()
    papers = [paper for paper, _ in pairs[:PAPERS]]
    ingest(papers, extract, directory, NOTHING_KNOWN, validate=None)
    chance = Chance(directory, seed)
    for _ in range(12):
        chance.decide()

    with open_writer(directory) as writer, open_writer(anew, create=True) as other:
        made = writer.records.decisions.all()
        with other.records.transaction():
            for decision in made:
                other.records.decisions.add(decision.by, decision.at, decision.why, decision.act)
    ingest(papers, extract, anew, NOTHING_KNOWN, validate=None)

    assert published(directory) == published(anew)
