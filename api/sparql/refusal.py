"""A request that is not answered, in the terms of HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kg.errors import QueryError, SotagraphError, StoreError

__all__ = ["Refusal", "refusal"]


class Refusal(QueryError):
    """A request that is not answered, and with which status.

    Args:
        status: The status of HTTP.
        message: What happened, with which value.
        where: The part of the request that it concerns.
        remedy: What to do next, as a sentence.
        headers: Headers that belong to the status.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        where: str | None = None,
        remedy: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.status = status
        self.headers = dict(headers or {})

    def body(self) -> bytes:
        """The error as JSON, in the form that GraphQL's errors have."""
        details = {"field": self.where, "remedy": self.remedy}
        error = {"message": str(self), "extensions": {k: v for k, v in details.items() if v is not None}}
        return json.dumps({"errors": [error]}, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def refusal(error: SotagraphError) -> Refusal:
    """The refusal that says an error: 503 if the store is at fault, 400 if the query is."""
    if isinstance(error, Refusal):
        return error
    status = 503 if isinstance(error, StoreError) else 400
    return Refusal(status, error.message, where=error.where, remedy=error.remedy)
