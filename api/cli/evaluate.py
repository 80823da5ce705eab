"""`sotagraph evaluate`: extraction measured against gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import Json
from api.cli.output import print_json, print_table, say


def evaluate(
    papers: Annotated[Path, typer.Argument(metavar="PAPERS", help="JSONL with id, title, abstract.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="JSONL in the annotation format.")],
    predicted: Annotated[
        Path | None,
        typer.Option("--predicted", metavar="FILE", help="Score this file instead of extracting now."),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Also show each missed and wrong result in its sentence.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Score extraction against gold annotations: precision, recall and F1 of every measure.

    Counts are summed over all papers. Without --predicted, the papers are extracted now.
    """
    from extractors.evaluation.errors import show_errors

    from extractors.evaluation import load_annotations, load_papers, score

    texts, wanted = load_papers(papers), load_annotations(gold)
    found = load_annotations(predicted) if predicted else _extract(papers)
    scores = score(texts, wanted, found)
    if as_json:
        print_json(scores)
    else:
        print_table(
            ("measure", "precision", "recall", "F1", "gold", "found"),
            (
                (
                    name,
                    *(f"{row[key]:.3f}" for key in ("precision", "recall", "f1")),
                    row["gold"],
                    row["predicted"],
                )
                for name, row in scores.items()
            ),
        )
    if errors:
        for line in show_errors(texts, wanted, found):
            say(line)
    return 0


def _extract(path: Path) -> dict[str, dict[str, object]]:
    from extractors.extraction import make_extract
    from extractors.guidelines import to_annotation

    from extractors.sources import discover, read
    from kg.errors import SotagraphError

    find = make_extract()
    found = {}
    for position, paper in enumerate(read(discover([path]).files), start=1):
        if isinstance(paper, SotagraphError):
            raise paper
        key = paper.source_id or str(position)
        found[key] = to_annotation(key, paper, find(paper))
    return found
