"""Options that several commands share, so that one thing is asked for in one way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_data_path

Data = Annotated[
    Path,
    typer.Option(
        "--data",
        envvar="SOTAGRAPH_DATA",
        help="Folder of the graph; made if it is not there.",
        default_factory=lambda: user_data_path("sotagraph", appauthor=False),
        show_default="a folder of your user account",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
