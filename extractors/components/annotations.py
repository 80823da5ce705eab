"""What components hand to one another on the Doc, in character offsets of `doc.text` (the normalised text).

| where | set by | what |
|---|---|---|
| `doc.sents` | sentences | sentence boundaries; the title is the first sentence |
| `doc._.links` | links | list of `FoundLink` |
| `doc._.abbreviations` | abbreviations | list of `FoundAbbreviation` |
| `doc._.candidates` | vocabulary, patterns | list of `Candidate`, may overlap |
| `doc._.entities` | entities, judge | list of `FoundEntity`: candidates joined, carried to all occurrences |
| `FoundEntity.role` | roles, then judge | role of methods and data sets |
| `doc._.quantities` | quantities | list of `Quantity`, in order |
| `doc._.tagging` | tagger | `Tagging`, or None without a trained model |
| `doc._.results` | results | list of `FoundResult` |
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc

from kg.records import Bound, Change, EntityType, LinkKind, ResultKind, Role


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A URL and what it leads to."""

    span: tuple[int, int]
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class FoundAbbreviation:
    """A short form that the text introduces beside its expansion."""

    short: tuple[int, int]
    long: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention; candidates of one name are counted together.

    `priority` is how much it speaks for its type, `confidence` how much for an entity at all; `origin` is
    the name of the component or the pattern that found it; `proposed` says that the pattern shows the
    paper's own. `concept` is the label of the vocabulary concept that it is a name of; `name` is what the
    thing is called where the span says it only together with another (`image generation and editing`).
    """

    span: tuple[int, int]
    type: EntityType
    origin: str
    priority: int = 0
    confidence: float = 1.0
    proposed: bool = False
    concept: str | None = None
    name: str | None = None


@dataclass(slots=True)
class FoundEntity:
    """An entity of this paper; `spans` are all its mentions, sorted.

    Spans of two entities overlap only where one is said together with the other: `image generation` within
    `image generation and editing`, which names image editing.
    """

    type: EntityType
    name: str
    spans: list[tuple[int, int]]
    role: Role | None = None
    confidence: float = 1.0
    proposed: bool = False
    role_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that the text measures with: `over 35%`, `2.36x`, `17.5 times`, `45 FPS`, `88.1 ± 0.3`.

    Args:
        span: The whole phrase, hedge and unit included.
        number: The digits (or the number word) alone.
        value: As written, unit not applied: 35 for `35%`, 4 for `4M`.
        unit: `%`, `x`, `points`, `B`/`M`/`K`, or as written; None for a bare number.
        bound: The hedge.
        uncertainty: The number after ±.
        group: Quantities that one list or slash joins (`1.91/2.43`, `4, 5 and 6`) share a group number.
    """

    span: tuple[int, int]
    number: tuple[int, int]
    value: Decimal
    unit: str | None = None
    bound: Bound | None = None
    uncertainty: Decimal | None = None
    group: int | None = None


@dataclass(slots=True)
class FoundResult:
    """A result in the terms of this Doc; slots name entities of `doc._.entities`."""

    kind: ResultKind
    anchor: tuple[int, int]
    evidence: tuple[int, int]
    method: FoundEntity | None = None
    dataset: FoundEntity | None = None
    task: FoundEntity | None = None
    metric: FoundEntity | None = None
    quantity: Quantity | None = None
    unit: str | None = None
    baseline: FoundEntity | None = None
    condition: str | None = None
    change: Change | None = None
    relative_to: str | None = None
    confidence: float = 1.0


_TEXT = "sotagraph_text"


def register_extensions() -> None:
    """Register the `doc._` attributes above; safe to call again."""
    for name in ("links", "abbreviations", "candidates", "entities", "quantities", "results"):
        if not Doc.has_extension(name):
            # spaCy copies a mutable default for each Doc on first access.
            Doc.set_extension(name, default=[])
    if not Doc.has_extension("tagging"):
        Doc.set_extension("tagging", default=None)
    if not Doc.has_extension("text"):
        Doc.set_extension("text", getter=_text)


def _text(doc: Doc) -> str:
    """What `Doc.text` says, which a Doc puts together from its tokens anew whenever it is asked."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)
