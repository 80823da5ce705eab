"""Sentence boundaries by rule; the title is the first sentence."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

# Words after which a full stop ends no sentence, without the stop and in lower case.
ABBREVIATIONS: frozenset[str] = frozenset(
    "al e.g i.e eg ie vs v.s cf viz resp approx ca fig figs eq eqs eqn sec sect tab ref refs no nos vol pp ch "
    "dr mr mrs ms prof st jr sr dept univ inc ltd co w.r.t i.i.d s.t a.k.a incl max min avg std a.m p.m "
    "u.s u.k ph.d".split()
)

# Words that start a sentence after a single capital with a stop (`of dimension D. We show`), where an
# initial (`J. Smith`) ends none.
OPENERS: frozenset[str] = frozenset(
    "We Our The This These Those It Its In On At To For From With By As An A If When While Since Using Given "
    "However Moreover Furthermore Finally First Second Here Thus Hence Then There Unlike Such They Code "
    "Experiments Extensive Results Compared Specifically Additionally Based Despite Although Both".split()
)

_BOUNDARY = re.compile(
    r"""(?P<stop>[.!?]+|…)(?P<closing>["')\]]*)\s+(?=(?P<opening>["'(\[$]*)(?P<next>\S+))|(?P<line>\n)(?=\s*\S)"""
)
_LAST_WORD = re.compile(r"[^\s(\[\"']*\Z")


def boundaries(text: str) -> list[int]:
    """Where sentences start in `text`, the first at 0; a newline always ends one."""
    starts = [0]
    for match in _BOUNDARY.finditer(text):
        if match["line"] or _ends(text, match):
            starts.append(match.end())
    return starts


def _ends(text: str, match: re.Match[str]) -> bool:
    following = match["next"]
    if not _may_open(following, match):
        return False
    if match["stop"] != "." or match["closing"]:
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    last = word.group() if word else ""
    if last.lower() in ABBREVIATIONS:
        return False
    if len(last) == 1 and last.isupper():
        return following.strip(",:;") in OPENERS
    return True


def _may_open(word: str, match: re.Match[str]) -> bool:
    """Whether a sentence may start with this word: a capital, a digit, or a name such as `iBOT`."""
    if match["opening"]:
        return not word[0].islower() or match["opening"][0] in "\"'"
    return not word[0].islower() or any(character.isupper() for character in word)


class Sentences:
    """Sets sentence starts on the tokens.

    Performance: on titles and abstracts the boundaries matter to the components that look for the
    sentence around a value, so a missed boundary costs less than a false one.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token at or after each boundary."""
        starts = iter(boundaries(doc.text))
        following: int | None = next(starts, None)
        for token in doc:
            is_start = False
            while following is not None and token.idx >= following and not token.is_space:
                is_start, following = True, next(starts, None)
            token.is_sent_start = is_start or token.i == 0
        return doc


@Language.factory("sotagraph_sentences", assigns=["doc.sents", "token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> Sentences:  # noqa: ARG001 - spaCy calls by keyword
    """Make the component."""
    return Sentences()
