"""The command line put together from its commands."""

from __future__ import annotations

import typer

from api.cli import (
    demo,
    evaluate,
    extract,
    ingest,
    leaderboard,
    methods,
    query,
    relink,
    remove,
    serve,
    snapshots,
    stats,
)


def build() -> typer.Typer:
    """The application with every command."""
    app = typer.Typer(
        name="sotagraph",
        help="A knowledge graph of what machine-learning papers report, each fact with its sentence.",
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for command in (
        demo.demo,
        ingest.ingest,
        extract.extract,
        evaluate.evaluate,
        methods.methods,
        leaderboard.leaderboard,
        query.query,
        stats.stats,
        serve.serve,
        relink.relink,
        remove.remove,
    ):
        app.command()(command)
    app.add_typer(snapshots.app, name="snapshots")
    return app
