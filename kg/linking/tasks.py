"""Rules for the names of tasks: heads that say the same, and other orders of the same words."""

from __future__ import annotations

from ontology.folding import singular
from ontology.name_rules import word_table

_EMPTY = frozenset(("automatic", "automated"))
# Words behind `of` that show that more is meant than the thing that is worked on.
_RELATIONS = frozenset(
    ("and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "under", "using", "via", "with")
)


def task_words(words: list[str]) -> list[str]:
    """The words of a task in the order and with the head under which it is known.

    `segmentation of images` and `segmenting images` become `image segmentation`, `image synthesis` becomes
    `image generation`.
    """
    heads, gerunds = word_table("heads"), word_table("gerunds")
    if len(words) > 2 and words[0] in _EMPTY:
        words = words[1:]
    if len(words) > 1 and words[0] in gerunds and not _RELATIONS.intersection(words[1:]):
        words = [*words[1:], gerunds[words[0]]]
    if len(words) > 2 and words[1] == "of" and (words[0] in gerunds.values() or words[0] in heads):
        rest = words[3:] if words[2] == "the" else words[2:]
        if rest and not _RELATIONS.intersection(rest):
            words = [*map(singular, rest), words[0]]
    if len(words) > 1 and words[-2:] == ["caption", "generation"]:
        words = [*words[:-2], "captioning"]
    if len(words) > 1:
        words = [*words[:-1], heads.get(words[-1], words[-1])]
    return words
