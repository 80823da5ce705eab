"""What one query, and all of them together, may take."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEGABYTE", "Limits"]

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the endpoint.

    Attributes:
        deadline: Seconds from the request to the last byte of its answer, waiting for a worker included.
        memory: Megabytes that a worker process may take for its own.
        result: Megabytes that an answer may have.
        workers: How many queries are answered at a time, each in a process of its own.
        queue: How many more may wait for a worker.
    """

    deadline: float = 30
    memory: int = 1000
    result: int = 100
    workers: int = 2
    queue: int = 16
