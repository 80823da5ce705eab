"""The decisions graph: what people decided, and what each merged entity is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.iris import GraphName, Iris, name_in, span, text
from kg.rdf import literals
from kg.rdf.interop import named_node
from kg.rdf.writer import GraphWriter
from kg.records import (
    Decision,
    EntityType,
    LinkReview,
    Meaning,
    MentionReview,
    Merge,
    Result,
    ResultReview,
    Split,
    Undo,
    Verdict,
)
from ontology.namespaces import DCTERMS, PROV, RDFS, XSD
from ontology.terms import SG

__all__ = ["DecisionState", "about", "agent_node", "decision_quads", "review_node", "said", "time"]

VERDICTS: Mapping[Verdict, str] = {verdict: SG[verdict.value.capitalize()] for verdict in Verdict}

#: Which property a slot of a result is, where it is not called the same.
_PROPERTIES = {"value_text": "valueText", "relative_to": "relativeTo"}


@dataclass(frozen=True, slots=True)
class DecisionState:
    """A decision and what has become of it.

    Args:
        decision: What was decided.
        effective: Whether it counts and what it is about is there.
        undone: The number of the decision that undid it, or None.
        bare: Whether its paper was removed; then nothing is told of what the paper says.
    """

    decision: Decision
    effective: bool
    undone: int | None = None
    bare: bool = False


def decision_quads(
    iris: Iris, states: list[DecisionState], replaced: Mapping[tuple[EntityType, str], Meaning]
) -> list[Quad]:
    """The quads of the decisions graph, each once. Raises GraphInvalid as literals do."""
    graph = GraphWriter(iris.graph(GraphName.DECISIONS))
    for state in states:
        _write(graph, iris, state)
    for identity, now in sorted(replaced.items()):
        old, new = named_node(iris.entity(*identity)), named_node(iris.entity(*now.identity))
        graph.add(old, DCTERMS.isReplacedBy, new)
    return graph.quads()


def about(iris: Iris, decision: Decision) -> str | None:
    """The IRI of what a decision is about; None for an undoing, which has another property."""
    act = decision.act
    if isinstance(act, ResultReview):
        return act.iri
    if isinstance(act, MentionReview):
        return span(text(act.paper, act.text_digest), act.stated.start, act.stated.end)
    if isinstance(act, LinkReview):
        return name_in(act.paper, act.stated.meaning.type, act.stated.name)
    if isinstance(act, Merge):
        return iris.entity(*act.source.identity)
    return iris.entity(*act.entity.identity) if isinstance(act, Split) else None


def review_node(iris: Iris, decision: Decision) -> NamedNode:
    """The node of the act of deciding."""
    return named_node(f"{iris.decision(decision.number)}/review")


def agent_node(iris: Iris, decision: Decision) -> NamedNode:
    """The node of who decided."""
    return named_node(iris.agent(decision.by))


def time(decision: Decision) -> Literal:
    """When it was decided."""
    return Literal(decision.at, datatype=named_node(XSD.dateTime))


def said(result: Result) -> dict[str, str]:
    """What the filled slots of a result say, by the names of their properties."""
    slots = {field.name: getattr(result, field.name) for field in fields(result)}
    for name in ("anchor", "evidence", "confidence"):
        del slots[name]
    return {_PROPERTIES.get(name, name): str(value) for name, value in slots.items() if value is not None}


def _write(graph: GraphWriter, iris: Iris, state: DecisionState) -> None:
    decision, act = state.decision, state.decision.act
    node = named_node(iris.decision(decision.number))
    graph.type(node, SG.Decision)
    graph.add(node, SG.number, literals.integer(decision.number))
    graph.add(node, SG.verdict, named_node(VERDICTS[act.verdict]))
    subject = about(iris, decision)
    graph.add(node, SG.about, None if subject is None else named_node(subject))
    graph.add(node, SG.inEffect, Literal(state.effective))
    graph.add(node, SG.reason, literals.text(decision.why, "reason"))
    graph.add(node, PROV.wasAttributedTo, agent_node(iris, decision))
    graph.add(node, PROV.generatedAtTime, time(decision))
    _write_agent(graph, iris, decision)
    if isinstance(act, Undo):
        graph.add(node, SG.undoes, named_node(iris.decision(act.decision)))
    elif isinstance(act, Merge):
        graph.add(node, SG.instead, named_node(iris.entity(*act.into.identity)))
    elif isinstance(act, Split):
        graph.add(node, SG.within, None if act.paper is None else named_node(act.paper))
        graph.add(node, SG.name, None if act.name is None else literals.text(act.name, "name"))
        graph.add(node, SG.instead, named_node(iris.entity(*act.instead.identity)))
    else:
        graph.add(node, SG.within, named_node(act.paper))
        if not state.bare:
            _write_content(graph, iris, node, act)


def _write_agent(graph: GraphWriter, iris: Iris, decision: Decision) -> None:
    node = agent_node(iris, decision)
    graph.type(node, PROV.Agent)
    graph.add(node, RDFS.label, literals.text(decision.by, "who decided"))


def _write_content(
    graph: GraphWriter, iris: Iris, node: NamedNode, act: MentionReview | ResultReview | LinkReview
) -> None:
    """What the decision says of the paper's words."""
    if isinstance(act, LinkReview):
        graph.add(node, SG.name, literals.text(act.stated.name, "name"))
        graph.add(node, SG.instead, named_node(iris.entity(*act.instead.identity)))
    elif isinstance(act, MentionReview):
        graph.add(node, SG.name, literals.text(act.stated.form, "mention"))
        if act.instead is not None:
            meaning = act.instead.named.meaning
            graph.add(node, SG.instead, named_node(iris.entity(*meaning.identity)))
    elif act.verdict is Verdict.CORRECT and act.instead is not None:
        before, after = said(act.stated), said(act.instead)
        for slot in act.slots:
            _write_correction(graph, node, _PROPERTIES.get(slot, slot), before, after)


def _write_correction(
    graph: GraphWriter, node: NamedNode, slot: str, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    correction = named_node(f"{node.value}/{slot}")
    graph.add(node, SG.correction, correction)
    graph.type(correction, SG.SlotCorrection)
    graph.add(correction, SG.slot, named_node(SG[slot]))
    for term, values in ((SG.before, before), (SG.after, after)):
        graph.add(correction, term, literals.text(values[slot], slot) if slot in values else None)
