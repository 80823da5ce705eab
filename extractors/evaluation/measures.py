"""Counts of what agrees, summed over all papers (micro-averaged), and the figures made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Set

from extractors.evaluation.folding import fold
from extractors.evaluation.occurrences import spans
from extractors.evaluation.pairing import TYPES, Pairs, pair_entities
from extractors.evaluation.tuples import VIEWS, condition_words, rows
from extractors.guidelines import Annotation
from kg.records import Paper

#: `precision`, `recall` and `f1` between 0 and 1 with four decimals; `gold` and `predicted` are counts.
Figures = dict[str, float]

EMPTY: Annotation = {"entities": [], "results": [], "links": []}


def score(
    papers: Mapping[str, Paper], gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation]
) -> dict[str, Figures]:
    """The figures of every measure, by its name.

    Args:
        papers: What was annotated, by id; those without gold are not looked at.
        gold: The annotations that are right.
        predicted: The annotations to measure; a paper that is missing counts as one with nothing found.
    """
    totals = _Totals()
    for paper_id, want in gold.items():
        got = predicted.get(paper_id, EMPTY)
        _count_mentions(totals, papers[paper_id].text, want, got)
        pairs, counts = pair_entities(want, got)
        for kind in TYPES:
            totals.add("entities", counts[kind])
            totals.add(f"entities.{kind}", counts[kind])
        _count_roles(totals, want, got, pairs)
        _count_results(totals, want, got, pairs)
        totals.add_sets("links", *({link["url"] for link in note["links"]} for note in (want, got)))
    return totals.figures()


class _Totals:
    """Hits, gold and predicted counts by measure."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, name: str, counts: Mapping[str, int]) -> None:
        self._counts[name].update(counts)

    def add_sets(self, name: str, want: Set[Hashable], got: Set[Hashable]) -> None:
        self.add(name, {"hit": len(want & got), "gold": len(want), "predicted": len(got)})

    def add_bags(self, name: str, want: Counter[Hashable], got: Counter[Hashable]) -> None:
        self.add(name, {"hit": (want & got).total(), "gold": want.total(), "predicted": got.total()})

    def figures(self) -> dict[str, Figures]:
        return {name: _figures(counts) for name, counts in self._counts.items()}


def _figures(counts: Counter[str]) -> Figures:
    precision = counts["hit"] / max(1, counts["predicted"])
    recall = counts["hit"] / max(1, counts["gold"])
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "gold": counts["gold"],
        "predicted": counts["predicted"],
    }


def _count_mentions(totals: _Totals, text: str, want: Annotation, got: Annotation) -> None:
    want_spans, got_spans = spans(text, want), spans(text, got)
    totals.add_sets("mentions", want_spans, got_spans)
    for kind in TYPES:
        w, g = ({span for span in found if span[2] == kind} for found in (want_spans, got_spans))
        totals.add_sets(f"mentions.{kind}", w, g)


def _count_roles(totals: _Totals, want: Annotation, got: Annotation, pairs: Pairs) -> None:
    want_roles, got_roles = _roles(want, {}), _roles(got, pairs)
    proposed = [
        {name for kind, name, role in roles if kind == "Method" and role == "proposed"}
        for roles in (want_roles, got_roles)
    ]
    totals.add_sets("proposed", *proposed)
    totals.add_sets("roles", want_roles, got_roles)


def _roles(annotation: Annotation, pairs: Pairs) -> set[tuple[str, str, str]]:
    found = set()
    for entity in annotation["entities"]:
        if entity.get("role"):
            name = fold(entity["name"])
            found.add((entity["type"], pairs.get((entity["type"], name), name), entity["role"]))
    return found


def _count_results(totals: _Totals, want: Annotation, got: Annotation, pairs: Pairs) -> None:
    want_words, got_words = condition_words(want, {}), condition_words(got, pairs)
    for key in want_words.keys() & got_words.keys():
        totals.add_bags("conditions", Counter(want_words[key]), Counter(got_words[key]))
    for view, slots in VIEWS.items():
        w, g = rows(want, slots, {}), rows(got, slots, pairs)
        if view == "reports":
            w, g = Counter(set(w)), Counter(set(g))
        totals.add_bags(view, w, g)  # type: ignore[arg-type]
