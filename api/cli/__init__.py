"""The `sotagraph` command: one file a command, all errors rendered in one place."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import typer

from api.cli.app import build
from api.cli.output import OutputClosed, writing
from kg.errors import SotagraphError

#: The exit codes: done, an error that the message explains, wrong usage, and Ctrl-C.
OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 is success, 1 an error of ours (printed as one message), 2 wrong usage, 130 an interrupt.
    """
    _write_utf8()
    try:
        code = _run(arguments)
        with writing():
            sys.stdout.flush()
    except SotagraphError as error:
        return _fail(str(error), FAILED)
    except typer.TyperException as error:
        return _fail(_usage(error), error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except OutputClosed:
        # What is still buffered would fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        return _fail(f"{error.filename or 'the system'}: {error.strerror or error}.", FAILED)
    if code == INTERRUPTED:
        return _fail("interrupted; nothing half-done is left behind.", INTERRUPTED)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    command = typer.main.get_command(build())
    code = command.main(
        args=None if arguments is None else list(arguments), prog_name="sotagraph", standalone_mode=False
    )
    return code if isinstance(code, int) else OK


def _fail(message: str, code: int) -> int:
    if message:
        print(f"error: {message}", file=sys.stderr)  # noqa: T201 - the one place where errors are shown
    return code


def _usage(error: typer.TyperException) -> str:
    """What is wrong with the command line, and how to see what is right.

    Empty for a command that was given nothing at all and has shown its help.
    """
    message = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    if context is None or not message:
        return message
    return f"{message.rstrip('.')}. See `{context.command_path} --help`."


def _write_utf8() -> None:
    """Print UTF-8 wherever no terminal says otherwise, and never fail on a character."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
