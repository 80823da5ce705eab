"""Rules for the names of tasks: heads that say the same, and other orders of the same words."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.name_rules import word_table

_EMPTY = frozenset(("automatic", "automated"))
_ARTICLES = frozenset(("a", "an", "the"))
# Between what is done and what it is done to or with.
_PLACES = frozenset(("of", "from", "in", "on"))
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
    if is_automatic(words):
        words = words[1:]
    if words and words[0] in gerunds:
        words = _phrase(words[1:], [gerunds[words[0]]]) or words
    if words[1:2] == ["of"] and (words[0] in gerunds.values() or words[0] in heads):
        words = _phrase(words[2:], words[:1]) or words
    if len(words) > 1 and words[-2:] == ["caption", "generation"]:
        words = [*words[:-2], "captioning"]
    if len(words) > 1:
        words = [*words[:-1], heads.get(words[-1], words[-1])]
    return words


def is_automatic(words: list[str]) -> bool:
    """Whether the words only add to a task that a machine does it."""
    return len(words) > 2 and words[0] in _EMPTY


def other_orders(words: list[str]) -> Iterator[list[str]]:
    """The words as a noun phrase that ends in what is done.

    `planning of paths` and `planning paths` give `path planning`, `emotion recognition from speech` gives
    `speech emotion recognition`, `image generation from text` gives `text to image generation`, too. That
    many a phrase gives one that nobody says does no harm, since only a known task is taken.
    """
    for i, word in enumerate(words):
        if word in _PLACES:
            yield _phrase(words[i + 1 :], words[:i])
        if word == "from" and 2 <= i < len(words) - 1 and words[i - 1] == "generation":
            # `image generation from text`
            yield [*words[i + 1 :], "to", *words[:i]]
    if words[0].endswith("ing"):
        yield _phrase(words[1:], words[:1])


# Nothing where more is meant than a thing and what is done to it.
def _phrase(things: list[str], done: list[str]) -> list[str]:
    things = things[1:] if things and things[0] in _ARTICLES else things
    if not things or not done or _RELATIONS.intersection(things):
        return []
    return [*things, *done]
