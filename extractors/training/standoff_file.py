"""Files of stand-off annotations: gzipped JSON Lines, the first of which says what the file is."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractors.evaluation import load_annotations, load_papers
from extractors.guidelines import Annotation
from extractors.sources.files import Line, read_lines, where
from extractors.training.standoff import StandOff, from_standoff, title_digest, to_standoff
from kg.errors import InputError, RecordInvalid, SettingInvalid, SourceUnrecognised
from kg.records import Paper

FORMAT, VERSION = "sotagraph-standoff", 1

_FOLDER = Path(__file__).with_name("annotations")
#: The annotations that the model of the package learned from; the folder's README says where they are from.
SHIPPED = _FOLDER / "train.jsonl.gz"
#: Those that language models made, to learn from where they are named.
ASSISTED = _FOLDER / "assisted.jsonl.gz"

_METADATA = ("source", "venue", "date")


@dataclass(frozen=True, slots=True)
class Packed:
    """What a file of stand-off annotations holds.

    Args:
        records: In their order.
        measured: Whether models are measured on them too; else they are learned from only.
    """

    records: list[StandOff]
    measured: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """Stand-off annotations brought together with texts.

    Args:
        found: By the position in the file: the paper, its text as it was annotated, and the annotation.
        missing: The ids of those whose paper was not given.
        changed: The ids of those whose title was given with another abstract.
    """

    found: dict[int, tuple[Paper, Annotation]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def pack(papers: Path, gold: Path, out: Path, *, measured: bool = True) -> int:
    """Write the annotations of GOLD as a stand-off file; how many they are.

    Args:
        papers, gold: As evaluation reads them.
        out: The file, replaced if it is there.
        measured: Whether models are to be measured on them too.

    Raises:
        InputError: A file or a record cannot be used, or a paper is not there.
        SettingInvalid: The file cannot be written.
    """
    texts, annotations, said = load_papers(papers), load_annotations(gold), _metadata(papers)
    records = []
    for key, annotation in annotations.items():
        if key not in texts:
            raise RecordInvalid(
                f"The paper {key!r} is annotated but is not in {papers}.",
                where=str(gold),
                remedy="Give the papers that the annotations are about.",
            )
        standoff = to_standoff(texts[key], annotation, f"{gold}, paper {key!r}")
        records.append({"id": key, **said[key], **standoff})
    try:
        write_standoff(out, Packed(records, measured))
    except OSError as error:
        raise SettingInvalid(
            f"The file cannot be written: {error.strerror or error}.",
            where=str(out),
            remedy="Choose another.",
        ) from error
    return len(records)


def _metadata(papers: Path) -> dict[str, dict[str, str]]:
    """What the file says of each paper beside its text, by id."""
    lines = (line.text for line in read_lines(papers) if isinstance(line, Line) and line.text.strip())
    return {
        record["id"]: {name: record[name] for name in _METADATA if isinstance(record.get(name), str)}
        for record in map(json.loads, lines)
    }


def write_standoff(path: Path, packed: Packed) -> None:
    """Write a file, replaced if it is there; equal records give equal bytes."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "papers": len(packed.records),
        "offsets": "Unicode code points of title, newline, abstract",
        **({} if packed.measured else {"measured": False}),
    }
    lines = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in (head, *packed.records))
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0))


def read_standoff(path: Path) -> Packed:
    """What a file holds.

    Raises:
        InputError: It is no such file, of another version, or one of its lines cannot be read.
    """
    lines = _objects(path)
    head = next(lines, {})
    if head.get("format") != FORMAT or head.get("version") != VERSION:
        raise SourceUnrecognised(
            f"This is no file of stand-off annotations of version {VERSION}.",
            where=str(path),
            remedy="Give one that `sotagraph annotations pack` of this version of sotagraph has written.",
        )
    records = list(lines)
    if len(records) != head.get("papers"):
        raise RecordInvalid(
            f"The file promises {head.get('papers')} papers and has {len(records)}.",
            where=str(path),
            remedy="Fetch it again.",
        )
    return Packed(records, head.get("measured", True) is not False)


def _objects(path: Path) -> Iterator[StandOff]:
    for line in read_lines(path):
        if isinstance(line, InputError):
            raise line
        try:
            record = json.loads(line.text)
        except (ValueError, RecursionError) as error:
            raise RecordInvalid(
                f"Broken JSON: {error}.", where=where(path, line.number), remedy="Fetch the file again."
            ) from None
        if not isinstance(record, dict) or not ({"id", "text_sha256"} <= record.keys() or line.number == 1):
            raise RecordInvalid(
                "The line is no stand-off annotation.",
                where=where(path, line.number),
                remedy="Fetch the file again.",
            )
        yield record


def join(path: Path, records: Sequence[StandOff], papers: Iterable[Paper]) -> Joined:
    """Bring annotations together with the texts that they are about, found by their digests.

    A text counts as the annotated one too when only its white space differs.

    Args:
        path: The file, for errors.
        records: Its records.
        papers: Any papers; those that are not annotated are passed over.

    Raises:
        RecordInvalid: A record is damaged.
    """
    positions = defaultdict[str, list[int]](list)
    for position, record in enumerate(records):
        positions[record["text_sha256"]].append(position)
    titles = {record.get("title_sha256") for record in records}
    joined, seen = Joined(), set[str]()
    for paper in papers:
        digest = title_digest(paper.title)
        if digest in titles:
            seen.add(digest)
        for spelled in (paper, _spaced(paper)):
            for position in positions.pop(spelled.text_digest, ()):
                record = records[position]
                # The head of the file is its first line.
                annotation = from_standoff(record, spelled.text, where(path, position + 2))
                joined.found[position] = replace(spelled, source_id=record["id"]), annotation
    for position, record in enumerate(records):
        if position not in joined.found:
            (joined.changed if record.get("title_sha256") in seen else joined.missing).append(record["id"])
    return joined


def _spaced(paper: Paper) -> Paper:
    return replace(paper, title=" ".join(paper.title.split()), abstract=" ".join(paper.abstract.split()))
