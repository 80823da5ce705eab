"""Counts of what agrees, summed over all papers (micro-averaged), and the figures made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Set
from typing import NamedTuple

from extractors.evaluation.comparison import Comparison, compare
from extractors.evaluation.folding import fold
from extractors.evaluation.pairing import TYPES, Pairs
from extractors.evaluation.tuples import VIEWS, condition_words, rows
from extractors.guidelines import Annotation
from kg.records import Paper

#: `precision`, `recall` and `f1` between 0 and 1 with four decimals; `gold` and `predicted` are counts.
Figures = dict[str, float]


class Counts(NamedTuple):
    """How much is right and found, how much is right, and how much was found."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    def and_also(self, other: Counts) -> Counts:
        """The sums."""
        return Counts(self.hit + other.hit, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hit / max(1, self.predicted)

    @property
    def recall(self) -> float:
        """The share of what is right that was found."""
        return self.hit / max(1, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def score(
    papers: Mapping[str, Paper], gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation]
) -> dict[str, Figures]:
    """The figures of every measure, by its name.

    Args:
        papers: What was annotated, by id; those without gold are not looked at.
        gold: The annotations that are right.
        predicted: The annotations to measure; a paper that is missing counts as one with nothing found.
    """
    totals: dict[str, Counts] = defaultdict(Counts)
    for comparison in compare(papers, gold, predicted):
        for name, counts in count(comparison).items():
            totals[name] = totals[name].and_also(counts)
    return {name: _figures(counts) for name, counts in totals.items()}


def _figures(counts: Counts) -> Figures:
    return {
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "gold": counts.gold,
        "predicted": counts.predicted,
    }


def count(comparison: Comparison) -> dict[str, Counts]:
    """The counts of one paper by the name of the measure."""
    return {
        **_mentions(comparison),
        **_entities(comparison),
        **_roles(comparison),
        **_results(comparison),
        "links": _sets(
            *({link["url"] for link in note["links"]} for note in (comparison.want, comparison.got))
        ),
    }


def _sets(want: Set[Hashable], got: Set[Hashable]) -> Counts:
    return Counts(len(want & got), len(want), len(got))


def _bags(want: Counter[Hashable], got: Counter[Hashable]) -> Counts:
    return Counts((want & got).total(), want.total(), got.total())


def _mentions(comparison: Comparison) -> dict[str, Counts]:
    found = {"mentions": _sets(comparison.want_spans, comparison.got_spans)}
    for kind in TYPES:
        found[f"mentions.{kind}"] = _sets(
            *({span for span in s if span[2] == kind} for s in (comparison.want_spans, comparison.got_spans))
        )
    return found


def _entities(comparison: Comparison) -> dict[str, Counts]:
    found = {"entities": Counts()}
    for kind in TYPES:
        counts = Counts(**comparison.entities[kind])
        found["entities"] = found["entities"].and_also(counts)
        found[f"entities.{kind}"] = counts
    return found


def _roles(comparison: Comparison) -> dict[str, Counts]:
    want, got = roles(comparison.want, {}), roles(comparison.got, comparison.pairs)
    proposed = (
        {name for kind, name, role in found if kind == "Method" and role == "proposed"}
        for found in (want, got)
    )
    return {"proposed": _sets(*proposed), "roles": _sets(want, got)}


def roles(annotation: Annotation, pairs: Pairs) -> set[tuple[str, str, str]]:
    """Type, folded name and role of each entity that has one, under the names of the pairs."""
    return {
        (entity["type"], paired_name(entity, pairs), entity["role"])
        for entity in annotation["entities"]
        if entity.get("role")
    }


def paired_name(entity: Annotation, pairs: Pairs) -> str:
    """The folded name of the gold entity that `entity` is, or its own."""
    name = fold(entity["name"])
    return pairs.get((entity["type"], name), name)


def _results(comparison: Comparison) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    want_words = condition_words(comparison.want, {})
    got_words = condition_words(comparison.got, comparison.pairs)
    for key in want_words.keys() & got_words.keys():
        counts = _bags(Counter(want_words[key]), Counter(got_words[key]))
        found["conditions"] = found.get("conditions", Counts()).and_also(counts)
    for view, slots in VIEWS.items():
        w, g = rows(comparison.want, slots, {}), rows(comparison.got, slots, comparison.pairs)
        if view == "reports":
            w, g = Counter(set(w)), Counter(set(g))
        found[view] = _bags(w, g)  # type: ignore[arg-type]
    return found
