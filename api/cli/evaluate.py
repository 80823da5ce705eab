"""`sotagraph evaluate`: extraction measured against gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Json, ModelFolder, Workers, chosen_model
from api.cli.output import print_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractors.guidelines import Annotation
    from extractors.model import Model
    from kg.records import Paper


def evaluate(
    papers: Annotated[
        Path, typer.Argument(metavar="PAPERS", readable=False, help="JSON Lines with id, title, abstract.")
    ],
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", readable=False, help="JSON Lines in the annotation format.")
    ],
    workers: Workers,
    model: ModelFolder = None,
    predicted: Annotated[
        Path | None,
        typer.Option(
            "--predicted", metavar="FILE", readable=False, help="Score this file instead of extracting now."
        ),
    ] = None,
    errors: Annotated[
        bool,
        typer.Option(
            "--errors",
            metavar="",
            help="Also show each missed and wrong fact in its sentence, the most frequent kinds first.",
        ),
    ] = False,
    top: Annotated[
        int | None,
        typer.Option("--top", metavar="N", min=1, help="Of --errors, only the N most frequent of each kind."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot", metavar="FILE.svg", readable=False, help="Draw how far confidences can be believed."
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    """Score extraction against gold annotations: precision, recall and F1 of every measure.

    Counts are summed over all papers of GOLD. The interval of F1 is that of 95% of 1,000 resamples of the
    papers. Where facts carry a confidence, it is held against how many of them are right. Without
    --predicted, the papers are extracted now.
    """
    from api.cli.errors_shown import show_errors
    from api.cli.score_card import show_card
    from extractors.evaluation import load_annotations, load_papers, score_card
    from extractors.evaluation.errors import fact_errors, grouped
    from extractors.evaluation.plot import check_plotting, plot_reliability

    chosen = chosen_model(model)
    if plot:
        check_plotting()
    texts, wanted = load_papers(papers), load_annotations(gold)
    _check_ids(wanted, texts, gold, papers)
    found = load_annotations(predicted) if predicted else _extract(texts, wanted, workers, chosen)
    card = score_card(texts, wanted, found)
    groups = grouped(fact_errors(texts, wanted, found), top) if errors else []
    if as_json:
        listed = [shown.to_json() for group in groups for shown in group.errors]
        print_json(card.to_json() | ({"errors": listed} if errors else {}))
    else:
        show_card(card)
        if errors:
            show_errors(groups)
    if plot:
        plot_reliability(card.calibration, plot)
    return 0


def _check_ids(wanted: Iterable[str], texts: Mapping[str, Paper], gold: Path, papers: Path) -> None:
    from kg.errors import RecordInvalid

    missing = [key for key in wanted if key not in texts]
    if missing:
        raise RecordInvalid(
            f"{len(missing)} papers, {missing[0]!r} first, are annotated but are not in {papers}.",
            where=str(gold),
            remedy="Give the papers that the annotations are about.",
        )


def _extract(
    texts: Mapping[str, Paper], wanted: Iterable[str], workers: int, model: Model | None
) -> dict[str, Annotation]:
    from api.cli.progress import progress
    from extractors.guidelines import to_annotation
    from extractors.workers import open_extract
    from kg.errors import ExtractionFailed
    from ontology.vocabulary import load_vocabulary

    keys, found = list(wanted), {}
    find = open_extract(load_vocabulary(), workers, model)
    with progress("papers") as tick, find as extract:
        for key, answer in zip(keys, extract.map(texts[key] for key in keys), strict=True):
            if isinstance(answer, ExtractionFailed):
                raise answer
            found[key] = to_annotation(key, texts[key], answer)
            tick(len(found), len(keys))
    return found
