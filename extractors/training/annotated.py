"""The papers to learn from: files of papers and of annotations, brought together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.evaluation import load_annotations
from extractors.guidelines import Annotation
from extractors.sources import discover, read
from extractors.sources.files import read_head, read_lines
from extractors.training.standoff_file import FORMAT, SHIPPED, join, read_standoff
from kg.errors import FieldInvalid, InputError, RecordInvalid, SourceMissing
from kg.records import Paper


@dataclass(frozen=True, slots=True)
class AnnotatedPaper:
    """A paper with its annotation.

    Args:
        id: As the annotation has it.
        position: The position of the annotation in its file, counted on over several files. It does not
            depend on which papers are at hand, so `position % 5` is the fold of five.
        paper: Title and abstract as they were annotated.
        annotation: In the format of the guidelines.
        measured: Whether models are measured on it; else it is learned from only.
    """

    id: str
    position: int
    paper: Paper
    annotation: Annotation
    measured: bool = True


@dataclass(frozen=True, slots=True)
class Annotated:
    """What there is to learn from, in the order of the annotations.

    Args:
        papers: With their annotations.
        missing: The ids of stand-off annotations whose paper was not given.
        changed: The ids of those whose title was given with another abstract.
    """

    papers: tuple[AnnotatedPaper, ...]
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataFiles:
    """The files that were given, by what they hold, each kind in the order given."""

    papers: tuple[Path, ...]
    annotations: tuple[Path, ...]
    standoff: tuple[Path, ...]

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file that is read."""
        return (*self.papers, *self.annotations, *self.standoff)


def sort_files(paths: Iterable[Path]) -> DataFiles:
    """Tell files apart by their first record; without annotations, those that the package brings are meant.

    Raises:
        InputError: A path is no file that can be read, or there is no file of papers.
    """
    kinds: dict[str, list[Path]] = {"papers": [], "annotations": [], "standoff": []}
    for path in dict.fromkeys(paths):
        kinds[_kind(path)].append(path)
    if not kinds["papers"]:
        raise SourceMissing(
            "There are no papers among the files to learn from.",
            where="DATA",
            remedy="Give a file with a title and an abstract for each annotated paper too.",
        )
    if not kinds["annotations"] and not kinds["standoff"]:
        kinds["standoff"].append(SHIPPED)
    return DataFiles(*(tuple(kinds[kind]) for kind in ("papers", "annotations", "standoff")))


def _kind(path: Path) -> str:
    if not path.exists():
        raise SourceMissing("There is no such file.", where=str(path), remedy="Check the path.")
    read_head(path)
    first = next(read_lines(path), None)
    if first is None or isinstance(first, InputError):
        return "papers"
    try:
        record = json.loads(first.text)
    except (ValueError, RecursionError):
        return "papers"
    if not isinstance(record, dict) or "abstract" in record:
        return "papers"
    if record.get("format") == FORMAT:
        return "standoff"
    return "annotations" if "entities" in record else "papers"


def load_annotated(files: DataFiles) -> Annotated:
    """The annotated papers of the files.

    Stand-off annotations find their papers by the text and leave out those whose text was not given; other
    annotations find them by the id and must find all.

    Raises:
        InputError: A file or one of its records cannot be used, or no annotated paper has its text.
    """
    papers: list[AnnotatedPaper] = []
    missing: list[str] = []
    changed: list[str] = []
    position = 0
    for path in files.annotations:
        annotations = load_annotations(path)
        papers += _by_id(path, annotations, files.papers, position)
        position += len(annotations)
    for path in files.standoff:
        packed = read_standoff(path)
        joined = join(path, packed.records, read_papers(files.papers))
        papers += [
            AnnotatedPaper(annotation["id"], position + at, paper, annotation, packed.measured)
            for at, (paper, annotation) in sorted(joined.found.items())
        ]
        missing += joined.missing
        changed += joined.changed
        position += len(packed.records)
    _check(papers, files, position)
    return Annotated(tuple(papers), tuple(missing), tuple(changed))


def read_papers(paths: Sequence[Path]) -> Iterator[Paper]:
    """The papers of files of any format that the sources read.

    Raises:
        InputError: A file or a record cannot be used; learning leaves nothing out unsaid.
    """
    for paper in read(discover(paths).files):
        if isinstance(paper, Paper):
            yield paper
        elif not isinstance(paper, FieldInvalid):
            raise paper


def _by_id(
    path: Path, annotations: Mapping[str, Any], papers: Sequence[Path], first: int
) -> Iterator[AnnotatedPaper]:
    texts: dict[str, Paper] = {}
    for paper in read_papers(papers):
        key = paper.source_id
        if key is not None and key in annotations and texts.setdefault(key, paper).text != paper.text:
            raise RecordInvalid(
                f"The paper {key!r} is there with two texts.",
                where=", ".join(map(str, papers)),
                remedy="Give each paper once.",
            )
    lost = [key for key in annotations if key not in texts]
    if lost:
        raise RecordInvalid(
            f"{len(lost)} papers, {lost[0]!r} first, are annotated but are not in the files of papers.",
            where=str(path),
            remedy="Give the papers that the annotations are about.",
        )
    for position, (key, annotation) in enumerate(annotations.items(), start=first):
        yield AnnotatedPaper(key, position, texts[key], annotation)


def _check(papers: Sequence[AnnotatedPaper], files: DataFiles, wanted: int) -> None:
    if not papers:
        raise RecordInvalid(
            f"None of {wanted:,} annotated papers is there with the text that was annotated.",
            where=", ".join(map(str, files.papers)),
            remedy="Give titles and abstracts of the papers that the annotations are about.",
        )
    seen: set[str] = set()
    for paper in papers:
        if paper.id in seen:
            raise RecordInvalid(
                f"The paper {paper.id!r} is annotated twice.",
                where=", ".join(map(str, (*files.annotations, *files.standoff))),
                remedy="Give each annotation once.",
            )
        seen.add(paper.id)
