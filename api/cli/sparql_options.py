"""What SPARQL queries may take, as options of the service."""

from __future__ import annotations

from typing import Annotated

import typer

from api.sparql.limits import Limits

#: The defaults.
LIMITS = Limits()

SparqlDeadline = Annotated[
    float | None,
    typer.Option(
        "--sparql-deadline",
        metavar="SECONDS",
        min=0.1,
        envvar="SOTAGRAPH_SPARQL_DEADLINE",
        show_default=f"{LIMITS.deadline:g}",
        help="End a SPARQL query whose answer is not complete after so long, waiting included.",
    ),
]
SparqlMemory = Annotated[
    int | None,
    typer.Option(
        "--sparql-memory",
        metavar="MB",
        min=256,
        envvar="SOTAGRAPH_SPARQL_MEMORY",
        show_default=f"{LIMITS.memory:g}",
        help="End a SPARQL query that needs more memory.",
    ),
]
SparqlResult = Annotated[
    int | None,
    typer.Option(
        "--sparql-result",
        metavar="MB",
        min=1,
        envvar="SOTAGRAPH_SPARQL_RESULT",
        show_default=f"{LIMITS.result:g}",
        help="Cut an answer off that is longer.",
    ),
]
SparqlWorkers = Annotated[
    int | None,
    typer.Option(
        "--sparql-workers",
        metavar="N",
        min=1,
        envvar="SOTAGRAPH_SPARQL_WORKERS",
        show_default=f"{LIMITS.workers:g}",
        help="Answer so many SPARQL queries at a time, each in a process of its own.",
    ),
]
SparqlQueue = Annotated[
    int | None,
    typer.Option(
        "--sparql-queue",
        metavar="N",
        min=0,
        envvar="SOTAGRAPH_SPARQL_QUEUE",
        show_default=f"{LIMITS.queue:g}",
        help="Let so many more SPARQL queries wait; others are told to come back.",
    ),
]
