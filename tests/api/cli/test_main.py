"""What holds for every command: help, exit codes, and errors in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer

from api.cli import main
from api.cli.app import build

Run = Callable[..., Any]
ROOT = Path(__file__).parents[3]


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command by its path, groups included."""

    def below(path: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
        yield path, command
        for name, inner in getattr(command, "commands", {}).items():
            yield from below((*path, name), inner)

    return below((), typer.main.get_command(build()))


PATHS = [path for path, _ in commands()]


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_each_command_has_help(cli: Run, path: tuple[str, ...]) -> None:
    """`--help` and `-h` show what it does, every option of it, and end with 0."""
    command = dict(commands())[path]

    long, short = cli(*path, "--help"), cli(*path, "-h")

    assert (long.code, long.err) == (0, "")
    assert long == short
    assert f"Usage: sotagraph {' '.join(path)}".strip() in long.out
    for parameter in command.params:
        for option in parameter.opts:
            assert option in long.out or option == parameter.name


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_each_command_and_each_option_says_what_it_is_for(path: tuple[str, ...]) -> None:
    """A new user need not guess."""
    command = dict(commands())[path]

    silent = [parameter.name for parameter in command.params if not (parameter.help or "").strip()]

    assert silent == []
    assert len(command.help or "") > 20


def test_the_commands_are_these() -> None:
    """A command that is renamed breaks scripts, so it is seen here."""
    assert {" ".join(path) for path in PATHS} == {
        "",
        "demo",
        "serve",
        "methods",
        "leaderboards",
        "leaderboard",
        "records",
        "pareto",
        "victories",
        "contradictions",
        "link",
        "query",
        "stats",
        "ingest",
        "relink",
        "remove",
        "review",
        "review accept",
        "review reject",
        "review correct",
        "review merge",
        "review split",
        "review undo",
        "review list",
        "review history",
        "keys",
        "keys create",
        "keys list",
        "keys revoke",
        "snapshots",
        "snapshots list",
        "snapshots rollback",
        "snapshots prune",
        "extract",
        "evaluate",
        "train",
        "annotations",
        "annotations pack",
        "annotations unpack",
    }


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nope"], "No such command 'nope'"),
        (["ingset"], "Did you mean 'ingest'"),
        (["methods", "--nope"], "No such option"),
        (["leaderboard", "--dataset", "x"], "Missing option '--metric'"),
        (["ingest"], "Missing argument 'PATH'"),
        (["ingest", "x", "--publish-every", "0"], "--publish-every"),
        (["methods", "--kind", "bogus"], "'bogus' is not one of 'absolute'"),
        (["query", "ASK {}", "--format", "bogus"], "'bogus' is not one of 'table'"),
        (["serve", "--port", "65536"], "--port"),
        (["serve", "--port", "eighty"], "--port"),
        (["snapshots", "prune", "--keep", "0"], "--keep"),
    ],
)
def test_wrong_usage_ends_with_2_and_names_the_help(cli: Run, arguments: list[str], says: str) -> None:
    """One line, which says what is wrong and where to read on."""
    done = cli(*arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert says in done.err
    assert "--help`." in done.err
    assert done.err.count("\n") == 1


def test_no_command_shows_the_help(cli: Run) -> None:
    """As wrong usage, since a script that forgot the command should not go on."""
    done = cli()

    assert (done.code, done.err) == (2, "")
    assert "Start here" in done.out


def test_the_version_is_that_of_the_distribution(cli: Run) -> None:
    """For reports of faults."""
    assert cli("--version").out == f"sotagraph {version('sotagraph')}\n"


def test_an_interrupt_ends_with_130(cli: Run, garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C, as shells know it, without a traceback."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.queries.statistics.statistics", interrupt)

    done = cli("stats", "--data", garden)

    assert (done.code, done.out) == (130, "")
    assert done.err == "error: interrupted; nothing half-done is left behind.\n"


@pytest.mark.parametrize(
    "arguments",
    [["query", "SELECT * { ?s ?p ?o }"], ["query", "CONSTRUCT WHERE { ?s ?p ?o }"], ["methods"], ["stats"]],
    ids=["table", "graph", "methods", "stats"],
)
def test_a_reader_that_goes_away_is_no_error(garden: Path, arguments: list[str]) -> None:
    """`sotagraph ... | head -1` prints a line and ends quietly."""
    program = [sys.executable, "-m", "api", *arguments, "--data", str(garden)]

    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        err = started.stderr.read()
        code = started.wait()

    assert (code, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("arguments", [["stats", "--json"], ["query", "CONSTRUCT WHERE { ?s ?p ?o }"]])
def test_output_that_cannot_be_written_is_an_error(garden: Path, arguments: list[str]) -> None:
    """A file that was cut short must not look like a whole one."""
    program = [sys.executable, "-m", "api", *arguments, "--data", str(garden)]

    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(program, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith(b"error: standard output: cannot be written: No space left")


def test_output_is_utf_8_whatever_the_locale(garden: Path) -> None:
    """JSON that a pipe takes is JSON, and no character stops a command."""
    program = [sys.executable, "-m", "api", "methods", "--data", str(garden)]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "LC_ALL": "C"}

    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, check=True)

    assert "│" in done.stdout.decode("utf-8")


def test_help_needs_no_heavy_library() -> None:
    """`sotagraph --help` answers at once: store, spaCy and web come with the commands that need them."""
    heavy = ("spacy", "pyoxigraph", "rdflib", "strawberry", "fastapi", "pydantic", "pyshacl", "numpy")
    program = (
        "import sys; from api.cli import main; main(['--help']); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    loaded = done.stdout.splitlines()[-1]
    assert loaded == "[]"


def test_the_command_line_reads_the_process_s_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the console script calls it."""
    monkeypatch.setattr(sys, "argv", ["sotagraph", "nope"])

    assert main() == 2
