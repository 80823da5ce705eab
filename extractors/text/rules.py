"""What is done to which artefact; the data behind it is in `tex` and `characters`."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable

from extractors.text import characters, tex
from extractors.text.walk import BETWEEN, Walk

Action = Callable[[Walk, re.Match[str]], None]

_MATH_OPENING = re.compile(
    # As pandoc has it: no space inside the dollars and no digit after them, so that prices stay prices;
    # but a formula with a command in it may have spaces.
    r"\$(?:(?=\S)(?:[^$\\]|\\.){0,400}?(?<!\s)\$(?!\d)|(?=[^$]*[\\^_])(?:[^$\\]|\\.){1,400}?\$)",
    re.DOTALL,
)
_ARGUMENT = re.compile(r"[ \t]*\{")

_BRACES = ("{", "footnote", *BETWEEN)
_DOLLARS = ("$",)


def _url(walk: Walk, match: re.Match[str]) -> None:
    walk.copy(match.end())


def _space(walk: Walk, match: re.Match[str]) -> None:
    if match.start() <= walk.title_end < match.end():
        walk.emit(match.end(), "\n")
    else:
        walk.emit(match.end(), " ")


def _plain(walk: Walk, match: re.Match[str]) -> None:
    walk.emit(match.end(), characters.PLAIN[match.group()])


def _compatible(walk: Walk, match: re.Match[str]) -> None:
    walk.emit(match.end(), unicodedata.normalize("NFKC", match.group()))


def _entity(walk: Walk, match: re.Match[str]) -> None:
    character = html.unescape(match.group())
    walk.emit(match.end(), " " if character.isspace() else characters.PLAIN.get(character, character))


def _accent(walk: Walk, match: re.Match[str]) -> None:
    mark, letter = match["mark"] or match["named"], match["bare"] or match["letter"]
    walk.emit(match.end(), unicodedata.normalize("NFC", letter + tex.COMBINING[mark]))


def _fraction(walk: Walk, match: re.Match[str]) -> None:
    walk.emit(match.end(), f"{match['above']}/{match['below']}")


def _escaped(walk: Walk, match: re.Match[str]) -> None:
    character = match.group()[1]
    walk.emit(match.end(), {",": " ", ";": " ", ":": " ", " ": " ", "\\": " "}.get(character, character))


def _nothing(walk: Walk, match: re.Match[str]) -> None:
    walk.emit(match.end(), "")


def _silent(walk: Walk, match: re.Match[str]) -> None:
    walk.emit(match.end(), "")


def _command(walk: Walk, match: re.Match[str]) -> None:
    name, end = match["name"], match.end()
    if name not in tex.SYMBOLS and name not in tex.FORMATTING:
        # `\mathcalO`: a scraper ate the space or the braces.
        longest = min(len(name) - 1, tex.LONGEST)
        known = [name[:i] for i in range(longest, 2, -1) if name[i].isupper()]
        prefix = next((part for part in known if part in tex.SYMBOLS or part in tex.FORMATTING), name)
        name, end = prefix, end - len(name) + len(prefix)
    argument = _ARGUMENT.match(walk.source, end)
    if name in tex.SYMBOLS:
        walk.emit(end, tex.SYMBOLS[name])
    elif argument and not walk.source.startswith("}", argument.end()):
        walk.push(argument.end(), name if name in _BRACES else "{")
    elif name in tex.FORMATTING:
        # A declaration (`{\\em word}`) takes the space that ends its name along.
        walk.emit(end + (walk.source[end : end + 1] == " "), "")
    else:
        walk.emit(match.start() + 1, "")
        walk.copy(end)


def _symbol_in_braces(walk: Walk, match: re.Match[str]) -> None:
    walk.emit(match.end(), tex.SYMBOLS[match["braced"]])


def _glued(walk: Walk, match: re.Match[str]) -> None:
    walk.emit(match.end(), tex.SYMBOLS.get(match.group(), ""))


def _dollar(walk: Walk, match: re.Match[str]) -> None:
    if walk.in_math:
        walk.pop(match.end(), _DOLLARS)
    elif _MATH_OPENING.match(walk.source, match.start()):
        walk.push(match.end(), "$")
    else:
        walk.copy(match.end())


def _open_brace(walk: Walk, match: re.Match[str]) -> None:
    walk.push(match.end(), "{")


def _close_brace(walk: Walk, match: re.Match[str]) -> None:
    if not walk.pop(match.end(), _BRACES):
        walk.copy(match.end())


def _tie(walk: Walk, match: re.Match[str]) -> None:
    walk.emit(match.end(), " ")


def _script(walk: Walk, match: re.Match[str]) -> None:
    # `S$^4$C` is S4C and `$F_1$` is F1, but `10^{-3}` keeps its mark.
    if walk.in_math and walk.last.isalpha():
        walk.emit(match.end(), "")
    else:
        walk.copy(match.end())


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longer ones first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


_AMBIGUOUS = (
    r"(?<=\d)times(?![a-z])",
    r"(?<=[A-Z])times(?=\d)",
    r"(?<=\d)pm(?=\d)",
    r"(?<![A-Za-z\d])(?:sim|approx)(?=\d+(?:\.\d+)?(?![\w.]))",
)

_ACCENT = (
    r"\\(?:(?P<mark>['`\"^~=.])|(?P<named>[cvuHkr])(?=\{))"
    r"(?:\{\\?(?P<letter>[A-Za-z])\}|(?P<bare>[A-Za-z]))"
)

# Name, pattern, what is done. The first pattern that matches at a place wins.
RULES: tuple[tuple[str, str, Action], ...] = (
    ("url", r"https?://[^\s{}\\$<>\"]+", _url),
    ("space", r"\s{2,}|[^\S ]", _space),
    ("accent", _ACCENT, _accent),
    ("fraction", r"\\[td]?frac(?P<above>\d)(?P<below>\d)", _fraction),
    ("escaped", r"\\[%&_#$@,;: \\{}]", _escaped),
    ("delimiter", r"\\[()\[\]!|/-]", _nothing),
    ("silent", rf"\\(?:{alternatives(tex.SILENT)})\*?(?:\[[^\]\n]{{0,200}}\])?\{{[^{{}}\n]*\}}", _silent),
    ("command", r"\\(?P<name>[A-Za-z]+)", _command),
    ("braced", rf"\{{(?P<braced>{alternatives(tex.BRACED)})\}}", _symbol_in_braces),
    ("glued", rf"(?:{alternatives(tex.UNMISTAKABLE)})(?![a-z])|{'|'.join(_AMBIGUOUS)}", _glued),
    ("dollar", r"\$", _dollar),
    ("open", r"\{", _open_brace),
    ("close", r"\}", _close_brace),
    ("entity", r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d?);", _entity),
    ("tie", r"(?<=\S)~(?=\S)(?<![(\[]~)", _tie),
    ("script", r"[\^_](?=\{?\d)", _script),
    ("plain", alternatives(characters.PLAIN), _plain),
    ("compatible", f"[{characters.COMPATIBLE}]", _compatible),
)  # fmt: skip
