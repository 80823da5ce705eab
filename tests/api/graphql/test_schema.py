"""The schema is a contract: a change of it is a reviewed change of one file."""

from __future__ import annotations

import re
from importlib.resources import files

import graphql
import httpx
import pytest

from api.graphql.schema import sdl
from ontology.derived_terms import DerivedTerms
from ontology.terms import SG

COMMITTED = (files("api.graphql") / "schema.graphql").read_text(encoding="utf-8")


TERMS = {name for kind in (SG, DerivedTerms) for name in kind.__annotations__ if not name.startswith("_")}
PREFIXED = re.compile(r"\b(sg|skos|prov|dcterms):(\w+)")

#: Terms that no description names, and why.
UNNAMED = {
    "Report": "a count of papers for SPARQL; here `minPapers` and `support` are the same",
    "leaderboard": "a part's way to its whole, which is where it is nested here",
    "group": "likewise",
    "row": "likewise",
}
#: What is asked by is described by what it keeps.
INPUTS = {
    "Reports",
    "SettingFilter",
    "FactInput",
    "CorrectResultInput",
    "CorrectMentionInput",
    "CorrectLinkInput",
    "MergeInput",
    "SplitInput",
    "UndoInput",
    "PaperInput",
}
#: Fields and values that are called like a term and are no such thing.
OTHERS = {
    "Mutation.split",
    "Entity.mentions",
    "Dataset.mentions",
    "Method.mentions",
    "Metric.mentions",
    "Task.mentions",
    "Paper.mentions",
    "Statistics.mentions",
    "FormerFact.about",
    "Identifier.kind",
    "Identifier.value",
    "Link.kind",
    "Setting.value",
    "Statement.name",
    "Statement.value",
    "EntityOrder.SUPPORT",
    "ResultOrder.CONFIDENCE",
}


def described() -> list[tuple[str, str | None]]:
    """Every type, field, argument and enumeration value with its description."""
    found: list[tuple[str, str | None]] = []
    for name, kind in graphql.build_schema(COMMITTED).type_map.items():
        if name.startswith("__"):
            continue
        found.append((name, kind.description))
        for field_name, field in getattr(kind, "fields", {}).items():
            found.append((f"{name}.{field_name}", field.description))
            arguments = getattr(field, "args", {}).items()
            found += [(f"{name}.{field_name}({key})", value.description) for key, value in arguments]
        values = getattr(kind, "values", {}).items()
        found += [(f"{name}.{key}", value.description) for key, value in values]
    return found


def test_the_committed_schema_is_the_one_that_runs() -> None:
    """After a change: `.venv/bin/python -m api.graphql > api/graphql/schema.graphql`, and review the diff."""
    assert sdl() == COMMITTED


def test_everything_in_the_schema_says_what_it_is() -> None:
    """The query page shows these texts, so nobody has to read the code to ask."""
    texts = described()

    assert [name for name, text in texts if not text or not text.strip()] == []
    assert len(texts) > 150


def test_every_term_of_the_ontology_can_be_asked_for() -> None:
    """Each class, individual and property is named by what it is here, but for those that say why not."""
    named = {
        name for _, text in described() for prefix, name in PREFIXED.findall(text or "") if prefix == "sg"
    }

    assert named <= TERMS
    assert TERMS - named == set(UNNAMED)


def test_what_is_a_term_names_its_iri() -> None:
    """Types, fields and values that are called like a term say that they are it: `(sg:Result)`."""
    nameless = []
    for name, text in described():
        if "(" in name or name.startswith("Query") or name.partition(".")[0] in INPUTS:
            continue
        words = name.rpartition(".")[2]
        called = {words}
        if words.isupper():
            camel = "".join(word.capitalize() for word in words.split("_"))
            called = {camel, camel[0].lower() + camel[1:]}
        named = {term for prefix, term in PREFIXED.findall(text or "") if prefix == "sg"}
        if called & TERMS and not (called & named if not words.isupper() else named):
            nameless.append(name)

    assert set(nameless) <= OTHERS
    form = re.compile(r"\([^()]*\b(sg|skos|prov|dcterms):\w+[^()]*\)")
    assert [text for text in all_naming() if not form.search(text)] == []


def all_naming() -> list[str]:
    """The descriptions that name a term."""
    return [text for _, text in described() if text and PREFIXED.search(text)]


def test_the_service_hands_out_its_schema(client: httpx.Client) -> None:
    """Code generators fetch it from /schema.graphql."""
    answer = client.get("/schema.graphql")

    assert answer.text == COMMITTED
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("enumeration", "names"),
    [
        ("ResultKind", {"ABSOLUTE", "IMPROVEMENT", "SPEEDUP", "UNVALUED"}),
        ("MethodRole", {"PROPOSED", "USED", "COMPARED", "MENTIONED"}),
        ("DatasetRole", {"INTRODUCED", "EVALUATED", "TRAINED", "MENTIONED"}),
    ],
)
def test_enumerations_have_the_names_of_the_ontology(enumeration: str, names: set[str]) -> None:
    """What is sg:Unvalued in SPARQL is UNVALUED here, and a method cannot be asked for as a data set."""
    kind = graphql.build_schema(COMMITTED).type_map[enumeration]

    assert isinstance(kind, graphql.GraphQLEnumType)
    assert set(kind.values) == names
