"""The `sotagraph` command: one file a command, all errors rendered in one place."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click
import typer

from api.cli.app import build
from kg.errors import SotagraphError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 is success, 1 an error of ours (printed as one message), 2 wrong usage, 130 an interrupt.
    """
    try:
        code = typer.main.get_command(build()).main(
            args=list(arguments) if arguments is not None else None,
            prog_name="sotagraph",
            standalone_mode=False,
        )
    except SotagraphError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - the one place where errors are shown
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("Interrupted; nothing half-done is left behind.", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:
        # The reader of our output went away (`| head`); there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0
