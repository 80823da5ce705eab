"""Options that several commands share, so that one thing is asked for in one way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from platformdirs import user_data_path

if TYPE_CHECKING:
    from extractors.model import Model

#: In place of a model's folder.
RULES = Path("none")
#: The variable that names a model.
MODEL = "SOTAGRAPH_MODEL"


def default_data() -> Path:
    """Where the graph of this user lies unless another folder is named."""
    return user_data_path("sotagraph", appauthor=False)


def default_workers() -> int:
    """As many processes as there are cores for this one."""
    from extractors.workers import cores

    return cores()


def chosen_model(directory: Path | None) -> Model | None:
    """The model in a folder, or without one the package's own; None for the rules alone.

    Raises:
        ModelInvalid: There is no whole model in the folder.
    """
    from extractors.model import Model, default_model

    if directory is None:
        return default_model()
    return None if directory == RULES else Model(directory)


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
BoardDataset = Annotated[
    str, typer.Option("--dataset", metavar="NAME", help="Label, alias or IRI of a data set.")
]
BoardMetric = Annotated[
    str, typer.Option("--metric", metavar="NAME", help="Label, alias or IRI of a metric.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Only what had appeared by then: 2024, 2024-03 or 2024-03-12."
    ),
]
MinPapers = Annotated[
    int | None,
    typer.Option("--min-papers", metavar="N", min=0, help="Only what so many papers at least are behind."),
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=500, help="At most so many.")]
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
ModelFolder = Annotated[
    Path | None,
    typer.Option(
        "--model",
        metavar="DIR",
        readable=False,  # what is wrong with it is said where it is opened
        envvar=MODEL,
        help="Folder of a model that `train` made; `none` for the rules alone.",
        show_default="the model that the package brings",
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
