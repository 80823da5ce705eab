"""What the rules found, as features of words."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from extractors.tagger.features import FEATURE_COUNT, blank_features, read_features, told_roles, told_tags
from extractors.tagger.tagging import TAGS
from extractors.tagger.words import read_words


def test_a_mention_of_the_rules_is_told_by_its_tags(read: Callable[[str], Doc]) -> None:
    """The first word of `CIFAR-10` begins a data set, the others continue it."""
    doc = read("We propose ZorbNet and evaluate on CIFAR-10.")
    words = read_words(doc)
    features = read_features(doc, words)
    assert features.shape == (len(words), FEATURE_COUNT)
    place = words.texts.index("CIFAR")
    said = [
        [TAGS[tag] for tag, column in told_tags() if features[word, column]]
        for word in range(place, place + 3)
    ]
    assert said == [["B-Dataset"], ["I-Dataset"], ["I-Dataset"]]
    own = words.texts.index("ZorbNet")
    assert [role for role, column in told_roles() if features[own, column]] == [0]


def test_blank_features_mark_the_title_alone() -> None:
    """For words that no rule has read."""
    features = blank_features(4, range(2))
    assert features.shape == (4, FEATURE_COUNT)
    assert features.sum(axis=1).tolist() == [1, 1, 0, 0]
