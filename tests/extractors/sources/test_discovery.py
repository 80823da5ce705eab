from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from extractors.sources import discover, formats, read, sources
from kg.errors import SourceMissing, SourceUnreadable, SourceUnrecognised
from kg.records import Paper

RECORD = b'{"title": "Flower", "abstract": "We propose Flower."}\n'
BINARY = bytes(range(256)) * 4


def test_a_folder_gives_what_sources_recognise_and_lists_the_rest(tmp_path: Path) -> None:
    """Files come in sorted order at any depth; hidden ones are ignored, empty and binary ones listed."""
    for name, content in {
        "b.jsonl": RECORD,
        "a/c.jsonl.gz": gzip.compress(RECORD),
        "notes.md": b"# Notes\n",
        "image.png": BINARY,
        "empty.jsonl": b"",
        ".hidden.jsonl": RECORD,
        ".git/x.jsonl": RECORD,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)

    found = discover([tmp_path])

    assert [file.path.relative_to(tmp_path).as_posix() for file in found.files] == ["a/c.jsonl.gz", "b.jsonl"]
    assert [path.name for path in found.skipped] == ["empty.jsonl", "image.png", "notes.md"]
    assert len([paper for paper in read(found.files) if isinstance(paper, Paper)]) == 2


def test_a_file_that_is_reached_twice_is_read_once(tmp_path: Path) -> None:
    """By its name and by its folder, it is one file."""
    path = tmp_path / "papers.jsonl"
    path.write_bytes(RECORD)

    found = discover([path, tmp_path, path])

    assert [file.path for file in found.files] == [path]


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """The error says where and what to do."""
    path = tmp_path / "none.jsonl"

    with pytest.raises(SourceMissing, match="no such file") as caught:
        discover([path])

    assert caught.value.where == str(path)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (BINARY, "binary"),
        (b"\x89PNG\r\n\x1a\n" + BINARY, "binary"),
        ("Größe\n".encode("utf-16") * 50, "binary"),
        (b"\x1f\x8b\x08\x00", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(BINARY, mtime=0), "binary"),
    ],
)
def test_a_file_that_is_no_text_cannot_be_read(tmp_path: Path, content: bytes, message: str) -> None:
    """Empty and binary files, packed or not, are refused when they are asked for by name."""
    path = tmp_path / "papers.jsonl"
    path.write_bytes(content)

    with pytest.raises(SourceUnreadable, match=message):
        discover([path])


def test_a_file_without_permission_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says why. (Root may read everything, so the refusal is simulated.)"""
    path = tmp_path / "papers.jsonl"
    path.write_bytes(RECORD)

    def refuse(self: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(SourceUnreadable, match="Permission denied") as caught:
        discover([path])

    assert caught.value.where == str(path)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Reading would wait forever."""
    path = tmp_path / "pipe"
    os.mkfifo(path)

    with pytest.raises(SourceUnreadable, match="no regular file"):
        discover([path])


@pytest.mark.parametrize(
    "content", [b"hello\n", b'{"a": 1}\n', b"[1]\n", b"a,b\n1,2\n", b"\xff\xfe" * 2 + b"abc " * 30]
)
def test_a_text_of_another_format_is_not_recognised(tmp_path: Path, content: bytes) -> None:
    """The error names the formats that can be read."""
    path = tmp_path / "papers.txt"
    path.write_bytes(content)

    with pytest.raises(SourceUnrecognised, match="hugging-face-page, jsonl"):
        discover([path])


def test_a_folder_without_papers_is_an_error(tmp_path: Path) -> None:
    """Reading nothing without a word would look like success."""
    (tmp_path / "notes.md").write_text("# Notes\n")

    with pytest.raises(SourceUnrecognised, match="No file in this folder"):
        discover([tmp_path])


def test_the_files_of_the_repository_are_told_apart() -> None:
    """Of all the files here only the seeds and the test papers are papers."""
    root = Path(__file__).parents[3]

    found = discover([root / name for name in ("seeds", "tests/data", "ontology")][:2])

    assert sorted(file.path.name for file in found.files) == ["hugging-face-papers.txt", "seeds.papers.jsonl"]


def test_a_new_source_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module in the package of formats is found without being named anywhere."""
    (tmp_path / "tab_separated.py").write_text(
        "from kg.records import Paper\n"
        "class Tabs:\n"
        "    name = 'tabs'\n"
        "    def recognises(self, path, head):\n"
        "        return path.suffix == '.tsv'\n"
        "    def read(self, path):\n"
        "        for line in path.read_text().splitlines():\n"
        "            yield Paper(*line.split('\\t'), source=self.name)\n"
        "SOURCE = Tabs()\n"
    )
    (tmp_path / "x.tsv").write_text("Flower\tWe propose Flower.\n")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    sources.cache_clear()

    papers = list(read(discover([tmp_path / "x.tsv"]).files))

    sources.cache_clear()
    assert papers == [Paper("Flower", "We propose Flower.", source="tabs")]
