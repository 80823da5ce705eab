"""`sotagraph evaluate`: extraction measured against gold annotations."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Json, Workers
from api.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractors.evaluation.measures import Figures
    from extractors.guidelines import Annotation
    from kg.records import Paper


def evaluate(
    papers: Annotated[
        Path, typer.Argument(metavar="PAPERS", readable=False, help="JSON Lines with id, title, abstract.")
    ],
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", readable=False, help="JSON Lines in the annotation format.")
    ],
    workers: Workers,
    predicted: Annotated[
        Path | None,
        typer.Option(
            "--predicted", metavar="FILE", readable=False, help="Score this file instead of extracting now."
        ),
    ] = None,
    errors: Annotated[
        bool,
        typer.Option("--errors", metavar="", help="Also show each missed and wrong result in its sentence."),
    ] = False,
    as_json: Json = False,
) -> int:
    """Score extraction against gold annotations: precision, recall and F1 of every measure.

    Counts are summed over all papers of GOLD. Without --predicted, the papers are extracted now.
    """
    from extractors.evaluation import load_annotations, load_papers, score
    from extractors.evaluation.errors import result_errors, show_errors

    texts, wanted = load_papers(papers), load_annotations(gold)
    _check_ids(wanted, texts, gold, papers)
    found = load_annotations(predicted) if predicted else _extract(texts, wanted, workers)
    figures = score(texts, wanted, found)
    if as_json:
        listed = [asdict(error) for error in result_errors(wanted, found)] if errors else []
        print_json(figures | ({"errors": listed} if errors else {}))
        return 0
    _print(figures)
    if errors:
        for line in show_errors(texts, wanted, found):
            say(line)
    return 0


def _print(figures: Mapping[str, Figures]) -> None:
    print_table(
        ("measure", "precision", "recall", "F1", "gold", "found"),
        (
            (
                name,
                *(f"{row[key]:.3f}" for key in ("precision", "recall", "f1")),
                row["gold"],
                row["predicted"],
            )
            for name, row in figures.items()
        ),
    )


def _check_ids(wanted: Iterable[str], texts: Mapping[str, Paper], gold: Path, papers: Path) -> None:
    from kg.errors import RecordInvalid

    missing = [key for key in wanted if key not in texts]
    if missing:
        raise RecordInvalid(
            f"{len(missing)} papers, {missing[0]!r} first, are annotated but are not in {papers}.",
            where=str(gold),
            remedy="Give the papers that the annotations are about.",
        )


def _extract(texts: Mapping[str, Paper], wanted: Iterable[str], workers: int) -> dict[str, Annotation]:
    from api.cli.progress import progress
    from extractors.guidelines import to_annotation
    from extractors.workers import open_extract
    from kg.errors import ExtractionFailed
    from ontology.vocabulary import load_vocabulary

    keys, found = list(wanted), {}
    with progress("papers") as tick, open_extract(load_vocabulary(), workers) as extract:
        for key, answer in zip(keys, extract.map(texts[key] for key in keys), strict=True):
            if isinstance(answer, ExtractionFailed):
                raise answer
            found[key] = to_annotation(key, texts[key], answer)
            tick(len(found), len(keys))
    return found
