"""Short forms that the text introduces beside their expansion.

The algorithm of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", PSB 2003, with the reversed order `SHORT (Long Form)` as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import FoundAbbreviation, register_extensions

NAME = "sotagraph_abbreviations"

Span = tuple[int, int]

_BRACKETS = re.compile(r"\(([^()\n]{2,120})\)|\[([^\[\]\n]{2,120})\]")
_WORD = re.compile(r"\S+")
_PART = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?;:] ")
_SMALL = frozenset(
    {"a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "or", "the", "to", "via", "with"}
)
_MAX_SHORT = 12
# An alphanumeric start, and no sign of a formula (`D→∞`).
_SHORT = re.compile(r"[^\W_][\w+#.&/'·*:@-]*(?: [\w+#.&/'·*:@-]+)?")


def is_short_form(text: str) -> bool:
    """Whether `text` can be a short form: one or two words with two letters or digits and a capital."""
    return (
        len(text) <= _MAX_SHORT
        and _SHORT.fullmatch(text) is not None
        and sum(map(str.isalnum, text)) > 1
        and any(map(str.isupper, text))
    )


def expansion(short: str, candidate: str) -> int | None:
    """Where the expansion of `short` starts in `candidate`, which it ends; None if there is none.

    Tried are the short form, its singular (`language models (LMs)`), and it with its digits read as words
    or left out (`Learning to Optimize (L2O)`, `Hard-Aware Point-to-Set (HAP2S)`); for each, the words whose
    initials it is and then the published algorithm, which alone takes `time adaptation` for
    `test-time adaptation (TTA)`.
    """
    forms = [short]
    if short.endswith("s") and len(short) > 2:
        forms.append(short[:-1])
    if any(map(str.isdigit, short)):
        forms.append(short.replace("2", "t").replace("4", "f"))
        letters = re.sub(r"\d", "", short)
        forms += [letters] if sum(map(str.isalpha, letters)) > 2 else []
    for form in forms:
        for find in (by_initials, by_characters):
            offset = find(form, candidate)
            if offset is not None:
                return offset
    return None


def by_initials(short: str, candidate: str) -> int | None:
    """Where the last words of `candidate` start whose initials are `short`; small words may stand between."""
    letters = [character.lower() for character in short if character.isalnum()]
    for word in reversed(list(_PART.finditer(candidate))):
        if word.group()[0].lower() == letters[-1]:
            letters.pop()
            if not letters:
                return word.start()
        elif word.group() not in _SMALL:
            return None
    return None


def by_characters(short: str, candidate: str) -> int | None:
    """Where the shortest stretch starts in which all characters of `short` occur in order.

    Characters are matched from the right; the first one of the short form must start a word.
    """
    at = len(candidate) - 1
    characters = [character.lower() for character in short if character.isalnum()]
    for index in range(len(characters) - 1, -1, -1):
        while at >= 0 and (
            candidate[at].lower() != characters[index]
            or (index == 0 and at > 0 and candidate[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
        at -= 1
    return at + 1


def find_abbreviations(text: str) -> Iterator[FoundAbbreviation]:
    """Every introduction of a short form in `text`, in order."""
    for match in _BRACKETS.finditer(text):
        start, end = match.span(1) if match[1] is not None else match.span(2)
        found = _short_in_brackets(text, match.start(), start, end)
        if found is None:
            found = _long_in_brackets(text, match.start(), start, end)
        if found is not None:
            yield found


def _short_in_brackets(text: str, before: int, start: int, end: int) -> FoundAbbreviation | None:
    """`Long Form (LF)`; what follows a comma or a semicolon in the brackets is a remark."""
    content = re.split(r"[,;:]", text[start:end])[0].rstrip()
    short = content.strip("\"'")
    start += content.index(short) if short else 0
    if not is_short_form(short):
        return None
    limit = min(len(short) + 5, len(short) * 2)
    farthest = max(0, before - 200)
    base = max(text.rfind("\n", farthest, before) + 1, farthest)
    words = [w.start() for w in _WORD.finditer(text, base, before)][-limit:]
    if not words:
        return None
    candidate = text[words[0] : before].rstrip()
    offset = expansion(short, candidate)
    if offset is None or not _plausible(short, candidate[offset:]):
        return None
    return FoundAbbreviation((start, start + len(short)), (words[0] + offset, words[0] + len(candidate)))


def _long_in_brackets(text: str, before: int, start: int, end: int) -> FoundAbbreviation | None:
    """`LF (Long Form)`."""
    words = list(_WORD.finditer(text, max(0, before - _MAX_SHORT - 1), before))
    if not words or (words[-1].start() > 0 and not text[words[-1].start() - 1].isspace()):
        return None
    raw = words[-1].group()
    short = raw.strip("\"'([,;:")
    if not is_short_form(short) or len(text[start:end].split()) < 2:
        return None
    if expansion(short, text[start:end]) != 0 or not _plausible(short, text[start:end]):
        return None
    at = words[-1].start() + raw.index(short)
    return FoundAbbreviation((at, at + len(short)), (start, end))


def _plausible(short: str, long: str) -> bool:
    """A long form lies within a sentence and does not contain its short form; one word must be long."""
    if short.lower() in long.lower().split() or long.count("(") != long.count(")") or _STOP.search(long):
        return False
    return len(long) >= 2 * len(short) + 2 if len(long.split()) == 1 else len(long) > len(short)


class Abbreviations:
    """Find the short forms that the text introduces.

    What:
        `Long Form (LF)` and `LF (Long Form)`, in round or square brackets. Characters of the short form are
        found again in the long form, from the right; the first one starts a word.

    Examples:
        `Poisson Flow Generative Models (PFGM)`, `SLAM (Sub-path Linear Approximation Model)`.

    Sets:
        `doc._.abbreviations`, a list of `FoundAbbreviation` in the order of the text.

    Citation:
        Schwartz and Hearst, PSB 2003.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Look at every pair of brackets."""
        doc._.abbreviations = list(find_abbreviations(doc._.text))
        return doc


@Language.factory(NAME, assigns=["doc._.abbreviations"])
def create_abbreviations(nlp: Language, name: str) -> Abbreviations:  # noqa: ARG001 - spaCy asks for it
    """Make the component."""
    register_extensions()
    return Abbreviations()
