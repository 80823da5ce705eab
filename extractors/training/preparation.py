"""The step `data`: the annotated papers, brought together once for the steps that learn from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from extractors.training.annotated import AnnotatedPaper, load_annotated
from extractors.training.settings import Settings
from extractors.training.steps import Work
from kg.records import Paper

_PAPERS = "annotated.jsonl"


def prepare(work: Work) -> None:
    """Write the annotated papers into the step's folder, in the order of the annotations."""
    found = load_annotated(work.given.files)
    with (work.folder / _PAPERS).open("w", encoding="utf-8") as file:
        for paper in found.papers:
            file.write(json.dumps(_record(paper), ensure_ascii=False) + "\n")
    count, lost = len(found.papers), len(found.missing) + len(found.changed)
    note = "all annotated papers"
    if lost:
        first = ", ".join((*found.missing, *found.changed)[:3])
        note = (
            f"{lost:,} annotated papers left out ({first} first): {len(found.missing):,} were not given, "
            f"{len(found.changed):,} have another abstract"
        )
    work.report(count, count + lost, note)


def read_prepared(folder: Path) -> list[AnnotatedPaper]:
    """What `prepare` wrote.

    Args:
        folder: That of the step.
    """
    with (folder / _PAPERS).open(encoding="utf-8") as lines:
        return [_paper(json.loads(line)) for line in lines]


def taught(papers: Sequence[AnnotatedPaper], settings: Settings) -> list[AnnotatedPaper]:
    """The papers that are learned from: as many of each fold, spread evenly, as the settings say."""
    if not settings.papers:
        return list(papers)
    blocks = 1 + max(paper.position for paper in papers) // settings.folds
    share = settings.papers / len(papers)
    chosen = {block for block in range(blocks) if int((block + 1) * share) > int(block * share)}
    return [paper for paper in papers if paper.position // settings.folds in chosen]


def _record(paper: AnnotatedPaper) -> dict[str, object]:
    return {
        "position": paper.position,
        "title": paper.paper.title,
        "abstract": paper.paper.abstract,
        "annotation": paper.annotation,
        "measured": paper.measured,
    }


def _paper(record: dict[str, object]) -> AnnotatedPaper:
    position, title, abstract, annotation = (
        record[name] for name in ("position", "title", "abstract", "annotation")
    )
    assert isinstance(position, int)  # noqa: S101 - for the type checker
    assert isinstance(annotation, dict)  # noqa: S101
    key = annotation["id"]
    paper = Paper(str(title), str(abstract), "jsonl", key)
    return AnnotatedPaper(key, position, paper, annotation, bool(record["measured"]))
