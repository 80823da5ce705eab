"""What tells whether an entity fills a slot of a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import isnan, nan

from extractors.components.annotations import FoundEntity
from extractors.components.results.learned.line import COUNTED, Line
from extractors.components.results.learned.profiles import PROFILE_COLUMNS, profile
from extractors.components.results.learned.reading import Listed, Reading, Value
from extractors.components.results.learned.value_features import KINDS, Features, or_nan, unit_class
from extractors.components.results.subjects import Subject, is_proposed, subjects
from extractors.components.results.units import is_percentage
from kg.records import EntityType, Role

SLOTS = ("metric", "dataset", "method", "baseline")
TYPES = {
    "metric": EntityType.METRIC,
    "dataset": EntityType.DATASET,
    "method": EntityType.METHOD,
    "baseline": EntityType.METHOD,
}
_SHARED = (
    *("unit", "kind", "cued", "values", "order", "list", "position", "range", "sentence", "explicit", "cost"),
    *("word -1", "word -2", "word +1", "word +2", "of type", "of type here", "metrics here"),
    *("data sets here", "methods here", "than before", "than behind"),
)
_OWN = (
    *("role", "proposed", "confidence", "mentions", "share", "first", "in title", "headline", "main", "own"),
    *("owned", "words", "capitals", "order in paper", "percentage", "grammar"),
)
_PLACE = (
    *("side", "gap", "distance", "before", "behind", "rank", "names", "name", "in turn", "in turn alike"),
    *("blocks", "word before", "word 2 before", "word behind", "word 2 behind"),
)
_AMONG = ("own order", "nearer", "gap behind least", "only here")
#: The features of a candidate for a slot, in the order of the columns.
LINK_COLUMNS = (
    *_SHARED,
    *("ruled", "nothing", "ago", "recency", "subject", "tagged"),
    *_OWN,
    *_PLACE,
    *_AMONG,
    *PROFILE_COLUMNS,
    *(f"between {key}" for key in COUNTED),
)
_ROLES = {None: 0.0} | {role: float(i + 1) for i, role in enumerate(Role)}
_RULED = {kind: float(i) for i, kind in enumerate(KINDS)}
Candidate = FoundEntity | None


def candidates(reading: Reading, slot: str) -> list[Candidate]:
    """What can fill a slot: nothing, or an entity of its type."""
    return [None, *reading.by_type.get(TYPES[slot], [])]


def ruled(value: Value, slot: str) -> Sequence[Candidate]:
    """What the rules put into a slot; nothing at all where they take the value for no outcome."""
    draft = value.draft
    if draft is None:
        return ()
    if slot == "metric":
        return draft.metrics or (None,)
    if slot == "dataset":
        return draft.datasets or (None,)
    return (draft.method if slot == "method" else draft.baseline,)


class Linker:
    """The features of the candidates of one slot for the values of a text.

    Args:
        reading: The text.
        slot: One of `SLOTS`.
    """

    def __init__(self, reading: Reading, slot: str) -> None:
        self.reading = reading
        self.slot = slot
        self.candidates = candidates(reading, slot)
        self._own = {
            id(e): _entity_features(reading, e) | profile(reading, id(e))
            for e in self.candidates
            if e is not None
        }
        self._sentences = {
            id(e): sorted({i for i, held in enumerate(reading.listed) if id(e) in held})
            for e in self.candidates
            if e is not None
        }

    def rows(self, value: Value) -> Iterator[Features]:
        """A row for each candidate, in their order."""
        shared = self._shared(value)
        said = ruled(value, self.slot)
        subject = self._subjects(value)
        here = self.reading.listed[value.frame.index]
        nearest = {
            id(e): self._nearest(value, here[id(e)])
            for e in self.candidates
            if e is not None and id(e) in here
        }
        recency = self._recency(value)
        order = sorted(nearest, key=lambda key: nearest[key]["distance"])
        least = min((row["gap"] for row in nearest.values()), default=nan)
        for entity in self.candidates:
            row = dict(shared)
            row["ruled"] = float(any(entity is r for r in said)) if value.draft else nan
            row["nothing"] = float(entity is None)
            if entity is not None:
                key = id(entity)
                row |= self._own[key]
                row["ago"] = recency.get(key, nan)
                row["recency"] = float(sum(ago < recency.get(key, 99.0) for ago in recency.values()))
                row["subject"] = subject.get(key, nan)
                if key in nearest:
                    row |= nearest[key]
                    row["rank"] = float(order.index(key))
                    row["gap behind least"] = nearest[key]["gap"] - least
                    row["only here"] = float(len(nearest) == 1)
                    row["nearer"] = float(
                        sum(
                            other["side"] == nearest[key]["side"]
                            and other["distance"] < nearest[key]["distance"]
                            for other in nearest.values()
                        )
                    )
            row["tagged"] = self._tagged(value, entity)
            yield row

    def _shared(self, value: Value) -> Features:
        """What is the same for all candidates of a value."""
        draft, frame = value.draft, value.frame
        line = self.reading.lines[frame.index]
        first, last = line.index(value.quantity.span[0]), line.index(value.quantity.span[1])
        sentence = [q for series in frame.series for q in series.quantities]
        return {
            "unit": unit_class(value),
            "kind": _RULED[draft.kind.kind] if draft else nan,
            "cued": float(draft.kind.cued) if draft else nan,
            "values": float(len(sentence)),
            "order": float(value.order),
            "list": float(len(value.series.quantities)),
            "position": float(value.position),
            "range": float(value.series.is_range),
            "sentence": float(frame.index),
            "word -1": line.edge(first - 1),
            "word -2": line.edge(first - 2),
            "word +1": line.edge(last),
            "word +2": line.edge(last + 1),
            "of type": float(len(self.candidates) - 1),
            "of type here": float(len({id(m.entity) for m in frame.of(TYPES[self.slot])})),
            "metrics here": float(len(frame.of(EntityType.METRIC))),
            "data sets here": float(len(frame.of(EntityType.DATASET))),
            "methods here": float(len(frame.of(EntityType.METHOD))),
            "explicit": float(draft.own_method) if draft else nan,
            "cost": _cost(draft, self.slot) if draft else nan,
            "than before": float(line.count("than", 0, first) + line.count("over", 0, first)),
            "than behind": float(
                line.count("than", last, len(line.words)) + line.count("over", last, len(line.words))
            ),
        }

    def _tagged(self, value: Value, entity: Candidate) -> float:
        """What the tagger says, not a number where it says nothing."""
        tagging, anchor = self.reading.tagging, value.quantity.number
        if tagging is None:
            return nan
        if entity is None:
            return or_nan(tagging.nothing(self.slot, anchor))
        return or_nan(tagging.pointer(self.slot, anchor, entity.spans))

    def _subjects(self, value: Value) -> dict[int, float]:
        """The subjects with a verb before the value, the last as 0."""
        if TYPES[self.slot] is not EntityType.METHOD:
            return {}
        frame = value.frame
        place = value.series.start
        found = sorted(
            subjects(frame, place, self.reading.context.main, frame.of(EntityType.METHOD)), key=_place
        )
        return {id(s.entity): float(i) for i, (_, s) in reversed([*enumerate(reversed(found))])}

    def _recency(self, value: Value) -> dict[int, float]:
        """How many sentences ago each candidate was named, up to the one of the value."""
        index = value.frame.index
        ago = {}
        for key, held in self._sentences.items():
            earlier = [i for i in held if i <= index]
            if earlier:
                ago[key] = float(index - earlier[-1])
        return ago

    def _nearest(self, value: Value, held: Sequence[Listed]) -> Features:
        """The features of the mention that is nearest to a value, in the sentence of both."""
        line = self.reading.lines[value.frame.index]
        start, end = value.quantity.span
        first, last = line.index(start), line.index(end)
        places: list[tuple[int, int, tuple[int, int, int, int], float, Listed]] = []
        before, behind = nan, nan
        for listed in held:
            m = listed.mention
            here, beyond = line.index(m.start), line.index(m.end)
            if m.end <= start:
                left, right, side = beyond, first, -1.0
                before = float(first - beyond)
            elif m.start >= end:
                left, right, side = last, here, 1.0
                behind = float(here - last) if isnan(behind) else behind
            else:
                left, right, side = first, first, 0.0
            places.append((right - left, len(places), (left, right, here, beyond), side, listed))
        distance, _, place, side, listed = min(places)
        features = self._place(value, listed, line, place, side)
        return features | {"distance": float(distance), "before": before, "behind": behind}

    def _place(
        self, value: Value, listed: Listed, line: Line, places: tuple[int, int, int, int], side: float
    ) -> Features:
        left, right, here, beyond = places
        frame, m = value.frame, listed.mention
        gap = (m.end, value.quantity.span[0]) if side < 0 else (value.quantity.span[1], m.start)
        sentence = [q for series in frame.series for q in series.quantities]
        alike = [q for q in sentence if q.unit == value.quantity.unit]
        turn = next(i for i, q in enumerate(alike) if q is value.quantity)
        series = len(value.series.quantities)
        features = {
            "side": side,
            "gap": frame.gap(*gap, "datasets" if self.slot == "dataset" else "metrics") if side else -1.0,
            "names": float(listed.size),
            "name": float(listed.position),
            "in turn": _in_turn(listed, series, value.position),
            "in turn alike": _in_turn(listed, len(alike), turn),
            "blocks": _blocks(listed, len(alike), turn),
            "word before": line.edge(here - 1),
            "word 2 before": line.edge(here - 2),
            "word behind": line.edge(beyond),
            "word 2 behind": line.edge(beyond + 1),
        }
        features.update((f"between {key}", float(line.count(key, left, right))) for key in COUNTED)
        return features


def _in_turn(listed: Listed, size: int, position: int) -> float:
    """Whether a name has the place of a value, in lists of one length."""
    return float(listed.position == position) if listed.size == size > 1 else nan


def _blocks(listed: Listed, size: int, position: int) -> float:
    """The same where each name has several values, or the names are gone through several times."""
    times, rest = divmod(size, listed.size)
    if rest or listed.size == 1 or times <= 1:
        return nan
    return float(position // times == listed.position) + 2.0 * (position % listed.size == listed.position)


def _cost(draft: object, slot: str) -> float:
    cost = getattr(draft, f"{slot}_cost", None)
    return nan if cost is None else float(cost)


def _place(found: tuple[int, Subject]) -> int:
    return found[0]


@lru_cache(maxsize=4096)
def _measure_of(name: str) -> float:
    """What a metric's name promises of the unit: percent, factor, time, none of them."""
    return float(is_percentage(name))


