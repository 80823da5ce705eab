"""What readers see after decisions, in few words."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.data_directory import DataDirectory
from kg.identity.iris import Iris
from kg.linking import resolver
from kg.queries.arguments import PageRequest, ReportsFilter, ResultFilter
from kg.queries.decisions import decisions, history
from kg.queries.results import result_pages
from kg.queries.rows import DecisionRow, ResultRow
from kg.reader import Reader
from kg.records import EntityType, Paper
from kg.review import (
    Signature,
    accept,
    correct_link,
    correct_result,
    merge,
    reject,
    split,
)
from ontology.terms import SG
from ontology.vocabulary import Vocabulary
from tests.kg.review.meadow import MEADOW, SLAM, M

ADA = Signature("Ada", "Seen in the paper.", "2026-01-02T03:04:05Z")
SUN_IRI, MOON_IRI, SLAM_IRI = (Iris().paper(pair[0].title) for pair in MEADOW)


def entity(kind: EntityType, name: str) -> str:
    """The IRI of an entity that no vocabulary has."""
    return Iris().entity(kind, resolver(Vocabulary(())).resolve(kind, name).key)


def mention(of: Paper, form: str) -> str:
    """The IRI of the first place where a paper has some characters."""
    start = of.text.index(form)
    return f"{Iris().paper(of.title)}/text/{of.text_digest[:8]}#char={start},{start + len(form)}"


def results(directory: DataDirectory) -> list[ResultRow]:
    """The results that readers see."""
    with Reader(directory) as reader:
        (page,) = result_pages(
            reader.snapshot(), [(ResultFilter(reports=ReportsFilter()), PageRequest(first=50))]
        )
    return list(page.rows)


def result_of(directory: DataDirectory, value: str) -> ResultRow:
    """The result that has a value."""
    (found,) = [row for row in results(directory) if row.value == Decimal(value)]
    return found


def told(directory: DataDirectory, iri: str | None = None) -> list[DecisionRow]:
    """All decisions, or the history of something."""
    with Reader(directory) as reader:
        return decisions(reader.snapshot()) if iri is None else history(reader.snapshot(), iri)


def mentions(directory: DataDirectory, iri: str) -> list[str]:
    """What the mentions of an entity are, letter for letter, in the order of the alphabet."""
    with Reader(directory) as reader:
        store = reader.snapshot().store
        named = [quad.subject for quad in store.quads_for_pattern(None, NamedNode(SG.entity), NamedNode(iri))]
        forms = [
            quad.object
            for node in named
            for quad in store.quads_for_pattern(node, NamedNode(SG.surfaceForm), None)
        ]
    return sorted(form.value for form in forms if isinstance(form, Literal))


def decide_about_much(directory: DataDirectory) -> None:
    """Seven decisions, about one of each."""
    reject(directory, result_of(directory, "70.2").iri, ADA)
    correct_result(
        directory, result_of(directory, "91.5").iri, {"method": "MoonNet", "condition": "T=10"}, ADA
    )
    accept(directory, result_of(directory, "88.1").iri, ADA)
    reject(directory, mention(SLAM[0], "ImageNet"), ADA)
    correct_link(directory, SLAM_IRI, M, "SunNet", "Solar", ADA)
    merge(directory, entity(M, "LunaNet"), entity(M, "MoonNet"), ADA)
    split(directory, entity(M, "MoonNet"), "Far MoonNet", ADA, paper=SUN_IRI)
