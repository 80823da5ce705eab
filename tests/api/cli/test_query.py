"""SPARQL on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.reader import Snapshot
from ontology.namespaces import PREFIXES

Run = Callable[..., Any]

LABELS = "SELECT ?l { ?r a sg:Result ; sg:method ?m . ?m skos:prefLabel ?l } ORDER BY ?l"


@pytest.fixture
def query(cli: Run, garden: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Asks the garden in this process, which keeps its network and its way to be interrupted."""
    monkeypatch.setattr("api.cli.query.cut_off_network", lambda: False)
    monkeypatch.setattr("api.cli.query.end_at_once_on_interrupt", lambda: None)
    return lambda *arguments: cli("query", *arguments, "--data", garden)


def test_the_default_graph_is_the_union_and_prefixes_are_known(query: Run) -> None:
    """The first query that one would write works."""
    done = query("SELECT DISTINCT ?l { ?r a sg:Result ; sg:method ?m . ?m skos:prefLabel ?l } ORDER BY ?l")

    assert (done.code, done.err) == (0, "")
    assert [line.strip("│ ") for line in done.out.splitlines()[3:-1]] == ["Flower", "Tree"]


def test_a_query_can_be_a_file(query: Run, tmp_path: Path) -> None:
    """Whatever its name."""
    path = tmp_path / "a question.rq"
    path.write_text("ASK { ?x a sg:Method }", encoding="utf-8")

    assert query(path).out == "true\n"


def test_a_query_can_come_from_standard_input(query: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`... | sotagraph query -`."""
    monkeypatch.setattr("sys.stdin", io.StringIO("ASK { ?x a sg:Nothing }"))

    assert query("-").out == "false\n"


def test_answers_come_in_the_result_formats_of_the_w3c(query: Run) -> None:
    """Each as its specification writes it, so that any SPARQL library reads it."""
    data = json.loads(query(LABELS, "--json").out)
    comma = list(csv.reader(io.StringIO(query(LABELS, "--format", "csv").out)))
    tab = query(LABELS, "--format", "tsv").out.splitlines()
    xml = query(LABELS, "--format", "xml").out

    expected = ["Flower"] * 3 + ["Tree"] * 3
    assert [row["l"]["value"] for row in data["results"]["bindings"]] == expected
    assert comma == [["l"], *([label] for label in expected)]
    assert tab == ["?l", *(f'"{label}"' for label in expected)]
    assert xml.count("<literal>") == 6


@pytest.mark.parametrize(
    ("format_", "begins"), [("table", "<https://"), ("json", '[{"@id":"https://'), ("xml", "<?xml")]
)
def test_a_graph_comes_in_an_rdf_format(query: Run, format_: str, begins: str) -> None:
    """Turtle for people, JSON-LD and RDF/XML for programs."""
    done = query("CONSTRUCT { ?x a sg:Metric } { ?r sg:metric ?x }", "--format", format_)

    assert done.out.startswith(begins)
    assert "sotagraph/id/metric/fid-" in done.out


def test_a_graph_is_no_table_of_values(query: Run) -> None:
    """The error says which formats there are."""
    done = query("CONSTRUCT WHERE { ?s a sg:Paper }", "--format", "csv")

    assert (done.code, done.out) == (1, "")
    assert "Choose table, json or xml" in done.err


def test_of_a_long_table_the_rest_is_counted(query: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the way to print it all is named; the data is whole."""
    monkeypatch.setattr("api.cli.output.MAX_ROWS", 2)

    table, data = query(LABELS), query(LABELS, "--json")

    assert table.out.count("Flower") == 2
    assert table.err == "... and 4 more rows. Print them all with --json.\n"
    assert data.out.count("Flower") == 3


def test_cells_hold_no_control_characters(query: Run) -> None:
    """What a paper says is shown, and never obeyed by the terminal."""
    done = query(r'SELECT ("a\u009b31mb\u0007\nc" AS ?x) {}')

    assert "a\ufffd31mb\ufffd c" in done.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "SPARQL: the query is empty"),
        ("missing.rq", "missing.rq: There is no such file"),
        ("a missing file.sparql", "There is no such file"),
        ("SELECT * {", "SPARQL, line 1, column 11: the query is wrong at or before the end of this line"),
        ("SELECT ?x {\n ?x foo:bar ?y }", "SPARQL, line 2, column 12"),
        ("SELECT ?x { ?x foo:bar ?y }", "'foo:bar ?y }' (Prefix not found)"),
        ("SELECT ?x { ?x <bar> ?y }", "(IRI parsing failed)"),
        ("SELECT ?x ?y { ?x a sg:Paper } GROUP BY ?x", "contains a variable that is unbound"),
        ("INSERT DATA { <a:b> <a:b> 1 }", "updates are not possible"),
        ("LOAD <http://example.org/>", "updates are not possible"),
        ("hello world", "Queries are SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT \udcff", "no valid text"),
        ("x" * 5000 + "{", "the query is wrong"),
        ("\x00{", "the query is wrong"),
    ],
)
def test_a_query_that_is_none_is_explained(query: Run, text: str, says: str) -> None:
    """With its place, and in words that are not the grammar's."""
    done = query(text)

    assert (done.code, done.out) == (1, "")
    assert says in done.err


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"\xff\xfe\x00", "no UTF-8 text"), (b"", "the query is empty"), (None, "Is a directory")],
    ids=["binary", "empty", "folder"],
)
def test_a_file_that_holds_no_query_is_named(
    query: Run, tmp_path: Path, content: bytes | None, says: str
) -> None:
    """So that one sees which file was meant."""
    path = tmp_path / "query.rq"
    path.mkdir() if content is None else path.write_bytes(content)

    done = query(path)

    assert (done.code, done.out) == (1, "")
    assert says in done.err


def test_a_query_may_name_its_graphs(query: Run, snapshot: Snapshot) -> None:
    """The union of graphs gives way to FROM."""
    rows = snapshot.store.query("SELECT DISTINCT ?g { GRAPH ?g { ?p a sg:Paper } }", prefixes=dict(PREFIXES))
    graph = next(iter(rows))["g"]  # type: ignore[index, arg-type]

    one = query(f"SELECT (COUNT(?p) AS ?n) FROM {graph} {{ ?p a sg:Paper }}", "--format", "csv")
    all_ = query("SELECT (COUNT(?p) AS ?n) { ?p a sg:Paper }", "--format", "csv")

    assert (one.out.split(), all_.out.split()) == (["n", "1"], ["n", "2"])


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "PREFIX : <%s> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE SILENT <%s> { ?s ?p ?o } }",
    ],
)
def test_no_query_reaches_the_network(
    process: Run, garden: Path, listener: tuple[str, list[str]], text: str
) -> None:
    """A real process asks, a real server listens, and nobody calls."""
    address, calls = listener

    done = process("query", text.replace("%s", address), "--data", garden)

    assert calls == []
    assert (done.code, done.out) == (1, "")
    assert "SERVICE is not allowed" in done.err


def test_a_process_of_its_own_answers(process: Run, garden: Path) -> None:
    """Cut off from the network, it still asks the graph."""
    done = process("query", "ASK { ?x a sg:Paper }", "--data", garden)

    assert (done.code, done.out, done.err) == (0, "true\n", "")
