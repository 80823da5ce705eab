"""What a name means by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking import LinkedBy, Resolver, resolver
from ontology.spelling import canonical_key
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary

METHOD, DATASET, TASK, METRIC = EntityType.METHOD, EntityType.DATASET, EntityType.TASK, EntityType.METRIC
SHIPPED = load_vocabulary()
KINDS = st.sampled_from(EntityType)
# Names of nothing known: words that are no generic ones, no sizes, no splits.
WORDS = st.lists(st.text("bcdfgjkqwz", min_size=6, max_size=9), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("kind", "name", "label", "reason"),
    [
        (METRIC, "FID", "FID", LinkedBy.LABEL),
        (METRIC, "Fréchet inception distance", "FID", LinkedBy.ALIAS),
        (METRIC, "Fréchet Inception Distance (FID)", "FID", LinkedBy.ABBREVIATION),
        (METRIC, "R@1", "Recall@1", LinkedBy.SHORT_FORM),
        (METHOD, "the ResNet architecture", "ResNet", LinkedBy.GENERIC),
        (METHOD, "claude-3-5-sonnet", "Claude 3.5 Sonnet", LinkedBy.LABEL),
        (TASK, "segmentation of images", "image segmentation", LinkedBy.HEAD_WORD),
        (DATASET, "ImageNet-1K 256×256", "ImageNet 256x256", LinkedBy.VARIANT),
        (DATASET, "ImageNet 384x384", "ImageNet 384x384", LinkedBy.VARIANT_OF),
        (METHOD, "Zubnet", "Zubnet", LinkedBy.NAME),
    ],
)
def test_a_link_says_why(names: Resolver, kind: EntityType, name: str, label: str, reason: LinkedBy) -> None:
    """Each rule has its own reason."""
    meaning = names.resolve(kind, name)

    assert (meaning.label, meaning.linked_by) == (label, reason)


def test_every_name_of_a_vocabulary_means_its_concept(names: Resolver) -> None:
    """However it is spelled there, and whatever other name comes near it."""
    lost = [
        (concept.label, name)
        for concept in SHIPPED
        for name in (*concept.names, *concept.hidden)
        if names.resolve(concept.type, name).concept != concept
    ]

    assert lost == []


def test_no_two_concepts_have_one_key() -> None:
    """Their IRIs are made of it."""
    keys = [(concept.type, canonical_key(concept.label)) for concept in SHIPPED]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["ImageNet 384x384", "MS COCO 2015", "CIFAR-10-P", "LibriSpeech test-hard"])
def test_an_unknown_variant_names_the_data_set_that_it_is_of(names: Resolver, name: str) -> None:
    """And is never taken for it."""
    meaning = names.resolve(DATASET, name)

    assert meaning.concept is None
    assert meaning.variant_of is not None
    assert meaning.key != canonical_key(meaning.variant_of.label)


@pytest.mark.parametrize("name", ["ImageNet Zub", "COCO-Zub", "Zub 256x256"])
def test_another_name_behind_a_known_one_makes_no_variant(names: Resolver, name: str) -> None:
    """What the grammar does not know may be anything."""
    assert names.resolve(DATASET, name).variant_of is None


@given(st.data())
def test_case_does_not_distinguish(data: st.DataObject) -> None:
    """Not in a name of the vocabularies, nor in an unknown one."""
    names, kind = resolver(SHIPPED), data.draw(KINDS)
    known = st.sampled_from([concept.label for concept in SHIPPED.of(kind)])
    name = data.draw(known | WORDS.map(" ".join))

    assert names.resolve(kind, name.lower()).key == names.resolve(kind, name).key


@given(KINDS, WORDS, st.sampled_from([" ", "-", "_", "  ", " - ", "\u2010", "\u2011"]))
def test_hyphens_and_spaces_do_not_distinguish(kind: EntityType, words: list[str], between: str) -> None:
    """Nor does their absence."""
    names = resolver(SHIPPED)

    assert names.resolve(kind, between.join(words)).key == names.resolve(kind, "".join(words)).key


@given(KINDS, WORDS, st.sampled_from("\u0301\u0308\u030c\u0327"), st.integers(0, 5))
def test_diacritics_do_not_distinguish(kind: EntityType, words: list[str], mark: str, at: int) -> None:
    """Above or below any letter."""
    names = resolver(SHIPPED)
    name = " ".join(words)

    assert names.resolve(kind, name[: at + 1] + mark + name[at + 1 :]).key == names.resolve(kind, name).key


@given(st.data())
def test_a_digit_or_a_mark_behind_a_name_distinguishes(data: st.DataObject) -> None:
    """`PFGM++` is not `PFGM`, `A*` not `A`, and no digit is lost, known name or not."""
    names, kind = resolver(SHIPPED), data.draw(KINDS)
    known = st.sampled_from([concept.label for concept in SHIPPED.of(kind) if not _numbered(concept)])
    name = data.draw(known | WORDS.map(" ".join))
    suffix = data.draw(st.sampled_from([*"0123456789", "+", "++", "#", "*"]))

    assert names.resolve(kind, name + suffix).key != names.resolve(kind, name).key


def _numbered(concept: Concept) -> bool:
    """Whether a number behind the name may be there and say nothing: `LVIS v1`, `PCK@0.10`."""
    return any(any(c.isdigit() for c in name) or "+" in name for name in concept.names)


@given(KINDS, st.text(max_size=40))
def test_any_text_means_something(kind: EntityType, text: str) -> None:
    """Resolving never fails, and the key is never empty but for the empty name."""
    assert resolver(SHIPPED).resolve(kind, text).key or not text


def test_a_resolver_knows_its_own_vocabulary_alone() -> None:
    """Two vocabularies have two answers."""
    taught = Vocabulary([Concept(METHOD, "zub", "Zub", hidden=("ZB",))])

    assert resolver(taught).resolve(METHOD, "ZB").label == "Zub"
    assert resolver(Vocabulary([])).resolve(METHOD, "ZB").label == "ZB"
