"""Sentence boundaries by rule; the title is the first sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.patterns import read_table

NAME = "sotagraph_sentences"

_BOUNDARY = re.compile(
    r"""(?<![.!?])(?P<stop>[.!?]++|…)(?P<closing>["')\]]*+)\s++
        (?=(?P<opening>["'(\[$]*+)(?P<next>\S++))
      | (?P<line>\n)(?=\s*\S)
      # `of LLMs.Extensive experiments`: a scraper ate the space.
      | (?<=[^\W\d_][a-z)%])(?P<glued>\.)(?=(?P<opener>[A-Z][a-z]+)[ ,])""",
    re.VERBOSE,
)
_NUMERAL = re.compile(r"[ivx]+\)")
_LAST_WORD = re.compile(r"[^\s(\[\"']*\Z")


@dataclass(frozen=True, slots=True)
class Words:
    """Words beside a full stop that decide whether it ends a sentence (`patterns/sentences.toml`)."""

    inner: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]

    @classmethod
    def read(cls) -> Words:
        """The words that come with the package."""
        return cls(**{name: frozenset(words) for name, words in read_table("sentences").items()})


def boundaries(text: str, words: Words) -> list[int]:
    """Where sentences start in `text`, the first at 0; a newline always ends one."""
    starts = [0]
    for match in _BOUNDARY.finditer(text):
        if match["glued"]:
            ends = match["opener"] in words.openers
        else:
            ends = bool(match["line"]) or _ends(text, match, words)
        if ends:
            starts.append(match.end())
    return starts


def _ends(text: str, match: re.Match[str], words: Words) -> bool:
    following = match["next"]
    if not _may_open(following, match):
        return False
    if match["stop"] != "." or match["closing"]:
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    last = word.group() if word else ""
    if last.lower() in words.inner:
        return False
    if last.lower() in words.either or (len(last) == 1 and last.isupper()):
        return following.strip(",:;") in words.openers
    return True


def _may_open(word: str, match: re.Match[str]) -> bool:
    """Whether a sentence may start with this word: a capital, a digit, `(ii)`, or a name such as `iBOT`."""
    if match["opening"]:
        return not word[0].islower() or match["opening"][0] in "\"'" or bool(_NUMERAL.match(word))
    return not word[0].islower() or any(character.isupper() for character in word)


class Sentences:
    """Find where sentences start.

    What:
        A stop, a question or exclamation mark before white space and what can open a sentence, unless the
        stop belongs to an abbreviation or an initial. The title is a sentence. Where it is doubtful there is
        no boundary, since components look for a value's neighbours within its sentence.

    Examples:
        `Smith et al. report 3.5 vs. 4.1. We` is two sentences.

    Sets:
        `token.is_sent_start`, and so `doc.sents`.
    """

    def __init__(self) -> None:
        self._words = Words.read()

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token at or after each boundary."""
        starts = boundaries(doc._.text, self._words)
        marks = np.zeros((len(doc), 1), dtype=np.int64)
        if len(doc):
            # The first token always starts a sentence and so says nothing; one other must say something.
            marks[-1] = 1 if len(doc) == 1 else -1
        following = 0
        for token in doc:
            if following < len(starts) and token.idx >= starts[following] and not token.is_space:
                marks[token.i] = 1
                following = bisect_right(starts, token.idx)
        # All at once, since the setter of one token takes time with the length of the Doc.
        doc.from_array(["SENT_START"], marks.astype(np.uint64))  # type: ignore[arg-type] # stub of thinc
        return doc


@Language.factory(NAME, assigns=["doc.sents", "token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> Sentences:  # noqa: ARG001 - spaCy asks for it
    """Make the component."""
    return Sentences()
