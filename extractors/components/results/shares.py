"""What a value is a share of, or is said to come close to: such a value is no score of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.components.results.draft import Draft
from extractors.components.results.masks import MASKS, QUANTITY_MASK
from extractors.patterns.results import load_patterns, words
from kg.records import EntityType

_METRIC, _METHOD = f"{MASKS[EntityType.METRIC]}++", f"{MASKS[EntityType.METHOD]}++"
# A word, or a name that is neither a method nor a metric.
_WORD = rf"(?:[\w'’-]+|[{MASKS[EntityType.DATASET]}{MASKS[EntityType.TASK]}]++)"
# The groups of the patterns that say whose the whole is.
_OWNERS = ("named", "holder", "other", "possessor", "qualified", "alone")


# `preferred 88% of the time`
_HOW_OFTEN = ("the time", "the times")


@dataclass(frozen=True, slots=True)
class Share:
    """What a value is relative to.

    Args:
        whole: As written: `the accuracy of BERT` in `99% of the accuracy of BERT`.
        owner: Whose it is, without a possessive ending: `BERT`; None where the text does not say.
        near: Whether the value is not a share but a distance: `within 1% of BERT`.
    """

    whole: str
    owner: str | None
    near: bool = False


class _Patterns:
    """The compiled patterns of `patterns/results/shares.toml`, over masked text from a value on."""

    def __init__(self) -> None:
        lists = {name: words(entry["forms"]) for name, entry in load_patterns("shares").items()}
        quality = rf"(?:{_METRIC}|{lists['qualities']})(?!\w)"
        determiner, stop = rf"(?:{lists['determiners']})\s", rf"(?:{lists['stops']})\b"
        ends = rf"(?=\s{stop}|[\s,;:.)]*$|[,;:.)])"
        # A noun phrase: words up to one that ends it.
        phrase = rf"(?:{determiner})?(?:(?!{stop}){_WORD}\s)*?(?:{_METHOD}|(?!{stop}){_WORD}{ends})"
        some = rf"(?:{_WORD}\s){{0,3}}?"
        self.share = re.compile(
            r"\s?of\s(?P<whole>"
            # `the full GPT-4 performance`, `GPT-4's accuracy`
            rf"(?:{determiner})?{some}(?P<named>{_METHOD})(?:['’]s?)?\s{some}{quality}"
            # `the teacher's accuracy`
            rf"|(?:{determiner})?(?P<possessor>(?:{_WORD}\s){{0,2}}?[\w-]+)['’]s?\s{some}{quality}"
            # `the accuracy of BERT`, `its original accuracy`
            rf"|{determiner}{some}{quality}(?:\s(?:{lists['holders']})\s(?P<holder>{phrase}))?"
            # `that of BERT`
            rf"|th(?:at|ose)\s(?:{lists['holders']})\s(?P<other>{phrase})"
            # `human performance`
            rf"|(?P<qualified>(?:(?:{lists['qualifiers']})\s){{1,3}}{quality})"
            # `GPT-4`
            rf"|(?:{determiner})?{some}(?P<alone>{_METHOD}){ends}"
            r")",
            re.I,
        )
        self.measured = re.compile(
            rf"\s?{_METRIC}\sof\s(?:{determiner})?(?P<whole>(?P<alone>{_METHOD}))(?!['’\w])", re.I
        )
        self.near = re.compile(
            rf"\s?(?:{_METRIC}\s)?of\s"
            rf"(?P<whole>(?:{determiner})?(?:(?!{stop})[^\s,;:.(){QUANTITY_MASK}]+\s?){{1,6}})",
            re.I,
        )
        self.within = re.compile(r"within\b", re.I)
        self.stated = re.compile(r"\bthe\s$", re.I)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def share_of(draft: Draft) -> Share | None:
    """What the value of a draft is relative to, if its sentence says so right behind it."""
    patterns, frame, end = _patterns(), draft.frame, draft.series.end
    hedge = frame.text[draft.series.start : draft.series.quantities[0].number[0]]
    if patterns.within.match(hedge):
        found = patterns.near.match(frame.mask, end, frame.end)
        return Share(frame.text[slice(*found.span("whole"))].strip(), None, near=True) if found else None
    if draft.quantity.unit != "%" or draft.kind.cued:
        return None
    found = patterns.share.match(frame.mask, end, frame.end)
    # `the 2.65% test error of NASNet` is what NASNet has.
    if not found and not patterns.stated.search(frame.mask, frame.start, draft.series.start):
        found = patterns.measured.match(frame.mask, end, frame.end)
    if not found or frame.text[slice(*found.span("whole"))].lower() in _HOW_OFTEN:
        return None
    owners = (frame.text[slice(*found.span(group))] for group in _OWNERS if found.groupdict().get(group))
    return Share(frame.text[slice(*found.span("whole"))], next((owner.strip() for owner in owners), None))
