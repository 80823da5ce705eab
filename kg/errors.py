"""Every error that sotagraph raises on purpose, drawn as one tree.

    SotagraphError
    ├── InputError                what was handed in is wrong
    │   ├── SourceMissing         a path that does not exist
    │   ├── SourceUnreadable      a file that cannot be read or is no text
    │   ├── SourceUnrecognised    a file that no source can parse
    │   ├── RecordInvalid         one record of a file is wrong; the others are kept
    │   ├── FieldInvalid          an optional field of a record is wrong; the paper is kept without it
    │   ├── DecisionInvalid       a decision about a fact that makes no sense or changes nothing
    │   └── SettingInvalid        an option or a setting with a value that is not allowed
    ├── ExtractionFailed          the pipeline failed on one paper; the others are kept
    ├── WorkersFailed             worker processes cannot be started or do not stay alive
    ├── GraphInvalid              quads of one paper break the SHACL shapes
    ├── StoreError                the data directory cannot do what was asked
    │   ├── StoreLocked           another writer is at work
    │   ├── StoreUnwritable       no permission, a full disk or a broken file system
    │   ├── StoreIncompatible     made by another layout version or with another base
    │   ├── StoreEmpty            nothing has been published yet
    │   └── SnapshotMissing       a snapshot that is not kept
    └── QueryError                a question that cannot be answered
        ├── QueryInvalid          SPARQL, a filter, a cursor or an argument that is malformed
        │   └── CursorExpired     a cursor of a snapshot that is no longer kept
        ├── QueryTooLarge         a question whose answer would cost more than one may
        ├── DeadlineExceeded      a question that takes longer than one may
        ├── NameUnknown           an entity, a paper, a fact or a decision that the graph does not have
        └── Refusal               a request to `/sparql` that is not answered; it knows its status of HTTP
                                  (api/sparql/refusal.py)

A message says what happened, with which value, and what to do next. `where` names the file, the line
or the field, so that every front end can show it in its own way.
"""

from __future__ import annotations


class SotagraphError(Exception):
    """The root: catch this to catch everything that sotagraph raises on purpose.

    Args:
        message: What happened, with which value.
        where: The file (`papers.jsonl`), line (`papers.jsonl, line 7`) or field that it concerns.
        remedy: What to do next, as a sentence.
    """

    def __init__(self, message: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head} {self.remedy}" if self.remedy else head

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the keyword arguments when an error crosses a process border."""
        return (_rebuild, (type(self), self.message, self.where, self.remedy))


def _rebuild(
    kind: type[SotagraphError], message: str, where: str | None, remedy: str | None
) -> SotagraphError:
    return kind(message, where=where, remedy=remedy)


class InputError(SotagraphError):
    """What was handed in is wrong."""


class SourceMissing(InputError):
    """A path that does not exist."""


class SourceUnreadable(InputError):
    """A file that cannot be read or is no text."""


class SourceUnrecognised(InputError):
    """A file that no source can parse."""


class RecordInvalid(InputError):
    """One record of a file is wrong; the others are kept."""


class FieldInvalid(InputError):
    """An optional field of a record is wrong; the paper is kept without it."""


class DecisionInvalid(InputError):
    """A decision about a fact that makes no sense or changes nothing."""


class SettingInvalid(InputError):
    """An option or a setting with a value that is not allowed."""


class ModelInvalid(InputError):
    """A trained model that is missing, incomplete or of another version."""


class ExtractionFailed(SotagraphError):
    """The pipeline failed on one paper; the others are kept."""


class WorkersFailed(SotagraphError):
    """Worker processes cannot be started or do not stay alive."""


class GraphInvalid(SotagraphError):
    """The quads of one paper break the SHACL shapes."""


class StoreError(SotagraphError):
    """The data directory cannot do what was asked."""


class StoreLocked(StoreError):
    """Another writer is at work."""


class StoreUnwritable(StoreError):
    """No permission, a full disk or a broken file system."""


class StoreIncompatible(StoreError):
    """The store was made by another layout version or with another base."""


class StoreEmpty(StoreError):
    """Nothing has been published yet."""


class SnapshotMissing(StoreError):
    """A snapshot that is not kept."""


class QueryError(SotagraphError):
    """A question that cannot be answered."""


class QueryInvalid(QueryError):
    """SPARQL, a filter, a cursor or an argument that is malformed."""


class CursorExpired(QueryInvalid):
    """A cursor of a snapshot that is no longer kept."""


class QueryTooLarge(QueryError):
    """A question whose answer would cost more than one may."""


class DeadlineExceeded(QueryError):
    """A question that takes longer than one may."""


class NameUnknown(QueryError):
    """A method, data set, task, metric, paper, fact or decision that the graph does not have."""
