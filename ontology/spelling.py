"""Names as a row of words, and the canonical key that tells two names apart.

`ontology.folding.fold` is for searching: it finds more than is meant. A canonical key decides what is one
thing, so it is strict where a person is: `Llama 3.1 8B` is not `Llama 31 8B`, `A*` not `A`, `DARTS` not
`DART`; and it is lenient in what only spells a name: case, accents, hyphens, LaTeX, Greek letters by name,
British or American, `256²` for `256x256`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ontology.folding import singular
from ontology.name_rules import name_rules, word_table

#: A name longer than this is cut before it is looked at; none that means something is.
LONGEST = 300

# LaTeX: accents, commands that only set type, and the names of others, which are words.
_ACCENT = re.compile(r"\\[`'^\"~=.](?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))|\\[cuvHkr]\{\s*([A-Za-z])\s*\}")
_SETTING = re.compile(
    r"\\(?:text(?:bf|it|sc|tt|rm|sf|sl|up|md|normal)?|math(?:bf|rm|cal|bb|it|sf|tt|frak|scr)|emph|operatorname"
    r"|mbox|hbox|ensuremath|bm|boldsymbol|underline|xspace|bf|it|sc|tt|rm|em|left|right)(?![A-Za-z])\*?"
)
_SPACING = re.compile(r"\\[,;:! ]|~|\\text(?:sub|super)script(?![A-Za-z])")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_COMMANDS = {
    "ell": "l",
    "varepsilon": "epsilon",
    "varphi": "phi",
    "infty": "infinity",
    "ast": "*",
    "star": "*",
    "plus": "+",
}
_EMPHASIS = re.compile(r"(?<!\S)(\*{1,3})([^*\s][^*]*)\1(?!\w)")
_TIMES = re.compile(r"\{times\}|\\times(?![a-z])|×|✕|⨯|∗(?=\s*\d)")
_POWER = re.compile(r"(?<![\w.])(\d{2,4})(?:²|\s*\^\s*\{?\s*2\s*\}?(?!\d))")
_BY = re.compile(r"(?<=\d)\s*[xX*]\s*(?=\d)")
_PIXELS = re.compile(r"(?<![\w.])(\d{2,4})(x\d{2,4})?[\s-]?(?:px|pixels?|resolution)(?!\w)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DIMENSIONS = re.compile(r"(?<!\w)(?:([1-4])|(one|two|three|four))[\s-]?dimensional(?!\w)", re.IGNORECASE)
_DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4"}
# Recall within a share of the list is not recall within so many of it: `Recall@1%`.
_SHARE = re.compile(r"(?<!\w)((?:recall|A?R)\s*(?:@|\bat\b)\s*\d+(?:\.\d+)?)\s*%\s*$", re.IGNORECASE)
_BARE_POINT = re.compile(r"(?<![\w.])\.(?=\d)")
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "⁺": "+",
        "＋": "+",
        "∞": " infinity ",
        "∗": "*",
        "⋆": "*",
    }
)
_TOKEN = re.compile(r"\d+(?:x\d+)+|\d+(?:\.\d+)*|[^\W\d_]+|(?<=\S)[+#*@]+|[+#]+")
# A capital and an s make a plural, as in `GPs`; in a word as short as `DARTS` or `Mars` another s may not.
_ACRONYMS = re.compile(r"\w*[A-Z]s")
_SHORT = 5


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """The name without markup, in letters, digits and marks; its case and its spaces are kept."""
    text = name[:LONGEST]
    if "\\" in text or "{" in text or "$" in text or "~" in text:
        text = _ACCENT.sub(lambda m: m.group(1) or m.group(2) or m.group(3), text)
        text = _TIMES.sub("x", text)
        text = _SPACING.sub(" ", _SETTING.sub("", text))
        text = _POWER.sub(r"\1x\1", text.replace("$", ""))
        text = (
            _COMMAND.sub(lambda m: _COMMANDS.get(m.group(1), m.group(1)), text)
            .replace("{", "")
            .replace("}", "")
            .replace("\\", "")
        )
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
    text = _POWER.sub(r"\1x\1", _TIMES.sub("x", text))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(_greek().get(c, c) for c in text if not unicodedata.combining(c))
    text = _PIXELS.sub(lambda m: m.group(1) + (m.group(2) or f"x{m.group(1)}"), _BY.sub("x", text))
    text = _DIMENSIONS.sub(lambda m: f"{m.group(1) or _DIGITS[m.group(2).casefold()]}D", text)
    if text.rstrip().endswith("%"):
        text = _SHARE.sub(r"\1 percent", text)
    return _BARE_POINT.sub("0.", _THOUSANDS.sub("", text))


def tokens(text: str, *, plurals: bool = True) -> list[str]:
    """The words, numbers and marks of a plain name, folded: lower case, singular, American.

    With `plurals` false, no s is taken for that of a plural.
    """
    found = [(match.group(), match.end()) for match in _TOKEN.finditer(text)]
    alone = len(found) == 1
    shouted = text.isupper() and any(word.isalpha() and len(word) > _SHORT for word, _ in found)
    # A letter with a number behind it is no plural.
    return [
        _folded(word, plurals and not text[end : end + 1].isdigit(), alone, shouted) for word, end in found
    ]


# `corpus` and `analysis` are no plurals.
_SINGULAR = re.compile(r"\w{3,}us|\w{2,}[^e]is|\w{4,}sis")


def _is_plural(word: str, alone: bool, shouted: bool) -> bool:
    """Whether a word may be a plural: not `DARTS`, nor `Mars` by itself, but `trees` in any case."""
    if _SINGULAR.fullmatch(word.casefold()):
        return False
    if len(word) > _SHORT:
        return True
    return not alone and (shouted or word[-1] == "s")


def join(words: list[str]) -> str:
    """The key of a row of words; two numbers stay apart."""
    parts: list[str] = []
    for word in words:
        if parts and word[:1].isdigit() and parts[-1][-1:].isdigit():
            parts.append("-")
        parts.append(word)
    return "".join(parts)


@lru_cache(maxsize=100_000)
def canonical_key(name: str) -> str:
    """What is equal for two spellings of one name and differs between two names.

    Letters and digits without space, marks `+`, `#`, `*` and `@` behind them, a point within numbers and
    a hyphen between them. The name itself where nothing of this is in it.
    """
    return join(tokens(plain(name))) or name


@lru_cache(maxsize=50_000)
def _folded(word: str, plurals: bool, alone: bool, shouted: bool) -> str:
    if plurals and _ACRONYMS.fullmatch(word):
        return word[:-1].casefold()
    folded = word.casefold()
    if folded[0].isdigit():
        return _number(folded)
    if plurals and _is_plural(word, alone, shouted):
        folded = singular(folded)
    return _american(folded)


def _number(word: str) -> str:
    # `0.50` is `0.5`; `2.0` stays, since it may be a version.
    return word.rstrip("0") if word.startswith("0.") and word.strip("0.") else word


def _american(word: str) -> str:
    stems, suffixes = _british()
    if match := stems.match(word):
        word = word_table("spelling", "words")[match.group()] + word[match.end() :]
    if match := suffixes.fullmatch(word):
        word = f"{match.group(1)}iz{match.group(2)}"
    return word


@lru_cache(maxsize=1)
def _greek() -> dict[str, str]:
    lower = dict(word_table("spelling", "greek"))
    return lower | {letter.upper(): name for letter, name in lower.items() if letter != "ς"}


@lru_cache(maxsize=1)
def _british() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(word_table("spelling", "words"), key=len, reverse=True))
    verbs = "|".join(sorted(name_rules()["spelling"]["stems"].split(), key=len, reverse=True))
    return re.compile(words), re.compile(rf"(\w*(?:{verbs}))is(e|ed|er|ing|ation|ational)")
