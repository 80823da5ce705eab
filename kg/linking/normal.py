"""The normal form of a name: what is left of it when everything that only spells it is undone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from kg.linking.lexicon import Lexicon
from kg.linking.tasks import task_words
from kg.linking.variants import dataset_words, method_words, versions_undone
from ontology.name_rules import word_list, word_table
from ontology.spelling import join, plain, tokens
from ontology.types import EntityType

_ARTICLES = frozenset(("the", "our", "an"))
# Whose it is, as tables say it.
_OWNER = re.compile(r"(?<=\S)\s*[(\[]\s*(?:ours?|proposed|this (?:work|paper))\s*[)\]]\s*$", re.IGNORECASE)
_DATA_SET = re.compile(r"\bdata[\s-]sets?\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\s*[(\[](?:%|dB|ms|s|sec|FPS|[Mm]|cm|mm|↑|↓|in %"
    r"|(?:the )?(?:lower|higher)(?:,? the| is)? better)[)\]]\s*$"
)
# Sizes of transformers of which the case tells: `ViT-G/14` is gigantic, `ViT-g/14` giant, `DeiT-Ti` tiny.
_SIZE = re.compile(r"(?<=iT[\s_-])(?:(?:big-?)?G|(?P<tiny>Ti))(?!\w)")
# `AP at IoU 0.5`, `AP (IoU=0.5)`; and what is left of it behind a number: `AP@0.5 IoU`.
_OVERLAP = re.compile(
    r"(?<=\w)\s*(?:(?:@|\bat\b|[(\[])[\s(\[]*)\bIoU\b\s*(?:threshold)?\s*(?:of\b|=)?\s*(?=\d)", re.IGNORECASE
)
# `AP70` is `AP@0.7`, as `mAP50` is `mAP@0.5`.
_JOINED = re.compile(r"(m?AP)[\s_]*(\d\d)", re.IGNORECASE)
_OVERLAP_BEHIND = re.compile(r"(?<=\d)\s*IoU(?:\s+threshold)?\s*$", re.IGNORECASE)
_CUTOFF = re.compile(
    r"(?P<base>.*?\w)\s*(?:@|\bat\b)\s*(?:top|rank|k\s*=)?[\s-]*(?P<number>\d+(?:\.\d+)?|[kKnN])\b(?![+#*])(?P<rest>.*)"
)


class Rule(IntEnum):
    """What was undone, the weightier the higher."""

    SPELLING = 0
    VARIANT = 1
    GENERIC = 2
    SHORT_FORM = 3
    HEAD_WORD = 4


@dataclass(slots=True)
class Normal:
    """A name in its normal form: its words, and the rules that were needed."""

    words: list[str]
    rules: set[Rule] = field(default_factory=set)

    @property
    def key(self) -> str:
        """The canonical key of the words."""
        return join(self.words)

    @property
    def rule(self) -> Rule:
        """The weightiest rule."""
        return max(self.rules, default=Rule.SPELLING)

    def become(self, words: list[str], rule: Rule) -> None:
        """Take these words in place of the old, by this rule."""
        if words != self.words:
            self.words = words
            self.rules.add(rule)


def normal(kind: EntityType, name: str, lexicon: Lexicon) -> Normal:
    """The normal form of a name of one type; the same for names that differ in nothing that distinguishes."""
    text = _OWNER.sub("", _DATA_SET.sub("dataset", plain(name)))
    if kind is EntityType.METRIC:
        text = _OVERLAP_BEHIND.sub("", _OVERLAP.sub("@", _UNIT.sub("", text)))
        text = _JOINED.sub(r"\1@\2", text) if _JOINED.fullmatch(text) else text
        if match := _CUTOFF.fullmatch(text):
            return _cut_off(match, lexicon)
    elif kind is EntityType.METHOD:
        text = _SIZE.sub(lambda match: "tiny" if match["tiny"] else "gigantic", text)
    undone = text if kind is EntityType.TASK else versions_undone(text)
    form = Normal(tokens(undone), {Rule.VARIANT} if undone != text else set())
    form.become(tokens(_without_generic(kind, undone, lexicon)), Rule.GENERIC)
    form.become(_without_article(form.words), Rule.SPELLING)
    same = word_table("words", kind.value)
    form.become([same.get(word, word) for word in form.words], Rule.SPELLING)
    if kind is EntityType.TASK:
        form.become(task_words(form.words), Rule.HEAD_WORD)
    elif kind is EntityType.DATASET:
        form.become(dataset_words(form.words), Rule.VARIANT)
    elif kind is EntityType.METHOD:
        form.become(method_words(form.words, lexicon), Rule.VARIANT)
    form.become(lexicon.contracted(form.words), Rule.SHORT_FORM)
    if kind is EntityType.METHOD:
        # `vision transformer base`: what has a short form is proper.
        form.become(method_words(form.words, lexicon), Rule.VARIANT)
    return form


def distinct(word: str, head: str) -> bool:
    """Whether a generic head makes another thing of what ends in the word: `ReLU network`."""
    if word in word_list("parts", "units"):
        return True
    return word in word_list("parts", "techniques") and head in word_list("parts", "built")


def _without_generic(kind: EntityType, text: str, lexicon: Lexicon) -> str:
    """The text without a last word that only says of which kind the thing is.

    `ImageNet dataset` is ImageNet; `Bayesian network` is no Bayesian model, for `Bayesian` names nothing by
    itself, nor is an `RL-based optimizer` an `RL-based model`. A task is a term, of which `task` and
    `problem` say nothing. A hyphen makes the word part of the name.
    """
    generic = word_list("generic", kind.value)
    while True:
        rest, space, last = text.rstrip(" .,").rpartition(" ")
        words = tokens(rest)
        if not space or not words or "".join(tokens(f"the {last}")[1:]) not in generic:
            return text
        if words[-1] in word_list("parts", "adjectives") or distinct(words[-1], tokens(f"the {last}")[-1]):
            return text
        if words[-1] in generic if kind is EntityType.TASK else not lexicon.proper(words):
            return text
        text = rest


def _without_article(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _cut_off(match: re.Match[str], lexicon: Lexicon) -> Normal:
    """A metric within the first so many: `R@1`, `recall at 1` and `Recall@1` are one."""
    base = normal(EntityType.METRIC, match["base"], lexicon)
    short = word_table("cutoffs").get(base.key)
    if short is not None:
        base.become([short], Rule.SHORT_FORM)
    number = match["number"].casefold()
    rest = normal(EntityType.METRIC, match["rest"], lexicon).words if match["rest"].strip(" -:,") else []
    if base.key in ("ap", "map"):
        number, *rest = (_in_percent(word) for word in (number, *rest))
    rest = [] if rest and rest[-1] in ("score", "accuracy", "rate", "metric") and len(rest) == 1 else rest
    base.become([*base.words, "@", number, *rest], Rule.SPELLING)
    return base


def _in_percent(word: str) -> str:
    return f"{round(float(word) * 100)}" if re.fullmatch(r"0\.\d+", word) else word
