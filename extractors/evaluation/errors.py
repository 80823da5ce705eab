"""What was missed and what is wrong, fact by fact, each at its place in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from extractors.components.sentences import Words, boundaries
from extractors.evaluation.card import MEASURES
from extractors.evaluation.comparison import Comparison, compare
from extractors.evaluation.entity_errors import entity_errors
from extractors.evaluation.fact_error import FactError
from extractors.evaluation.folding import fold
from extractors.evaluation.mention_errors import mention_errors
from extractors.evaluation.result_errors import result_errors
from extractors.evaluation.role_errors import role_errors
from extractors.guidelines import Annotation
from kg.records import Paper

_FINDERS: tuple[Callable[[Comparison], Iterator[FactError]], ...] = (
    mention_errors,
    entity_errors,
    role_errors,
    result_errors,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact that was missed or is wrong, and its sentence: what is before, the place, what is behind."""

    error: FactError
    before: str
    marked: str
    after: str

    def to_json(self) -> dict[str, object]:
        """The error, with its sentence in one piece and the place in it in double square brackets."""
        return asdict(self.error) | {"sentence": f"{self.before}[[{self.marked}]]{self.after}"}


@dataclass(frozen=True, slots=True)
class Group:
    """Errors that are alike: of one kind, and about one thing; `of_kind` is how many the whole kind has."""

    measure: str
    kind: str
    what: str
    of_kind: int
    errors: tuple[Shown, ...]


def fact_errors(
    papers: Mapping[str, Paper], gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation]
) -> list[Shown]:
    """Every difference in mentions, entities, roles (the proposed among them) and results, paper by paper."""
    words = Words.read()
    return [
        shown for comparison in compare(papers, gold, predicted) for shown in _in_sentences(comparison, words)
    ]


def _in_sentences(comparison: Comparison, words: Words) -> Iterator[Shown]:
    text = comparison.text
    starts = [*boundaries(text, words), len(text)]
    for find in _FINDERS:
        for error in find(comparison):
            start, end = error.place
            first = max((s for s in starts if s <= start), default=0)
            last = min((s for s in starts if s >= max(end, start + 1)), default=len(text))
            yield Shown(error, text[first:start].lstrip(), text[start:end], text[end:last].rstrip())


def grouped(errors: Iterable[Shown], top: int | None = None) -> list[Group]:
    """The errors by measure, by kind and by what they are about, the most frequent first.

    Args:
        errors: In any order; those that are alike keep it.
        top: How many groups of a kind are kept, None for all.
    """
    kinds: dict[tuple[str, str], dict[str, list[Shown]]] = defaultdict(lambda: defaultdict(list))
    for shown in errors:
        error = shown.error
        kinds[error.measure, error.kind][fold(error.what) or error.what].append(shown)
    counts = {kind: sum(map(len, alike.values())) for kind, alike in kinds.items()}
    found = []
    for measure, kind in sorted(kinds, key=lambda key: (MEASURES.index(key[0]), -counts[key], key[1])):
        alike = sorted(kinds[measure, kind].items(), key=lambda item: (-len(item[1]), item[0]))
        for _, members in alike[:top]:
            what = members[0].error.what
            found.append(Group(measure, kind, what, counts[measure, kind], tuple(members)))
    return found
