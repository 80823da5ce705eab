"""`sotagraph query`: SPARQL over the published graph."""

from __future__ import annotations

import re
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.asking import open_snapshot
from api.cli.options import Data
from api.cli.output import print_table, say, writing
from api.sparql.confinement import cut_off_network
from api.sparql.explanation import explained
from kg.errors import QueryInvalid, SourceMissing, SourceUnreadable

if TYPE_CHECKING:
    import pyoxigraph as ox

_FILE = re.compile(r".*\.(rq|sparql|txt)|[^\s{]*", re.DOTALL)


class Format(StrEnum):
    """How an answer is printed; of a graph (CONSTRUCT, DESCRIBE) `table` is Turtle and `json` JSON-LD."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"


def query(
    text: Annotated[
        str,
        typer.Argument(
            metavar="SPARQL|FILE",
            help="A query, a file that holds one, or - for standard input.",
            show_default=False,
        ),
    ],
    data: Data,
    format_: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help="Short for --format json.")] = False,
) -> int:
    """Ask the published graph in SPARQL 1.1.

    The default graph is the union of all graphs unless the query names some (FROM). The prefixes of the
    project (sg, skos, dcterms, prov, ...) need no declaration. SELECT and ASK print a table or a W3C result
    format; CONSTRUCT and DESCRIBE print Turtle, JSON-LD or RDF/XML. Nothing is changed, and the query
    cannot reach the network.

    Example: sotagraph query 'SELECT ?label { ?m a sg:Metric ; skos:prefLabel ?label } LIMIT 5'
    """
    sparql = _read(text)
    # Before there are threads; what asks for SERVICE is refused as well, so it need not have worked.
    cut_off_network()
    end_at_once_on_interrupt()
    with open_snapshot(data) as snapshot, explained(sparql):
        _print(_ask(snapshot.store, sparql), Format.JSON if as_json else format_)
    return 0


def _read(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if not text.strip():
        return text
    path = Path(text)
    try:
        found = path.exists()
    except (OSError, ValueError):
        found = False  # Longer than a file name may be, or with characters that none may have.
    if found:
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise SourceUnreadable(
                "The file is no UTF-8 text.", where=text, remedy="Give a file that holds a query."
            ) from error
        except OSError as error:
            raise SourceUnreadable(
                f"The file cannot be read: {error.strerror}.", where=text, remedy="Check the path."
            ) from error
    if _FILE.fullmatch(text):
        raise SourceMissing("There is no such file.", where=text, remedy="Check the path.")
    return text


def end_at_once_on_interrupt() -> None:
    """Let Ctrl-C end the process: Oxigraph works in native code, which Python cannot interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _ask(store: ox.Store, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    from api.sparql.engine import ask
    from api.sparql.grammar import Grammar
    from ontology.namespaces import PREFIXES

    return ask(store, Grammar(PREFIXES), sparql)


def _print(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, format_: Format) -> None:
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryTriples):
        _print_graph(answer, format_)
    elif format_ is not Format.TABLE:
        formats = {
            Format.JSON: ox.QueryResultsFormat.JSON,
            Format.CSV: ox.QueryResultsFormat.CSV,
            Format.TSV: ox.QueryResultsFormat.TSV,
            Format.XML: ox.QueryResultsFormat.XML,
        }
        with writing():
            answer.serialize(sys.stdout.buffer, formats[format_])
        if isinstance(answer, ox.QueryBoolean) or format_ in {Format.JSON, Format.XML}:
            say()
    elif isinstance(answer, ox.QueryBoolean):
        say("true" if answer else "false")
    else:
        names = [variable.value for variable in answer.variables]
        print_table(names, ([_cell(row[name]) for name in names] for row in answer))


def _print_graph(answer: ox.QueryTriples, format_: Format) -> None:
    import pyoxigraph as ox

    formats = {
        Format.TABLE: ox.RdfFormat.TURTLE,
        Format.JSON: ox.RdfFormat.JSON_LD,
        Format.XML: ox.RdfFormat.RDF_XML,
    }
    if format_ not in formats:
        raise QueryInvalid(
            f"a graph cannot be printed as {format_.value}.",
            where="--format",
            remedy="Choose table, json or xml, or ask with SELECT.",
        )
    with writing():
        answer.serialize(sys.stdout.buffer, formats[format_])
    if format_ is not Format.TABLE:
        say()


def _cell(term: object) -> str:
    return getattr(term, "value", "" if term is None else str(term))
