"""The command line put together from its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli import (
    contradictions,
    demo,
    evaluate,
    extract,
    ingest,
    leaderboard,
    leaderboards,
    link,
    methods,
    pareto,
    query,
    records,
    relink,
    remove,
    serve,
    snapshots,
    stats,
    train,
    victories,
)
from api.cli.annotations import build as build_annotations
from api.cli.keys import build as build_keys
from api.cli.output import say
from api.cli.review import build as build_review

_START = "Start here"
_ASK = "Ask"
_BUILD = "Build and keep a graph"
_MEASURE = "Extract without a graph"
_TRAIN = "Train the model"


def build() -> typer.Typer:
    """The application with every command."""
    app = typer.Typer(
        name="sotagraph",
        no_args_is_help=True,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Exit codes: 0 done, 1 failed (the message says why), 2 wrong usage, 130 interrupted.",
    )
    app.callback()(sotagraph)
    for panel, commands in (
        (_START, (demo.demo, serve.serve)),
        (
            _ASK,
            (
                methods.methods,
                leaderboards.leaderboards,
                leaderboard.leaderboard,
                records.records,
                pareto.pareto,
                victories.victories,
                contradictions.contradictions,
                query.query,
                link.link,
                stats.stats,
            ),
        ),
        (_BUILD, (ingest.ingest, relink.relink, remove.remove)),
        (_MEASURE, (extract.extract, evaluate.evaluate)),
        (_TRAIN, (train.train,)),
    ):
        for command in commands:
            app.command(rich_help_panel=panel)(command)
    app.add_typer(build_review(), name="review", rich_help_panel=_BUILD)
    app.add_typer(snapshots.build(), name="snapshots", rich_help_panel=_BUILD)
    app.add_typer(build_keys(), name="keys", rich_help_panel=_START)
    app.add_typer(build_annotations(), name="annotations", rich_help_panel=_TRAIN)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        say(f"sotagraph {version('sotagraph')}")
        raise typer.Exit


def sotagraph(
    version: Annotated[
        bool,
        typer.Option(
            "--version", metavar="", callback=_show_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """A knowledge graph of what machine-learning papers report, each fact with the sentence that says so."""
