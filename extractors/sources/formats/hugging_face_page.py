"""A Hugging Face page of papers (a collection, a search, the daily papers) saved as text.

What is known of such a page is its structure alone: a title on a line, a blank line, the abstract on a
line. Around the papers stands what the site shows beside them: buttons, dates, by-lines, counts. Those
are short lines, and each is followed by another short line; the short line before an abstract is its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from extractors.sources.characters import Cleaner
from extractors.sources.files import Line, read_lines, where
from extractors.sources.limits import check_lengths
from kg.errors import InputError, RecordInvalid
from kg.records import Paper

#: Titles have at most about 220 characters and abstracts at least about 300.
_LONG = 250
_SENTENCES = re.compile(r"\S[.!?] +[A-Z\d].*[.!?\"')]\Z", re.DOTALL)
_SHORTEST = 160
#: Prose has fewer; minified code has no spaces.
_LETTERS_A_WORD = 15
# What starts a line of Markdown, HTML, JSON or code, none of which starts a title.
_MARKED = re.compile(r"[#>|<{}\[]|[-*+] |\d+\. |```|//")


def is_paragraph(line: str) -> bool:
    """Whether the line can be an abstract: prose that is long, or not short and of several sentences."""
    if len(line) < _SHORTEST or len(line) > _LETTERS_A_WORD * len(line.split()):
        return False
    return len(line) >= _LONG or _SENTENCES.search(line) is not None


class HuggingFacePage:
    """The format `hugging-face-page`."""

    name = "hugging-face-page"

    def recognises(self, path: Path, head: str) -> bool:  # noqa: ARG002 - the structure says it
        """Whether most long lines follow a short one and most of the text is in such pairs."""
        lines = [line.strip() for line in head.split("\n")]
        lines = [line for line in lines if line]
        pairs = [
            (before, line)
            for before, line in zip(["", *lines], lines, strict=False)
            if is_paragraph(line) and before and not is_paragraph(before) and not _MARKED.match(before)
        ]
        paragraphs = sum(map(is_paragraph, lines))
        inside = sum(len(before) + len(line) for before, line in pairs)
        return len(pairs) > 0.6 * paragraphs and inside > 0.6 * sum(map(len, lines))

    def read(self, path: Path) -> Iterator[Paper | InputError]:
        """The papers of the page; a second paragraph of an abstract is joined to the first with a newline."""
        title: Line | None = None
        paper: tuple[Line, list[str]] | None = None
        for line in read_lines(path):
            if isinstance(line, InputError):
                yield line
                continue
            text = line.text.strip()
            if not text:
                continue
            if not is_paragraph(text):
                if paper is not None:
                    yield self._paper(path, *paper)
                title, paper = Line(line.number, text), None
            elif paper is not None:
                paper[1].append(text)
            elif title is not None:
                paper = (title, [text])
            else:
                yield RecordInvalid(
                    "A paragraph without a title before it.",
                    where=where(path, line.number),
                    remedy="Put the title on a line of its own above it.",
                )
        if paper is not None:
            yield self._paper(path, *paper)

    def _paper(self, path: Path, title: Line, abstract: list[str]) -> Paper | InputError:
        clean = Cleaner()
        paper = Paper(
            title=clean(title.text),
            abstract=clean("\n".join(abstract)),
            source=self.name,
            replaced=clean.replaced,
        )
        return check_lengths(paper, where(path, title.number))


SOURCE = HuggingFacePage()
