"""One walk over one text, from which normalised characters and their source spans come out."""

from __future__ import annotations

from extractors.text.normalised import Pair

# Commands whose two arguments are two things, with what stands between them.
BETWEEN = {"href": " ", "frac": "/", "tfrac": "/", "dfrac": "/"}


class Walk:
    """One walk over one text; `out` collects the normalised characters with their source spans."""

    def __init__(self, source: str, title_end: int) -> None:
        self.source = source
        self.title_end = title_end
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.pairs: list[Pair] = []
        self.open: list[tuple[str, int, int]] = []
        #: How many of the open delimiters are dollars.
        self.dollars = 0
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
        self.dollars += kind == "$"
        self.emit(end, " " if kind == "footnote" else "")

    def pop(self, end: int, kinds: tuple[str, ...]) -> bool:
        """Drop a closing delimiter with the nearest open one of `kinds`; False if there is none."""
        for i in range(len(self.open) - 1, -1, -1):
            kind, start, stop = self.open[i]
            if kind in kinds:
                del self.open[i]
                self.dollars -= kind == "$"
                between = BETWEEN.get(kind, "") if self.source.startswith("{", end) else ""
                if kind != "footnote" and not between:
                    self.pairs.append(Pair((start, stop), (self.at, end), math=kind == "$"))
                self.emit(end, between)
                return True
        return False

    @property
    def last(self) -> str:
        """The last character that components will read, or nothing."""
        return self.out[-1][-1] if self.out else ""

    @property
    def in_math(self) -> bool:
        """Whether the walk is between dollars."""
        return self.dollars > 0
