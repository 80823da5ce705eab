"""An rdflib store for a graph that is built once and then asked many times, such as a batch to validate.

rdflib's own `Memory` sends an event for every triple, keeps track of contexts and asks three indices in
the same way for every pattern. Building and validating a batch with it takes half as long again.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from rdflib import Node
from rdflib.plugins.stores.memory import Memory

if TYPE_CHECKING:
    from rdflib.graph import _ContextType, _TriplePatternType, _TripleType

    _Contexts = Generator[_ContextType | None, None, None]
    _Found = Generator[tuple[_TripleType, _Contexts], None, None]


class IndexStore(Memory):
    """Triples of one graph in memory, to add to and to read; nothing can be taken out of it.

    Namespaces are kept as `Memory` keeps them. All triples are in one context, whichever is asked for:
    pySHACL wants a store that is aware of contexts and then never uses more than one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._size = 0
        # The innermost dicts have no values: they are sets that keep their order.
        self._values: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._subjects: dict[Node, dict[Node, dict[Node, None]]] = {}

    def add(self, triple: _TripleType, context: Any, quoted: bool = False) -> None:  # noqa: ARG002
        """Keep a triple, once."""
        subject, predicate, value = triple
        values = self._values.setdefault(subject, {}).setdefault(predicate, {})
        self._size += value not in values
        values[value] = None
        self._subjects.setdefault(predicate, {}).setdefault(value, {})[subject] = None

    def remove(self, triple_pattern: Any, context: Any = None) -> None:
        """Raise NotImplementedError."""
        raise NotImplementedError("an IndexStore is read and added to only")

    def triples(
        self,
        triple_pattern: _TriplePatternType,
        context: Any = None,  # noqa: ARG002
    ) -> _Found:
        """The triples that fit a pattern, in which None fits everything."""
        subject, predicate, value = triple_pattern
        if subject is not None:
            yield from self._of_subject(subject, predicate, value)
        elif predicate is not None:
            by_value = self._subjects.get(predicate, {})
            for found_value in by_value if value is None else (value,):
                for found in by_value.get(found_value, ()):
                    yield (found, predicate, found_value), _no_contexts()
        else:
            for found in self._values:
                yield from self._of_subject(found, None, value)

    def __len__(self, context: Any = None) -> int:
        # Asked often, since a graph without triples counts as false.
        return self._size

    def _of_subject(self, subject: Node, predicate: Node | None, value: Node | None) -> _Found:
        by_predicate = self._values.get(subject, {})
        for found_predicate in by_predicate if predicate is None else (predicate,):
            values = by_predicate.get(found_predicate, {})
            for found in values if value is None else (value,):
                if found in values:
                    yield (subject, found_predicate, found), _no_contexts()


def _no_contexts() -> _Contexts:
    yield from ()
