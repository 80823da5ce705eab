"""`sotagraph query`: SPARQL over the published graph."""

from __future__ import annotations

import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.asking import open_snapshot
from api.cli.offline import forbid_network
from api.cli.options import Data
from api.cli.output import print_table, say
from kg.errors import QueryInvalid, SourceUnreadable

if TYPE_CHECKING:
    import pyoxigraph as ox


class Format(StrEnum):
    """How an answer is printed; `table` is for SELECT and ASK, and CONSTRUCT answers in Turtle then."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"


def query(
    text: Annotated[
        str,
        typer.Argument(metavar="SPARQL|FILE", help="A query, or a file that holds one.", show_default=False),
    ],
    data: Data,
    format_: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.TABLE,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
) -> int:
    """Ask the published graph in SPARQL 1.1, read-only, with the union of all graphs as default graph.

    SELECT and ASK print a table or the W3C result formats; CONSTRUCT and DESCRIBE print Turtle, and N-Triples
    with any other format. The query cannot reach the network.
    """
    sparql = _read(text)
    forbid_network(sparql)
    # Oxigraph cannot be interrupted from Python; the default handler lets Ctrl-C end the process at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with open_snapshot(data) as snapshot:
        _print(_ask(snapshot.store, sparql), Format.JSON if as_json else format_)
    return 0


def _read(text: str) -> str:
    path = Path(text)
    try:
        if not path.is_file():
            return text
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        if "{" in text:
            # A query can be longer than a file name may be, or hold characters that none may have.
            return text
        raise SourceUnreadable(f"cannot be read as a query: {error}.", where=text[:200]) from error


def _ask(store: ox.Store, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    try:
        return store.query(sparql, use_default_graph_as_union=True)
    except (SyntaxError, ValueError, OSError) as error:
        raise QueryInvalid(f"the query failed: {error}", where="SPARQL") from error


def _print(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, format_: Format) -> None:
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryTriples):
        rdf = ox.RdfFormat.TURTLE if format_ is Format.TABLE else ox.RdfFormat.N_TRIPLES
        answer.serialize(sys.stdout.buffer, rdf)
    elif format_ is not Format.TABLE:
        formats = {
            Format.JSON: ox.QueryResultsFormat.JSON,
            Format.CSV: ox.QueryResultsFormat.CSV,
            Format.TSV: ox.QueryResultsFormat.TSV,
            Format.XML: ox.QueryResultsFormat.XML,
        }
        answer.serialize(sys.stdout.buffer, formats[format_])
        say()
    elif isinstance(answer, ox.QueryBoolean):
        say("true" if answer else "false")
    else:
        names = [variable.value for variable in answer.variables]
        print_table(names, ([_cell(row[name]) for name in names] for row in answer))


def _cell(term: object) -> str:
    return getattr(term, "value", "" if term is None else str(term))
