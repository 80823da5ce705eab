"""The setting under which a value holds: what tells two results apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from extractors.components.results.coordination import lists
from extractors.components.results.draft import Draft
from extractors.components.results.frame import Frame
from extractors.components.results.masks import MASKS, QUANTITY_MASK
from extractors.components.results.shares import share_of
from extractors.components.results.subjects import is_proposed
from extractors.patterns.results import load_patterns, words
from kg.records import EntityType

_MAX_WORDS = 6
_LETTER = re.compile(r"[^\W\d_]")
_WITHOUT = re.compile(r"without\b", re.I)
# `without using`, `without relying on`, right before a name.
_LEFT_OUT = re.compile(r"\bwithout\s(?:[\w-]+\s){0,3}?$", re.I)
# `LLMs`, `CLIP-based models`: a kind of thing, of which nobody knows which.
_KIND = re.compile(r"[A-Z]s$|[a-z](?:Net|Former|former)s$|(?:^|[\s-])[a-z]+s$")
# Between two values that were measured under one setting: `16.47 vs 34.36 when T=10`.
_AGAINST = re.compile(r"\s*(?:vs\.?|versus)\s*", re.I)
# Right before a value, but for a hedge.
_IN_BRACKETS = re.compile(r"\(\s?$")
# `VGG16` of `VGG16 based DES`
_BASED = re.compile(r"(?<=\w)[\s-]based\s.*", re.I)
# Before a name that a comparison may reach, before a mode that one may reach, both in characters.
_OPENING, _REACH = 30, 60
_NAMED = re.compile(
    rf"\s?[{''.join(MASKS[kind] for kind in (EntityType.METRIC, EntityType.DATASET, EntityType.TASK))}]"
)


class _Patterns:
    """The compiled patterns of `patterns/results/conditions.toml`."""

    def __init__(self) -> None:
        data = load_patterns("conditions")
        phrase = rf"(?P<name>[^,;.()\ue000\ue001\ue003{QUANTITY_MASK}]+)"
        self.modes = re.compile(rf"(?<![\w-])(?:{words(data['modes']['forms'])})(?![\w-])", re.I)
        self.setting = re.compile(
            rf"\b(?:in|under|for|with)\s(?:the\s|an?\s)?(?P<name>[\w-]+(?:\s[\w-]+)?)\s(?:{words(data['settings']['forms'])})\b",
            re.I,
        )
        self.variable = re.compile(
            r"(?:when|with|at|for|where|using|\(|,)\s?(?P<name>[^\W\d_]\w{0,2})\s?=\s?"
            r"(?P<values>\d[\d.]*(?:\s?(?:/|,\s?(?:and\s)?|and)\s?\d[\d.]*)*)"
        )
        self.bracket = re.compile(
            rf"\s?(?:\ue000+\s?)?\((?P<name>[a-zA-Z][^()\d{QUANTITY_MASK}\ue000\ue002]{{2,40}})\)"
        )
        self.place = re.compile(
            rf"\s?(?:\ue000+\s?)?(?:{words(data['openers']['forms'])})\s(?:the\s|an?\s)?{phrase}", re.I
        )
        self.state = re.compile(
            rf"\s?(?:\ue000+\s?)?(?:{words(data['states']['forms'])})\s(?:the\s|an?\s)?{phrase}", re.I
        )
        self.stop = re.compile(rf"\s(?:{words(data['stops']['forms'])})(?:\s|$).*", re.I)
        # Of which nothing is left that tells a setting: `the`, `the same dataset`, `literature`.
        self.empty = re.compile(rf"(?:(?:{words(data['empty']['forms'])})(?:[\s-]+|$))+", re.I)
        # `two datasets with` in `on two datasets with 3 steps`
        self.lead = re.compile(
            rf"(?:(?:{words(data['empty']['forms'])})[\s-]+)+(?:with|using|when|under)\s", re.I
        )
        self.rival = re.compile(rf"\b(?:{words(data['rivals']['forms'])})\b[^,;:()]*$", re.I)
        self.averaged = re.compile(r"\)?\s?(?:[^\s,;]+\s){0,3}?$")
        self.comparison = re.compile(rf"\b(?:{words(data['comparisons']['forms'])})\b", re.I)
        self.backbone = re.compile(rf"\b(?:{words(data['backbones']['forms'])})\s(?:[\w-]+\s){{0,2}}?$", re.I)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def name_conditions(frame: Frame, rows: Sequence[Sequence[Draft]]) -> None:
    """Fill the conditions of the drafts of a sentence."""
    several = sum(map(len, rows)) > 1
    for i, row in enumerate(rows):
        end = rows[i + 1][0].series.start if i + 1 < len(rows) else frame.end
        share = share_of(row[-1])
        if share and share.owner:
            each = [f"of {share.owner}"]
        else:
            each = _variables(frame, row) or ([] if share else _backbones(frame, row))
        shared = None if each else next(_candidates(frame, row[-1], end, several=several), None)
        for j, draft in enumerate(row):
            draft.condition = shared or (each[j] if len(each) == len(row) else each[0] if each else None)
    for row, beaten in reversed(list(pairwise(rows))):
        between = frame.text[row[-1].series.end : beaten[0].series.start]
        if len(row) == len(beaten) == 1 and row[0].condition is None and _AGAINST.fullmatch(between):
            row[0].condition = beaten[0].condition


def relative_to(frame: Frame, draft: Draft) -> str | None:  # noqa: ARG001 - the draft knows its frame
    """What a value is a share of, as written: `the accuracy of BERT` in `99% of the accuracy of BERT`."""
    share = share_of(draft)
    return share.whole if share else None


def _variables(frame: Frame, row: Sequence[Draft]) -> list[str]:
    """`D=2048` and `D=128` of `when D=2048/128`."""
    match = _patterns().variable.search(frame.text, row[0].series.end, frame.end)
    if not match or match.start() - row[-1].series.end > 60:
        return []
    return [f"{match['name']}={value}" for value in re.findall(r"\d[\d.]*(?<!\.)", match["values"])]


def _backbones(frame: Frame, row: Sequence[Draft]) -> list[str]:
    """What else is used for the value: `on ResNet-50`, `for the GPT-2 and BERT models, respectively`."""
    taken = {id(e) for draft in row for e in (draft.method, draft.baseline) if e is not None}
    for run in lists(frame, frame.of(EntityType.METHOD)):
        opening = frame.mask[max(frame.start, run[0].start - _OPENING) : run[0].start]
        clause = re.split(r"[,;]", frame.mask[max(frame.start, run[0].start - _REACH) : run[0].start])[-1]
        left_out = _LEFT_OUT.search(opening)
        others = [
            m
            for m in run
            if id(m.entity) not in taken
            and not is_proposed(m.entity)
            and (left_out or _is_particular(m.entity.name))
        ]
        if (
            others
            and len(others) in (1, len(row))
            and _patterns().backbone.search(opening)
            and not _patterns().comparison.search(clause)
        ):
            names = (_BASED.sub("", m.entity.name) for m in others)
            return [f"without {name}" if left_out else name for name in names]
    return []


def _is_particular(name: str) -> bool:
    """Whether a name is that of one thing, `ResNet-50`, rather than of a kind: `CNNs`, `fine-tuning`."""
    written = any(c.isupper() or c.isdigit() for c in name)
    return written and not _KIND.search(name) and not _patterns().empty.fullmatch(name)


def _candidates(frame: Frame, draft: Draft, end: int, *, several: bool) -> Iterator[str]:
    found = (" ".join(name.split()) for name in _phrases(frame, draft, end, several=several))
    return (name for name in found if _LETTER.search(name) and not _patterns().empty.fullmatch(name))


def _phrases(frame: Frame, draft: Draft, end: int, *, several: bool) -> Iterator[str]:
    patterns = _patterns()
    after = draft.series.end
    if bracket := patterns.bracket.match(frame.mask, after, frame.end):
        yield frame.text[slice(*bracket.span("name"))]
    if setting := patterns.setting.search(frame.text, frame.start, end):
        yield setting["name"]
    opener = patterns.place if several else patterns.state
    if place := opener.match(frame.mask, after, end):
        whole = frame.text[slice(*place.span("name"))]
        name = patterns.lead.sub("", patterns.stop.sub("", whole).strip(), count=1)
        # `newly released` of `on the newly released nuScenes` belongs to the name behind it.
        of_name = len(patterns.stop.sub("", whole)) == len(whole) and _NAMED.match(frame.mask, place.end())
        if name and not of_name and len(name.split()) <= _MAX_WORDS:
            # What is left out is the setting: `without test-time augmentation`.
            yield f"without {name}" if _WITHOUT.match(place.group().lstrip("\ue000 ")) else name
    for mode in patterns.modes.finditer(frame.text, frame.start, frame.end):
        if _is_of(frame, draft, mode):
            yield mode.group().lower()


def _is_of(frame: Frame, draft: Draft, mode: re.Match[str]) -> bool:
    """Whether a mode can be that of the value: not that of a rival, nor of another value in brackets."""
    if mode.group().lower() == "on average":
        return bool(_patterns().averaged.fullmatch(frame.text, draft.series.end, mode.start()))
    if _patterns().rival.search(frame.mask, max(frame.start, mode.start() - _REACH), mode.start()):
        return False
    behind, before = frame.mask[draft.series.end : mode.start()], frame.mask[mode.end() : draft.series.start]
    if _IN_BRACKETS.search(frame.mask, frame.start, draft.series.start):
        # Of `fully supervised (2%) and zero-shot (3%)` what stands right before the brackets is told.
        return ")" not in behind and ")" not in before
    return behind.count("(") <= behind.count(")") and before.count(")") <= before.count("(")
