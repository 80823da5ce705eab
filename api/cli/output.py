"""How commands print: tables for people, JSON for programs."""

from __future__ import annotations

import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import SotagraphError

#: Without a terminal there is no width to fit; a quote needs this many columns to be readable.
PIPED_WIDTH = 140
#: Nobody reads more than this as a table, and drawing it would take minutes.
MAX_ROWS = 1_000


class OutputClosed(Exception):
    """The reader of our output went away (`| head`), so there is nobody to tell anything."""


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """A table whose last column takes the room that is left; cells are shown as they are, without markup.

    Of more rows than MAX_ROWS, the rest is only counted, on standard error.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED_WIDTH
    rest = iter(rows)
    cells = [["" if cell is None else one_line(str(cell)) for cell in row] for row in islice(rest, MAX_ROWS)]
    # Rows that take several lines need a line between them.
    wrapped = any(sum(len(cell) + 3 for cell in row) > width for row in cells)
    table = Table(title=title, title_justify="left", title_style="bold", show_lines=wrapped)
    for name in columns:
        table.add_column(name, overflow="fold", ratio=1 if name == columns[-1] else None)
    for row in cells:
        table.add_row(*map(Text, row))
    drawn = io.StringIO()
    Console(file=drawn, force_terminal=sys.stdout.isatty(), width=width, highlight=False).print(table)
    say(drawn.getvalue().removesuffix("\n"))
    if more := sum(1 for _ in rest):
        note(f"... and {more:,} more rows. Print them all with --json.")


def print_json(value: Any) -> None:
    """The value as indented JSON in UTF-8."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str = "") -> None:
    """A line on standard output."""
    with writing():
        sys.stdout.write(text + "\n")


def note(line: str) -> None:
    """A line on standard error, beside output that is data."""
    sys.stderr.write(line + "\n")


@contextmanager
def writing() -> Iterator[None]:
    """Say what is wrong with standard output, a full disk for example.

    Raises:
        OutputClosed: Nobody reads it any more.
        SotagraphError: It cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise OutputClosed from None
    except OSError as error:
        raise SotagraphError(
            f"cannot be written: {error.strerror or error}.",
            where="standard output",
            remedy="Free some space, or send the output elsewhere.",
        ) from error


def one_line(text: str) -> str:
    """The text on one line, and without control characters, which a terminal might obey."""
    words = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" else c for c in words)


def note_skipped(paths: Iterable[Path]) -> None:
    """Name the files of a folder that were not read."""
    for path in paths:
        note(f"skipped: {path} (no source recognises it)")