def _entity_features(reading: Reading, entity: FoundEntity) -> Features:
    """What an entity is like, wherever the value stands."""
    title_end = max(reading.text.find("\n"), 0)
    starts = [start for start, _ in entity.spans]
    peers = reading.by_type[entity.type]
    return {
        "role": _ROLES[entity.role],
        "proposed": float(entity.proposed),
        "confidence": entity.confidence,
        "mentions": float(len(starts)),
        "share": len(starts) / sum(len(e.spans) for e in peers),
        "first": float(min(starts)) / max(1, len(reading.text)),
        "in title": float(min(starts) < title_end),
        "headline": float(entity.spans[0][1] == reading.text.find(":", 0, title_end)),
        "main": float(entity is reading.context.main),
        "own": float(is_proposed(entity)),
        "owned": float(sum(is_proposed(e) for e in peers)),
        "words": float(len(entity.name.split())),
        "capitals": float(any(c.isupper() or c.isdigit() for c in entity.name[1:])),
        "order in paper": float(sum(e.spans[0][0] < starts[0] for e in peers)),
        "own order": float(
            sum(is_proposed(e) and e.spans[0][0] < starts[0] for e in peers) if is_proposed(entity) else nan
        ),
        "percentage": _measure_of(entity.name) if entity.type is EntityType.METRIC else nan,
        "grammar": float(any(entity is e for e in reading.entities[reading.found :])),
    }
