"""`sotagraph train`: from annotated papers to the model that the package brings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def train(
    data: Annotated[
        list[Path],
        typer.Argument(
            metavar="DATA...",
            readable=False,
            help="Files of papers, and of their annotations: in the annotation format, or as "
            "`annotations pack` writes them. Without annotations, those that the package brings.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="DIR", readable=False, help="Folder to work in; made if it is not there."
        ),
    ],
    folds: Annotated[
        bool,
        typer.Option(
            "--folds", metavar="", help="Measure: hold each fold of the papers out in turn, in DIR/fold-N."
        ),
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", readable=False, help="TOML that changes settings."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="STEP",
            help="Stop after this step: data, pretrain, train, export, calibrate, evaluate.",
        ),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(
            "--corpus",
            metavar="ABSTRACTS",
            readable=False,
            help="Plain abstracts, to learn the language from.",
        ),
    ] = None,
    public: Annotated[
        Path | None,
        typer.Option(
            "--public", metavar="FOLDER", readable=False, help="Public corpora, to learn general names from."
        ),
    ] = None,
) -> int:
    """Train the model, step by step: data, pretrain, train, export, calibrate, evaluate.

    A step that is done runs again only when its settings or what it reads have changed; an interrupted one
    goes on where it was. With --folds, the same is measured on papers that are held out. Needs the extra
    `train` (`pip install 'sotagraph[train]'`).
    """
    from api.cli.steps import ShownSteps
    from extractors.training.extra import require_extra

    require_extra()

    from extractors.training.recipe import Recipe
    from extractors.training.schedule import STEPS
    from extractors.training.settings import load_settings
    from extractors.training.steps import Given

    settings, given = load_settings(config), Given(tuple(data), corpus, public)
    with ShownSteps() as shown:
        Recipe(STEPS, out, given, settings, shown).run(folds=folds, until=until)
    return 0
