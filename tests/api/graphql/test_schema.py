"""The schema is a contract: a change of it is a reviewed change of one file."""

from __future__ import annotations

from importlib.resources import files

import graphql
import httpx
import pytest

from api.graphql.schema import sdl

COMMITTED = (files("api.graphql") / "schema.graphql").read_text(encoding="utf-8")


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
