"""What holds for results whatever the text says."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extractors.components.annotations import FoundEntity
from extractors.components.quantities import find_quantities
from extractors.components.results import find_results
from kg.records import EntityType, ResultKind, Role

_NAMES = {
    "PFGM++": (EntityType.METHOD, Role.PROPOSED),
    "DDIM": (EntityType.METHOD, Role.COMPARED),
    "U-Net": (EntityType.METHOD, Role.USED),
    "CIFAR-10": (EntityType.DATASET, Role.EVALUATED),
    "FFHQ": (EntityType.DATASET, Role.TRAINED),
    "FID": (EntityType.METRIC, None),
    "accuracy": (EntityType.METRIC, None),
    "image generation": (EntityType.TASK, None),
}
_WORDS = (
    "we", "our method", "achieves", "improves", "by", "from", "to", "of", "and", ",", ";", "(", ")", "over",
    "than", "with", "using", "for", "on", "vs.", "respectively", "faster", "fewer steps", "reduction in",
    "latency", "up to", "1.91/2.43", "94.2%", "2x", "-3", "10-20%", "±", "0.3", "5", "points", "D=2048/128",
    "in terms of", "these datasets", "of BERT's", "\ue000", "\ue001", "\ue002", "\ue004", "?", "=", ":",
    "state-of-the-art", "zero-shot", "twice as",
)  # fmt: skip
_SENTENCE = st.lists(st.sampled_from([*_WORDS, *_NAMES]), max_size=25).map(" ".join)


def entities_in(text: str) -> list[FoundEntity]:
    """The known names, at all their places."""
    found = []
    for name, (kind, role) in _NAMES.items():
        spans = [match.span() for match in re.finditer(re.escape(name), text)]
        if spans:
            found.append(FoundEntity(kind, name, spans, role))
    return found


@given(st.lists(_SENTENCE, min_size=1, max_size=4).map("\n".join))
def test_any_text_gives_well_formed_results(text: str) -> None:
    """Nothing raises; anchors lie in their evidence, and slots are of their type with a span in the text."""
    entities = entities_in(text)
    sentences = [match.span() for match in re.finditer(r"[^\n]+", text)] or [(0, len(text))]
    quantities = find_quantities(text, [span for entity in entities for span in entity.spans])

    results = find_results(text, sentences, entities, quantities)

    for result in results:
        assert result.evidence[0] <= result.anchor[0] < result.anchor[1] <= result.evidence[1]
        assert (result.quantity is None) == (result.kind is ResultKind.UNVALUED)
        assert 0 <= result.confidence <= 1
        _assert_slot(text, result.metric, EntityType.METRIC)
        _assert_slot(text, result.dataset, EntityType.DATASET)
        _assert_slot(text, result.method, EntityType.METHOD)
        _assert_slot(text, result.baseline, EntityType.METHOD)
        _assert_slot(text, result.task, EntityType.TASK)
        assert result.baseline is None or result.baseline is not result.method


def _assert_slot(text: str, entity: FoundEntity | None, kind: EntityType) -> None:
    if entity is not None:
        assert entity.type is kind
        assert all(0 <= start < end <= len(text) for start, end in entity.spans)
        assert entity.spans
