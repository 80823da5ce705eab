"""Missed and wrong facts on a terminal, each in its sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from api.cli.output import one_line, print_table, say

if TYPE_CHECKING:
    from extractors.evaluation.errors import Group, Shown

_BOLD, _RED, _END = "\x1b[1m", "\x1b[1;31m", "\x1b[0m"


def show_errors(groups: Iterable[Group]) -> None:
    """The kinds with their counts; then, of each, what it is about and every place, marked `[[so]]`."""
    colours = coloured()
    kinds = [
        (kind, list(members))
        for kind, members in groupby(groups, key=lambda group: (group.measure, group.kind))
    ]
    print_table(("measure", "what went wrong", "times"), ((*kind, alike[0].of_kind) for kind, alike in kinds))
    for (measure, kind), alike in kinds:
        total = alike[0].of_kind
        shown = sum(len(group.errors) for group in alike)
        more = "" if shown == total else f", {shown:,} of them shown"
        say()
        say(_in(_BOLD, f"{measure}: {kind} ({total:,}{more})", colours))
        for group in alike:
            times = f" ({len(group.errors)} times)" if len(group.errors) > 1 else ""
            say(f"  {one_line(group.what)}{times}")
            for error in group.errors:
                say(f"    {_line(error, colours)}")


def coloured() -> bool:
    """Whether a person is looking who has not said that they want no colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _line(shown: Shown, colours: bool) -> str:
    before, marked, after = (_spaced(part) for part in (shown.before, shown.marked, shown.after))
    return f"{one_line(shown.error.paper_id)}  {before}{_in(_RED, f'[[{marked}]]', colours)}{after}"


def _spaced(text: str) -> str:
    """The text on one line, with a space at each end that has one."""
    left, right = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{left}{one_line(text)}{right}" if text.strip() else " " * bool(text)


def _in(colour: str, text: str, colours: bool) -> str:
    return f"{colour}{text}{_END}" if colours else text
