"""How commands print: tables for people, JSON for programs."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

#: Without a terminal there is no width to fit; a quote needs this many columns to be readable.
PIPED_WIDTH = 140


def console() -> Console:
    """A console on standard output, made when used so that tests and pipes see their own stream."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False)


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """A table whose last column takes the room that is left; cells are shown as they are, without markup."""
    table = Table(title=title, title_justify="left", show_lines=False, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold", ratio=1 if name == columns[-1] else None)
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console().print(table)


def print_json(value: Any) -> None:
    """The value as indented JSON in UTF-8."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say(line: str = "") -> None:
    """A line on standard output."""
    sys.stdout.write(line + "\n")


def note(line: str) -> None:
    """A line on standard error, beside output that is data."""
    sys.stderr.write(line + "\n")
