"""How a worker and the service talk: questions pickled one way, frames of bytes the other way.

What comes back is never unpickled: a worker runs what strangers wrote.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO

__all__ = ["HEAD", "FrameKind", "Question", "frame", "read_question", "written"]

#: A frame is its kind, the length of what follows in bytes, and that.
HEAD = struct.Struct("!BI")
_LENGTH = struct.Struct("!I")


class FrameKind(IntEnum):
    """What a frame says."""

    READY = 1  #: The worker waits for questions; JSON about how it is confined.
    GRAPH = 2  #: The answer is a graph; what follows is it.
    TABLE = 3  #: The answer is a table or a boolean; what follows is it.
    DATA = 4  #: The next part of the answer.
    END = 5  #: The answer is complete; JSON about the worker.
    REFUSAL = 6  #: There is no answer, or no more of it; JSON that says why.
    FAULT = 7  #: The same by a fault of ours; text for the log.


@dataclass(frozen=True, slots=True)
class Question:
    """One query, with everything that its answer depends on.

    Attributes:
        sparql: The query.
        snapshot: The folder of the snapshot to ask.
        base: What relative IRIs are relative to.
        default_graphs: Which graphs are the default graph, if the request says it.
        named_graphs: Which graphs there are, if the request says it.
        table: The name of the format for a table, or None if the client takes none.
        graph: The name of the format for a graph, or None if the client takes none.
        seconds: After how many seconds the worker ends itself.
    """

    sparql: str
    snapshot: str
    base: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    table: str | None = "JSON"
    graph: str | None = "TURTLE"
    seconds: float = 60


def frame(kind: FrameKind, content: bytes = b"") -> bytes:
    """A frame as it is sent."""
    return HEAD.pack(kind, len(content)) + content


def written(question: Question) -> bytes:
    """A question as it is sent to a worker."""
    content = pickle.dumps(question)
    return _LENGTH.pack(len(content)) + content


def read_question(stream: BinaryIO) -> Question | None:
    """The next question, or None when the service has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    content = stream.read(_LENGTH.unpack(head)[0])
    return pickle.loads(content)  # type: ignore[no-any-return]  # noqa: S301 - from the service itself
