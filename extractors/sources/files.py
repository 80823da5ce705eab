"""Bytes of plain and gzipped text files, read line by line in bounded memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from kg.errors import InputError, RecordInvalid, SourceUnreadable

HEAD_BYTES = 64 * 1024
MAX_LINE_BYTES = 1_000_000
#: A line that goes on beyond this is no line; the rest of the file is given up.
MAX_SKIPPED_BYTES = 64 * 1_000_000
#: Text packs 3 to 20 times; zeros pack 1,000 times. Small files may do better than text does.
MAX_RATIO = 200
MAX_UNPACKED_BYTES = 16 * 1_000_000
MAX_EMPTY_LINES = 1_000_000

_GZIP = b"\x1f\x8b"
_EMPTY = (b"\n", b"\r\n")
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; `number` counts from 1."""

    number: int
    text: str


def where(path: Path, line: int) -> str:
    """How errors name a line."""
    return f"{path}, line {line}"


def read_head(path: Path) -> str:
    """The first 64 KB of the text, unpacked if need be; undecodable bytes become U+FFFD.

    Raises:
        SourceUnreadable: The file is empty, binary, no regular file, or cannot be opened.
    """
    if not path.is_file():
        raise SourceUnreadable("This is no regular file.", where=str(path), remedy="Give a file or a folder.")
    try:
        with path.open("rb") as raw, _unpacked(raw) as content:
            head = _first_bytes(content)
    except OSError as error:
        raise _unreadable(path, error) from error
    if not head:
        raise SourceUnreadable(
            "The file is empty, or nothing of its gzip data can be unpacked.",
            where=str(path),
            remedy="Check how it was made.",
        )
    if _is_binary(head):
        raise SourceUnreadable(
            "The file is binary, not UTF-8 text.", where=str(path), remedy="Give text, plain or gzipped."
        )
    return head.decode("utf-8", errors="replace").removeprefix("\ufeff")


def read_lines(path: Path) -> Iterator[Line | InputError]:
    """Every line of the file that is not empty; a line that cannot be read gives an error value.

    Where the rest of the file cannot be read (a truncated gzip file, say) the last value is the error
    that says so. Memory stays bounded whatever the file holds.
    """
    number = unpacked = filled = 0
    try:
        packed = path.stat().st_size
        with path.open("rb") as raw, _unpacked(raw) as content:
            while chunk := content.readline(MAX_LINE_BYTES + 1):
                number += 1
                length = len(chunk)
                if length > MAX_LINE_BYTES:
                    length += _skip_line(content, chunk)
                    yield _too_long(path, number, length)
                elif chunk not in _EMPTY:
                    filled = number
                    yield _decoded(path, number, chunk)
                unpacked += length
                if (
                    length > MAX_SKIPPED_BYTES
                    or number - filled > MAX_EMPTY_LINES
                    or unpacked > MAX_UNPACKED_BYTES + MAX_RATIO * packed
                ):
                    yield _given_up(path, number)
                    return
    except _BROKEN as error:
        yield SourceUnreadable(
            f"The gzip data is damaged or cut off after line {number}: {error}.",
            where=str(path),
            remedy="The lines before it were read; fetch the file again for the rest.",
        )
    except OSError as error:
        yield _unreadable(path, error)


def _unpacked(raw: BufferedReader) -> BufferedReader:
    start = raw.read(2)
    raw.seek(0)
    if start != _GZIP:
        return raw
    # Lines of a BufferedReader are found in C; those of a GzipFile are not.
    return BufferedReader(gzip.GzipFile(fileobj=raw), 1 << 17)


def _first_bytes(content: BufferedReader) -> bytes:
    """As much of the head as can be unpacked."""
    pieces, length = [], 0
    try:
        while length < HEAD_BYTES and (piece := content.read(4096)):
            pieces.append(piece)
            length += len(piece)
    except _BROKEN:
        pass
    return b"".join(pieces)[:HEAD_BYTES]


def _is_binary(head: bytes) -> bool:
    """Whether more than one byte in a hundred is a control character or more than one in ten no UTF-8."""
    controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    undecodable = head.decode("utf-8", errors="replace").count("\ufffd")
    return controls * 100 > len(head) or undecodable * 10 > len(head)


def _skip_line(content: BufferedReader, chunk: bytes) -> int:
    skipped = 0
    while chunk and not chunk.endswith(b"\n") and skipped <= MAX_SKIPPED_BYTES:
        chunk = content.readline(MAX_LINE_BYTES)
        skipped += len(chunk)
    return skipped


def _decoded(path: Path, number: int, chunk: bytes) -> Line | InputError:
    if number == 1:
        chunk = chunk.removeprefix(b"\xef\xbb\xbf")
    try:
        return Line(number, chunk.rstrip(b"\r\n").decode("utf-8"))
    except UnicodeDecodeError as error:
        return RecordInvalid(
            f"Byte {error.start + 1} of the line, 0x{error.object[error.start]:02x}, is no UTF-8.",
            where=where(path, number),
            remedy="Convert the file to UTF-8.",
        )


def _too_long(path: Path, number: int, length: int) -> InputError:
    return RecordInvalid(
        f"The line has {length:,} bytes or more; the limit is {MAX_LINE_BYTES:,}.",
        where=where(path, number),
        remedy="Give one paper a line; the other lines are read.",
    )


def _given_up(path: Path, number: int) -> InputError:
    return SourceUnreadable(
        f"The text goes on without end or unpacks to far more than text does (at line {number}).",
        where=str(path),
        remedy="The lines before it were read; the rest of the file was not.",
    )


def _unreadable(path: Path, error: OSError) -> SourceUnreadable:
    return SourceUnreadable(
        f"The file cannot be read: {error.strerror or error}.",
        where=str(path),
        remedy="Check its permissions.",
    )
