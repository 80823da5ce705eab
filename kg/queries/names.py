"""From what a person calls a thing to its IRI."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import get_close_matches

from kg.errors import NameUnknown
from kg.reader import Readable
from kg.records import EntityType
from ontology.folding import fold

#: How many names an error suggests.
SUGGESTIONS = 3
#: How many labels, those that most papers name, a misspelling is compared with.
COMPARED = 2_000


def resolve(snapshot: Readable, entity_type: EntityType, name: str, *, where: str | None = None) -> str:
    """The IRI of the entity that a label, an alias or an IRI means.

    A label wins over an alias, and of several entities the one that more papers name. Of an entity that was
    merged into another, the IRI and the names mean that other one.

    Raises:
        NameUnknown: Nothing of this type is called so; the message suggests names that are close.
    """
    catalogue = snapshot.catalogue
    known = catalogue.value(
        "SELECT iri FROM entity WHERE iri = ? AND type = ?", (current(snapshot, name), entity_type.value)
    )
    if known is None:
        known = catalogue.value(
            "SELECT e.iri FROM name n JOIN entity e ON e.id = n.entity WHERE n.key = ? AND e.type = ? "
            "ORDER BY n.name = ? DESC, n.preferred DESC, e.papers DESC, e.iri LIMIT 1",
            (fold(name), entity_type.value, name),
        )
    if known is None:
        close = suggestions(snapshot, entity_type, name)
        remedy = (
            f"Did you mean {' or '.join(close)}?"
            if close
            else "Check the spelling; names, aliases and IRIs are understood."
        )
        raise NameUnknown(
            f"no {entity_type.value.lower()} is called {name[:200]!r}.",
            where=where or entity_type.value.lower(),
            remedy=remedy,
        )
    return current(snapshot, str(known))


def current(snapshot: Readable, iri: str) -> str:
    """The IRI under which an entity is known now: another one if it was merged into that."""
    return replacements(snapshot, [iri]).get(iri, iri)


def replacements(snapshot: Readable, iris: Sequence[str]) -> dict[str, str]:
    """The IRIs under which those of these entities are known now that were merged into others."""
    # As JSON, any number of strings is one parameter, also of a kind that no text can be.
    rows = snapshot.catalogue.rows(
        "SELECT iri, now FROM replaced WHERE iri IN (SELECT value FROM json_each(?))", (json.dumps(iris),)
    )
    return dict(rows)


def suggestions(snapshot: Readable, entity_type: EntityType, name: str) -> list[str]:
    """Labels that the name may have meant: whose words begin as its words do, else that are spelled alike."""
    match = match_words(name, every=False)
    rows = (
        []
        if match is None
        else snapshot.catalogue.rows(
            "SELECT e.label FROM entity_text t JOIN entity e ON e.id = t.rowid "
            "WHERE entity_text MATCH ? AND e.type = ? ORDER BY e.papers DESC, e.sort LIMIT ?",
            (match, entity_type.value, SUGGESTIONS),
        )
    )
    if not rows:
        rows = snapshot.catalogue.rows(
            "SELECT label FROM entity WHERE type = ? ORDER BY papers DESC, sort LIMIT ?",
            (entity_type.value, COMPARED),
        )
        labels = {label.casefold(): label for (label,) in rows}
        close = get_close_matches(name[:100].casefold(), labels, n=SUGGESTIONS)
        return [labels[key] for key in close]
    return [label for (label,) in rows]


def match_words(text: str, *, every: bool = True) -> str | None:
    """An FTS5 expression for the words of a text, the last of which may be a prefix; None without words.

    With `every` false, any word is enough and each may be a prefix. Words are quoted, so that nothing in
    them is an operator of FTS5.
    """
    words = ["".join(c for c in word if c.isprintable() and c != '"') for word in text.split()[:16]]
    words = [word for word in words if any(character.isalnum() for character in word)]
    if not words:
        return None
    if not every:
        return " OR ".join(f'"{word}"*' for word in words)
    return " ".join(f'"{word}"' for word in words) + "*"
