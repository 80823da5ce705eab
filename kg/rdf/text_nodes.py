"""A paper's text and the stretches of it that name or state something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import GraphInvalid
from kg.identity.iris import span
from kg.linking import UnitedEntity
from kg.rdf import literals
from kg.rdf.interop import named_node
from kg.rdf.writer import GraphWriter
from kg.records import EntityType, Mention, Paper, Span
from ontology.terms import SG


@dataclass(frozen=True, slots=True)
class TextNode:
    """One version of a paper's title and abstract, to point into."""

    iri: str
    characters: str

    def cut(self, start: int, end: int, field: str) -> str:
        """The characters of a stretch. Raises GraphInvalid for one that is empty or reaches outside."""
        if not 0 <= start < end <= len(self.characters):
            raise GraphInvalid(
                f"characters {start} to {end} are no stretch of a text of {len(self.characters)}.",
                where=field,
            )
        return self.characters[start:end]


def write_text(graph: GraphWriter, text: TextNode, paper: Paper) -> NamedNode:
    """The node of the text; its characters stand once, as the title and the abstract of the paper."""
    node = named_node(text.iri)
    graph.type(node, SG.Text)
    graph.add(node, SG.textDigest, literals.text(paper.text_digest, "text digest"))
    if paper.replaced:
        graph.add(node, SG.replacedCharacters, literals.integer(paper.replaced))
    return node


def write_evidence(graph: GraphWriter, text: TextNode, stretch: Span, field: str) -> NamedNode:
    """The node of a quote, with its characters."""
    quote = text.cut(stretch.start, stretch.end, field)
    node = _write_span(graph, text, stretch.start, stretch.end)
    graph.type(node, SG.Evidence)
    graph.add(node, SG.quote, literals.text(quote, field))
    return node


def write_mentions(
    graph: GraphWriter,
    text: TextNode,
    entities: Iterable[UnitedEntity],
    nodes: Mapping[tuple[EntityType, str], NamedNode],
) -> None:
    """A node for each stretch that names something.

    A stretch names one thing. Where two entities claim it, the surer one has it, and of two that are
    equally sure the first.
    """
    claims: dict[tuple[int, int], tuple[Mention, NamedNode]] = {}
    for entity in entities:
        for mention in entity.mentions:
            place = (mention.start, mention.end)
            if place not in claims or mention.confidence > claims[place][0].confidence:
                claims[place] = (mention, nodes[entity.type, entity.key])
    for place in sorted(claims):
        _write_mention(graph, text, *claims[place])


def _write_mention(graph: GraphWriter, text: TextNode, mention: Mention, entity: NamedNode) -> None:
    field = f"mention {mention.form!r}"
    found = text.cut(mention.start, mention.end, field)
    if found != mention.form:
        raise GraphInvalid(
            f"the text has {found!r} at characters {mention.start} to {mention.end}.", where=field
        )
    node = _write_span(graph, text, mention.start, mention.end)
    graph.type(node, SG.Mention)
    graph.add(node, SG.entity, entity)
    graph.add(node, SG.surfaceForm, literals.text(found, field))
    graph.add(node, SG.confidence, literals.confidence(mention.confidence, field))


def _write_span(graph: GraphWriter, text: TextNode, start: int, end: int) -> NamedNode:
    node = named_node(span(text.iri, start, end))
    graph.add(node, SG.start, literals.integer(start))
    graph.add(node, SG.end, literals.integer(end))
    return node
