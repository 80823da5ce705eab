"""Conditions, and what names say beside them, read into facets; the rules are data in `facets.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from kg.leaderboards.facets import Facet, Protocol, Setting
from kg.leaderboards.rules import Rule, table
from kg.linking import unknown_key
from ontology.types import EntityType

#: Longer conditions are kept as words; no setting is described at such length.
LONGEST = 300

_SIGNS = {"{=}": "=", "{times}": "x", "\\times": "x", "×": "x", "–": "-", "—": "-", "‑": "-", "−": "-"}
# Stands for a stretch that a rule has understood; no text carries it.
_READ = "\0"
# Commas, semicolons and brackets part clauses, but not the comma of `1,000`.
_CLAUSES = re.compile(r",(?!\d{3})|[;()\[\]]")
# A hyphen between words is a space; one before a number is a sign.
_HYPHENS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])|\s+")


def read_protocol(condition: str | None, names: Mapping[EntityType, str] | None = None) -> Protocol:
    """The protocol that a condition states, and the names of what the result is about.

    Args:
        condition: The setting as written; None where the text states none.
        names: Labels of the result's method, data set, task and metric. Of facets that the condition states
            it has the last word.
    """
    stated = _read(" ".join((condition or "").replace(_READ, "").split()))
    known = {setting.facet for setting in stated}
    named = [
        setting
        for kind, name in (names or {}).items()
        for setting in _read_name(kind, name)
        if setting.facet not in known
    ]
    return Protocol.of([*stated, *named])


@lru_cache(maxsize=20_000)
def _read(condition: str) -> tuple[Setting, ...]:
    if not condition:
        return ()
    if len(condition) > LONGEST:
        return (_words(condition),)
    settings = [
        setting for clause in _CLAUSES.split(_plain(condition)) for setting in _clause(clause.strip())
    ]
    # What says nothing that is understood still says something.
    return tuple(settings) or (_words(condition),)


@lru_cache(maxsize=20_000)
def _read_name(kind: EntityType, name: str) -> tuple[Setting, ...]:
    if len(name) > LONGEST:
        return ()
    wanted = table().names.get(kind, frozenset())
    settings, _ = _understood(_plain(name), _rules_of_names(kind))
    return tuple(setting for setting in settings if setting.facet in wanted)


@cache
def _rules_of_names(kind: EntityType) -> tuple[Rule, ...]:
    """The rules up to the last one for a facet that names of this kind can state; what follows has no say."""
    rules, wanted = table().rules, table().names.get(kind, frozenset())
    return rules[: max((place for place, rule in enumerate(rules, 1) if rule.facet in wanted), default=0)]


def _clause(clause: str) -> Iterator[Setting]:
    """The settings of a clause, and what is left as words; or all as words where that is safer."""
    settings, rest = _understood(clause, table().rules)
    if table().guards.search(rest):
        yield _words(clause)
        return
    yield from settings
    for words in rest.split(_READ):
        if kept := _trimmed(words):
            yield _words(kept)


def _understood(clause: str, rules: Iterable[Rule]) -> tuple[list[Setting], str]:
    """What the rules find in a clause, and the clause with NUL in place of it."""
    settings: list[Setting] = []
    for rule in rules:
        taken: list[tuple[int, int]] = []
        for match in rule.pattern.finditer(clause):
            if rule.unless is None or not rule.unless.search(match.group().strip()):
                settings.append(_setting(rule, match))
                taken.append(match.span())
        for start, end in reversed(taken):
            clause = f"{clause[:start]} {_READ} {clause[end:]}"
    return settings, clause


def _setting(rule: Rule, match: re.Match[str]) -> Setting:
    written = " ".join(match.group().split())
    if rule.value is None:
        name = table().tails.sub("", written)
        return Setting(rule.facet, unknown_key(EntityType.METHOD, name), name)
    value = " ".join(match.expand(rule.value).casefold().split())
    shown = " ".join(match.expand(rule.value).split())
    return Setting(rule.facet, value, shown)


def _words(text: str) -> Setting:
    """Words that were not understood, in their order: `A to B` is not `B to A`."""
    return Setting(Facet.OTHER, _HYPHENS.sub(" ", text.casefold()).strip(), text)


def _trimmed(words: str) -> str:
    return table().trim.sub("", words).strip()


def _plain(text: str) -> str:
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    return text
