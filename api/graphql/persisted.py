"""Queries that are sent once and then named by their digest, so that any fits a link and can be cached.

The protocol of automatic persisted queries: `extensions.persistedQuery` has `version` 1 and `sha256Hash`. A
digest that is not known is answered by `PersistedQueryNotFound`, upon which a client sends digest and query
together.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from graphql import GraphQLError
from strawberry.http import GraphQLRequestData

from api.graphql.lru import Lru

__all__ = ["PersistedQueries", "Unanswered"]

#: Characters of all queries that are kept together; what has not been asked for the longest goes first.
_KEPT = 2_000_000
_BAD = "BAD_USER_INPUT"


class Unanswered(Exception):
    """A request that names its query in a way that does not lead to one.

    Attributes:
        error: What the client is told.
    """

    def __init__(self, message: str, code: str, remedy: str) -> None:
        super().__init__(message)
        details = {"code": code, "field": "extensions.persistedQuery", "remedy": remedy}
        self.error = GraphQLError(message, extensions=details)


class PersistedQueries:
    """The queries that are known by their digests.

    Args:
        longest: The length in characters of a query that is kept.
    """

    def __init__(self, longest: int) -> None:
        self._known: Lru[str] = Lru(_KEPT)
        self._longest = longest

    def found(self, request: GraphQLRequestData) -> GraphQLRequestData:
        """The request with the query that it names; one that names none stays as it is. Raises Unanswered."""
        named = (request.extensions or {}).get("persistedQuery")
        if named is None:
            return request
        digest = _digest(named)
        if request.query is None:
            query = self._known.get(digest)
            if query is None:
                raise Unanswered(
                    "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND", "Send the query with its digest."
                )
            return replace(request, query=query)
        if hashlib.sha256(request.query.encode("utf-8", "replace")).hexdigest() != digest:
            raise Unanswered("provided sha does not match query", _BAD, "Send the SHA-256 of the query.")
        if len(request.query) <= self._longest:
            self._known.put(digest, request.query, len(request.query))
        return request


def _digest(named: Any) -> str:
    if not isinstance(named, dict) or named.get("version") != 1:
        raise Unanswered("PersistedQueryNotSupported", _BAD, "Send `version` 1 and `sha256Hash`.")
    digest = named.get("sha256Hash")
    if not isinstance(digest, str):
        raise Unanswered("the digest is no text", _BAD, "Send the SHA-256 of the query as `sha256Hash`.")
    return digest.lower()
