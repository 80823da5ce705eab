"""Options that several commands share, so that one thing is asked for in one way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_data_path


def default_data() -> Path:
    """Where the graph of this user lies unless another folder is named."""
    return user_data_path("sotagraph", appauthor=False)


def default_workers() -> int:
    """As many processes as there are cores for this one."""
    from extractors.workers import cores

    return cores()


Data = Annotated[
    Path,
    typer.Option(
        "--data",
        metavar="DIR",
        readable=False,  # what is wrong with it is said where it is opened
        envvar="SOTAGRAPH_DATA",
        help="Folder of the graph; made if it is not there.",
        default_factory=default_data,
        show_default="a folder of your user account",
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        min=1,
        metavar="N",
        envvar="SOTAGRAPH_WORKERS",
        help="Extract in N processes; 1 is this one alone.",
        default_factory=default_workers,
        show_default="the cores that there are",
    ),
]
Json = Annotated[bool, typer.Option("--json", metavar="", help="Print JSON instead of text.")]
Wait = Annotated[bool, typer.Option("--wait", metavar="", help="Wait for another writer instead of failing.")]

# What a thing is called: its label, an alias, another spelling, or its IRI.
MetricName = Annotated[
    str | None, typer.Option("--metric", metavar="NAME", help="Label, alias or IRI of a metric.")
]
DatasetName = Annotated[
    str | None, typer.Option("--dataset", metavar="NAME", help="Label, alias or IRI of a data set.")
]
TaskName = Annotated[
    str | None, typer.Option("--task", metavar="NAME", help="Label, alias or IRI of a task.")
]
MethodName = Annotated[
    str | None, typer.Option("--method", metavar="NAME", help="Label, alias or IRI of a method.")
]
