from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.sources import discover, read
from extractors.sources.formats.jsonl import SOURCE
from kg.errors import FieldInvalid, InputError, RecordInvalid, SourceUnreadable
from kg.records import Identifier, IdentifierKind, Paper

GOOD = {"title": "Flower", "abstract": "We propose Flower."}


def line(**fields: Any) -> bytes:
    return json.dumps({**GOOD, **fields}).encode() + b"\n"


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes bytes to a file of papers."""

    def write(content: bytes, name: str = "papers.jsonl") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def read_all(path: Path) -> tuple[list[Paper], list[InputError]]:
    values = list(read(discover([path]).files))
    return [v for v in values if isinstance(v, Paper)], [v for v in values if isinstance(v, InputError)]


def test_every_field_is_read(file: Callable[[bytes], Path]) -> None:
    """All optional fields arrive in the record, and unknown ones are ignored."""
    path = file(
        line(
            id="arxiv:2301.12345v2",
            authors=["Ada Ito", {"name": "Bo Li", "email": "x"}],
            date="2024-03-12",
            year=2024,
            venue="ICML",
            categories="cs.LG stat.ML",
            doi="https://doi.org/10.1000/ABC",
            pages=12,
        )
    )

    papers, errors = read_all(path)

    assert errors == []
    assert papers == [
        Paper(
            title="Flower",
            abstract="We propose Flower.",
            source="jsonl",
            source_id="arxiv:2301.12345v2",
            identifiers=(
                Identifier(IdentifierKind.ARXIV, "2301.12345"),
                Identifier(IdentifierKind.DOI, "10.1000/abc"),
            ),
            authors=("Ada Ito", "Bo Li"),
            date="2024-03-12",
            venue="ICML",
            categories=("cs.LG", "stat.ML"),
        )
    ]


def test_title_and_abstract_stay_as_read(file: Callable[[bytes], Path]) -> None:
    """White space and markup are not touched, since offsets count in the text as read."""
    path = file(line(title=" A\n  title ", abstract="\tWe $x$.\n\nMore. "))

    papers, _ = read_all(path)

    assert papers[0].text == " A\n  title \n\tWe $x$.\n\nMore. "


@pytest.mark.parametrize(
    "fields", [{}, {"id": None, "date": None, "authors": None, "venue": "", "year": None}]
)
def test_optional_fields_may_be_absent_or_null(file: Callable[[bytes], Path], fields: dict[str, Any]) -> None:
    """Fields that a source lacks are null in some files."""
    path = file(line(**fields))

    papers, errors = read_all(path)

    assert errors == []
    assert papers == [Paper("Flower", "We propose Flower.", source="jsonl")]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": 2024}, "2024"),
        ({"year": "2024"}, "2024"),
        ({"date": "2024-03", "year": 2023}, "2024-03"),
        ({"date": "2024-03-12T10:00:00Z"}, "2024-03-12"),
        ({"date": "2024/03/12"}, "2024-03-12"),
        ({"date": "20240312"}, "2024-03-12"),
        ({"date": "Mon, 2 Apr 2007 19:18:42 GMT"}, "2007-04-02"),
    ],
)
def test_a_date_keeps_its_precision(file: Callable[[bytes], Path], fields: dict[str, Any], date: str) -> None:
    """A year stays a year, a month a month; the date comes before the year."""
    path = file(line(**fields))

    papers, errors = read_all(path)

    assert errors == []
    assert papers[0].date == date


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2024-13-45"),
        ("date", "next spring"),
        ("date", "2023-02-29"),
        ("date", ["2024"]),
        ("year", 24),
        ("year", 2024.5),
        ("authors", 7),
        ("authors", [{"first": "Ada"}]),
        ("categories", {"a": 1}),
        ("venue", ["ICML"]),
        ("id", {"x": 1}),
        ("id", True),
        ("arxiv", "not an id"),
        ("arxiv_id", 2301.12345),
        ("doi", "11.1000/x"),
    ],
)
def test_an_optional_field_that_makes_no_sense_costs_only_itself(
    file: Callable[[bytes], Path], field: str, value: object
) -> None:
    """There is an error that names the field and the line, and the paper without the field."""
    path = file(line() + line(**{field: value}))

    papers, errors = read_all(path)

    assert papers == [Paper("Flower", "We propose Flower.", source="jsonl")] * 2
    (error,) = errors
    assert isinstance(error, FieldInvalid)
    assert error.where == f"{path}, line 2"
    assert f"'{field}'" in error.message


BAD_LINES = {
    "broken JSON": (b'{"title": "Flower", "abstract": \n', "Broken JSON"),
    "no object": (b"[1, 2]\n", "an array"),
    "no title": (b'{"abstract": "We."}\n', "no title"),
    "an empty title": (b'{"title": "", "abstract": "We."}\n', "no title"),
    "a blank title": (b'{"title": " \\n", "abstract": "We."}\n', "title"),
    "a title that is a number": (b'{"title": 7, "abstract": "We."}\n', "title"),
    "no abstract": (b'{"title": "Flower"}\n', "no abstract"),
    "an abstract of 10 MB": (line(abstract="x" * 10_000_000), "the limit is 1,000,000"),
    "an abstract beyond the limit": (line(abstract="x" * 10_001), "the limit is 10,000"),
    "a title beyond the limit": (line(title="x" * 2_001), "the limit is 2,000"),
    "bytes that are no UTF-8": (b'{"title": "Fl\xf6wer", "abstract": "We."}\n', "0xf6"),
    "JSON that is nested without end": (b'{"title": ' + b"[" * 100_000 + b"\n", "JSON"),
    "a number of 5,000 digits": (b'{"title": "F", "abstract": "W", "year": ' + b"9" * 5_000 + b"}\n", "JSON"),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_wrong_record_is_an_error_and_the_others_are_kept(file: Callable[[bytes], Path], name: str) -> None:
    """The error names file and line 7; the six lines before it and the two after it are papers."""
    bad, message = BAD_LINES[name]
    path = file(line() * 6 + bad + line() * 2)

    papers, errors = read_all(path)

    assert len(papers) == 8
    (error,) = errors
    assert isinstance(error, RecordInvalid)
    assert error.where == f"{path}, line 7"
    assert message in error.message
    assert error.remedy


def test_characters_that_xml_cannot_carry_are_replaced_one_for_one(file: Callable[[bytes], Path]) -> None:
    """NUL, raw or escaped, and lone surrogates become U+FFFD and are counted; pairs are kept."""
    escaped = rb'{"title": "A\u0000B", "abstract": "\ud800 \ud83d\ude00 x\u0007", "venue": "\udfff"}'
    path = file(escaped + b"\n" + b'{"title": "A\x00B", "abstract": "We\x0b."}\n')

    papers, errors = read_all(path)

    assert errors == []
    assert [(p.title, p.abstract, p.venue, p.replaced) for p in papers] == [
        ("A\ufffdB", "\ufffd 😀 x\ufffd", "\ufffd", 4),
        ("A\ufffdB", "We\ufffd.", None, 2),
    ]
    assert all(paper.text.encode() for paper in papers)


def test_a_gzipped_file_is_read_like_a_plain_one(file: Callable[..., Path]) -> None:
    """What counts is the content, not the name."""
    content = line(id="a") + line(id="b")
    plain, packed = file(content), file(gzip.compress(content), "papers.bin")

    assert read_all(packed) == read_all(plain)


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.999])
def test_a_truncated_gzip_file_gives_what_is_there(file: Callable[..., Path], cut: float) -> None:
    """The papers before the cut are kept, and the last value says that the file is cut off."""
    content = b"".join(line(id=str(i), abstract=f"Paper {i * 7919 % 1009}.") for i in range(20_000))
    packed = gzip.compress(content)
    path = file(packed[: int(len(packed) * cut)], "papers.jsonl.gz")

    values = list(read(discover([path]).files))

    assert isinstance(values[-1], SourceUnreadable)
    assert "cut off" in values[-1].message
    assert all(isinstance(value, Paper) for value in values[:-1])
    assert len(values) > 1000


@pytest.mark.parametrize("unit", [b" ", b"\n" * 1000])
def test_a_gzip_bomb_is_given_up(tmp_path: Path, unit: bytes) -> None:
    """A small file that unpacks to an endless line, or to lines without end, is not read to its end."""
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as packed:
        packed.write(line())
        for _ in range(80):
            packed.write(unit * (1_000_000 // len(unit)))

    values = list(read(discover([path]).files))

    assert isinstance(values[0], Paper)
    assert isinstance(values[-1], SourceUnreadable)
    assert "without end" in values[-1].message


def test_a_broken_first_line_does_not_hide_the_format(file: Callable[[bytes], Path]) -> None:
    """A file that is called JSON Lines is read so that its errors are shown."""
    path = file(b'{"title": "Flower"\n')

    papers, errors = read_all(path)

    assert papers == []
    assert [error.where for error in errors] == [f"{path}, line 1"]


@settings(deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                ["title", "abstract", "id", "authors", "date", "year", "venue", "categories", "doi", "x"]
            ),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
                lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
                max_leaves=4,
            ),
        ),
        max_size=4,
    )
)
def test_whatever_a_record_holds_it_gives_a_paper_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]
) -> None:
    """Nothing is raised, every line is answered for, and every text can be stored."""
    path = tmp_path_factory.mktemp("any") / "papers.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")

    values = list(SOURCE.read(path))

    assert all(isinstance(value, Paper | InputError) for value in values)
    assert len(values) >= len(records)
    assert all(value.text.encode() for value in values if isinstance(value, Paper))
