"""The history graph: what was stated before people decided otherwise, and what ended it.

Former facts are told as JSON, so that no question about what holds finds them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from pyoxigraph import Literal, Quad

from kg.identity.iris import GraphName, Iris
from kg.rdf import literals
from kg.rdf.decisions import DecisionState, about, agent_node, review_node, said, time
from kg.rdf.interop import named_node
from kg.rdf.writer import GraphWriter
from kg.records import (
    Act,
    LinkReview,
    Meaning,
    MentionReview,
    Merge,
    ResultReview,
    Split,
    Undo,
    Verdict,
)
from ontology.namespaces import PROV, RDF
from ontology.terms import SG

__all__ = ["history_quads"]


def history_quads(iris: Iris, states: Iterable[DecisionState]) -> list[Quad]:
    """The quads of the history graph, each once; `states` are in the order of the decisions.

    Every decision that ended something leaves a former fact, undone or not. The fact itself is said to have
    ended, or to be a revision, by those that count.
    """
    graph = GraphWriter(iris.graph(GraphName.HISTORY))
    former: dict[str, str] = {}
    for state in states:
        decision, act = state.decision, state.decision.act
        review, subject = review_node(iris, decision), about(iris, decision)
        node = iris.decision(decision.number)
        graph.type(review, SG.Review)
        graph.add(review, PROV.wasAssociatedWith, agent_node(iris, decision))
        graph.add(review, PROV.endedAtTime, time(decision))
        graph.add(review, PROV.generated, named_node(node))
        if isinstance(act, Undo):
            graph.add(named_node(iris.decision(act.decision)), PROV.wasInvalidatedBy, review)
        if subject is None or act.verdict in {Verdict.ACCEPT, Verdict.UNDO}:
            continue
        before = named_node(f"{node}/former")
        graph.type(before, SG.FormerFact)
        graph.add(before, PROV.specializationOf, named_node(subject))
        graph.add(before, SG.statement, _statement(iris, act, bare=state.bare))
        graph.add(before, PROV.wasInvalidatedBy, review)
        earlier = former.get(subject)
        graph.add(before, PROV.wasRevisionOf, None if earlier is None else named_node(earlier))
        former[subject] = before.value
        if state.undone is None and act.verdict in {Verdict.REJECT, Verdict.MERGE}:
            graph.add(named_node(subject), PROV.wasInvalidatedBy, review)
        elif state.undone is None and act.verdict is Verdict.CORRECT:
            graph.add(named_node(subject), PROV.wasRevisionOf, before)
    return graph.quads()


def _statement(iris: Iris, act: Act, *, bare: bool) -> Literal:
    """What was stated, or nothing of it if the paper that stated it was removed."""
    stated = {} if bare else _stated(iris, act)
    written = json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    literals.check_characters(written, "statement")
    return Literal(written, datatype=named_node(RDF.JSON))


def _stated(iris: Iris, act: Act) -> dict[str, str]:
    if isinstance(act, ResultReview):
        return said(act.stated)
    if isinstance(act, MentionReview):
        return {"surfaceForm": act.stated.form, **_entity(iris, act.stated.named.meaning)}
    if isinstance(act, LinkReview):
        return {"name": act.stated.name, **_entity(iris, act.stated.meaning)}
    if isinstance(act, Merge):
        return _entity(iris, act.source)
    return _entity(iris, act.entity) if isinstance(act, Split) else {}


def _entity(iris: Iris, meaning: Meaning) -> dict[str, str]:
    return {"entity": iris.entity(*meaning.identity), "label": meaning.label, "type": meaning.type.value}
