r"""Text as read to text that components read, in one pass, with the map back.

Abstracts come out of scrapers and TeX sources with artefacts: `D{=}2048`, `17.5times`, `ARTcdotV`,
`64{times}64`, `$\times$`, `\textbf{}`, `ﬁ`, `&amp;`. What replaces what is data: `RULES` below, with
the tables of `extractors.text.tex` and `extractors.text.characters`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from extractors.text import characters, tex
from extractors.text.normalised import Normalised, Pair

_MATH_OPENING = re.compile(
    # As pandoc has it: no space inside the dollars and no digit after them, so that prices stay prices;
    # but a formula with a command in it may have spaces.
    r"\$(?:(?=\S)(?:[^$\\]|\\.){0,400}?(?<!\s)\$(?!\d)|(?=[^$]*[\\^_])(?:[^$\\]|\\.){1,400}?\$)",
    re.DOTALL,
)
_ARGUMENT = re.compile(r"\s*\{")


class _Pass:
    """One walk over one text; `out` collects the normalised characters with their source spans."""

    def __init__(self, source: str, title_end: int) -> None:
        self.source = source
        self.title_end = title_end
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.pairs: list[Pair] = []
        self.open: list[tuple[str, int, int]] = []
        self.at = 0

    def copy(self, end: int) -> None:
        """Take the source characters up to `end` as they are."""
        if self.at < end:
            self.out.append(self.source[self.at : end])
            self.starts.extend(range(self.at, end))
            self.ends.extend(range(self.at + 1, end + 1))
            self.at = end

    def emit(self, end: int, replacement: str) -> None:
        """Read the source characters up to `end` as `replacement`; each of its characters stands for all."""
        if replacement:
            self.out.append(replacement)
            self.starts.extend([self.at] * len(replacement))
            self.ends.extend([end] * len(replacement))
        self.at = end

    def push(self, end: int, kind: str) -> None:
        """Drop an opening delimiter and wait for its partner; a footnote is set apart by a space."""
        self.open.append((kind, self.at, end))
        self.emit(end, " " if kind == "footnote" else "")

    def pop(self, end: int, kinds: tuple[str, ...]) -> bool:
        """Drop a closing delimiter with the nearest open one of `kinds`; False if there is none."""
        for i in range(len(self.open) - 1, -1, -1):
            kind, start, stop = self.open[i]
            if kind in kinds:
                del self.open[i]
                # The address and the words that carry it (`\href{A}{B}`) are two things.
                apart = kind == "href" and self.source.startswith("{", end)
                if kind != "footnote" and not apart:
                    self.pairs.append(Pair((start, stop), (self.at, end), math=kind == "$"))
                self.emit(end, " " if apart else "")
                return True
        return False

    @property
    def last(self) -> str:
        """The last character that components will read, or nothing."""
        return self.out[-1][-1] if self.out else ""

    @property
    def in_math(self) -> bool:
        """Whether the walk is between dollars."""
        return any(kind == "$" for kind, _, _ in self.open)


_BRACES = ("{", "href", "footnote")
_DOLLARS = ("$",)


def _url(walk: _Pass, match: re.Match[str]) -> None:
    walk.copy(match.end())


def _space(walk: _Pass, match: re.Match[str]) -> None:
    if match.start() <= walk.title_end < match.end():
        walk.emit(match.end(), "\n")
    else:
        walk.emit(match.end(), " ")


def _plain(walk: _Pass, match: re.Match[str]) -> None:
    walk.emit(match.end(), characters.PLAIN[match.group()])


def _compatible(walk: _Pass, match: re.Match[str]) -> None:
    walk.emit(match.end(), unicodedata.normalize("NFKC", match.group()))


def _entity(walk: _Pass, match: re.Match[str]) -> None:
    character = html.unescape(match.group())
    walk.emit(match.end(), " " if character.isspace() else characters.PLAIN.get(character, character))


def _accent(walk: _Pass, match: re.Match[str]) -> None:
    mark, letter = match["mark"] or match["named"], match["bare"] or match["letter"]
    walk.emit(match.end(), unicodedata.normalize("NFC", letter + tex.COMBINING[mark]))


def _escaped(walk: _Pass, match: re.Match[str]) -> None:
    character = match.group()[1]
    walk.emit(match.end(), {",": " ", ";": " ", ":": " ", " ": " ", "\\": " "}.get(character, character))


def _nothing(walk: _Pass, match: re.Match[str]) -> None:
    walk.emit(match.end(), "")


def _silent(walk: _Pass, match: re.Match[str]) -> None:
    walk.emit(match.end(), "")


def _command(walk: _Pass, match: re.Match[str]) -> None:
    name, end = match["name"], match.end()
    if name not in tex.SYMBOLS and name not in tex.FORMATTING:
        # `\mathcalO`: a scraper ate the space or the braces.
        known = [name[:i] for i in range(len(name) - 1, 2, -1) if name[i].isupper()]
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


def _symbol_in_braces(walk: _Pass, match: re.Match[str]) -> None:
    walk.emit(match.end(), tex.SYMBOLS[match["braced"]])


def _glued(walk: _Pass, match: re.Match[str]) -> None:
    walk.emit(match.end(), tex.SYMBOLS.get(match.group(), ""))


def _dollar(walk: _Pass, match: re.Match[str]) -> None:
    if walk.in_math:
        walk.pop(match.end(), _DOLLARS)
    elif _MATH_OPENING.match(walk.source, match.start()):
        walk.push(match.end(), "$")
    else:
        walk.copy(match.end())


def _open_brace(walk: _Pass, match: re.Match[str]) -> None:
    walk.push(match.end(), "{")


def _close_brace(walk: _Pass, match: re.Match[str]) -> None:
    if not walk.pop(match.end(), _BRACES):
        walk.copy(match.end())


def _tie(walk: _Pass, match: re.Match[str]) -> None:
    walk.emit(match.end(), " ")


def _script(walk: _Pass, match: re.Match[str]) -> None:
    # `S$^4$C` is S4C and `$F_1$` is F1, but `10^{-3}` keeps its mark.
    if walk.in_math and walk.last.isalpha():
        walk.emit(match.end(), "")
    else:
        walk.copy(match.end())


def _alternatives(words: object) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))  # type: ignore[call-overload]


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
RULES: tuple[tuple[str, str, Callable[[_Pass, re.Match[str]], None]], ...] = (
    ("url", r"https?://[^\s{}\\$<>\"]+", _url),
    ("space", r"\s{2,}|[^\S ]", _space),
    ("accent", _ACCENT, _accent),
    ("escaped", r"\\[%&_#$,;: \\{}]", _escaped),
    ("delimiter", r"\\[()\[\]!|/-]", _nothing),
    ("silent", rf"\\(?:{_alternatives(tex.SILENT)})\*?\s*(?:\[[^\]]*\])?\{{[^{{}}]*\}}", _silent),
    ("command", r"\\(?P<name>[A-Za-z]+)", _command),
    ("braced", rf"\{{(?P<braced>{_alternatives(tex.BRACED)})\}}", _symbol_in_braces),
    ("glued", rf"(?:{_alternatives(tex.UNMISTAKABLE)})(?![a-z])|{'|'.join(_AMBIGUOUS)}", _glued),
    ("dollar", r"\$", _dollar),
    ("open", r"\{", _open_brace),
    ("close", r"\}", _close_brace),
    ("entity", r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d?);", _entity),
    ("tie", r"(?<=\S)~(?=\S)(?<![(\[]~)", _tie),
    ("script", r"[\^_](?=\{?\d)", _script),
    ("plain", _alternatives(characters.PLAIN), _plain),
    ("compatible", f"[{characters.COMPATIBLE}]", _compatible),
)  # fmt: skip

_ANY = re.compile("|".join(f"(?P<rule_{name}>{pattern})" for name, pattern, _ in RULES))
_ACTIONS = {f"rule_{name}": action for name, _, action in RULES}

# Where a rule can match at all: trying only there makes the walk several times faster.
WORDS = (*tex.UNMISTAKABLE, "times", "pm", "sim", "approx", "http")
_MARK = r"[^\w !#%()*+,./:;<=>?@|\[\]-]|[^\x00-\x7f]|_|\s(?=\s)|--"
MARKS = re.compile(_MARK)
MARKS_AND_WORDS = re.compile(f"{_MARK}|{_alternatives(WORDS)}")


def normalise(text: str, title_end: int | None = None) -> Normalised:
    """Drop markup and artefacts of `text`, keeping for every character where it came from.

    Args:
        text: The text as read.
        title_end: Where the newline after the title stands; the first newline of the text by default. It is
            the only newline that stays one, all other white space becomes one space.
    """
    walk = _Pass(text, text.find("\n") if title_end is None else title_end)
    marks = MARKS_AND_WORDS if any(word in text for word in WORDS) else MARKS
    at = 0
    while mark := marks.search(text, at):
        match = _ANY.match(text, mark.start())
        if match is None:
            at = mark.start() + 1
            continue
        walk.copy(match.start())
        # The outermost group closes last, so this is the rule and not a group within it.
        _ACTIONS[str(match.lastgroup)](walk, match)
        at = walk.at
    walk.copy(len(text))
    return Normalised("".join(walk.out), tuple(walk.starts), tuple(walk.ends), tuple(walk.pairs))
