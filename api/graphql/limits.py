"""What one question may cost, in the form that is asked and in the answer."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a GraphQL request.

    Attributes:
        cost: Values that the answer may hold by the sizes of its lists, see `api.graphql.cost`.
        deadline: Seconds from the request to its answer, waiting for a thread included.
        threads: How many typed queries run at a time, over all requests.
        characters: The length of a document.
        tokens: Its lexical tokens, comments apart.
        operations: Its operations, of which one is executed.
        depth: Levels of fields.
        fields: Fields, those of a fragment counted wherever it is spread.
        aliases: Fields that have an alias, counted likewise.
        directives: Directives.
        items: Items of all lists and objects of the variables together.
        written: The same, of a mutation with a key: a thousand papers with their authors.
    """

    cost: int = 50_000
    deadline: float = 10
    threads: int = 4
    characters: int = 50_000
    tokens: int = 2000
    operations: int = 20
    depth: int = 15
    fields: int = 500
    aliases: int = 30
    directives: int = 50
    items: int = 1000
    written: int = 30_000
