"""URLs and what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import FoundLink, register_extensions
from kg.records import LinkKind

Span = tuple[int, int]

_TLD = "com|org|net|io|ai|edu|gov|dev|app|co|me|info|xyz|tech|site|cloud|page|science|cn|de|uk|fr|jp|kr|ch|eu|in|it|nl|ca|au|sg"
_URL = re.compile(
    # A scheme, from which a line break may have torn the rest; a bare host with a path; a bare host of pages.
    rf"""(?P<scheme>https?:\s?//[^\s<>"{{}}|\\^`]+)
      | (?<![\w@./-])(?:www\.[\w-]+\.[\w.-]+(?:/[^\s<>"{{}}|\\^`]*)?
                     |(?:[\w-]+\.)+(?:{_TLD})/[^\s<>"{{}}|\\^`]+
                     |(?:[\w-]+\.)+(?:github\.io|gitlab\.io|readthedocs\.io|netlify\.app|vercel\.app))(?![\w@])""",
    re.VERBOSE | re.ASCII,
)
_TRAILING = ".,;:!?'\"*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def find_urls(text: str) -> Iterator[Span]:
    """The spans of all URLs in `text`, without trailing punctuation and brackets that they do not open."""
    for match in _URL.finditer(text):
        start, end = match.span()
        cut = re.search(r"[)\]]\(", text[start:end])
        end = start + cut.start() if cut else end
        while end > start and (text[end - 1] in _TRAILING or _unopened(text, start, end)):
            end -= 1
        if end - start > 8:
            yield start, end


def _unopened(text: str, start: int, end: int) -> bool:
    closing = text[end - 1]
    if closing not in _PAIRS:
        return False
    return text.count(_PAIRS[closing], start, end) < text.count(closing, start, end)


# What a sentence says of its link, asked in this order: the first that fits gives the kind.
_KINDS: tuple[tuple[LinkKind, re.Pattern[str]], ...] = (
    (
        LinkKind.CODE,
        re.compile(r"\b(?:codes?|codebase|implementations?|source|software|repo(?:sitory)?|github)\b", re.I),
    ),
    (LinkKind.DATA, re.compile(r"\b(?:data(?:sets?)?|benchmarks?|corpus|corpora|annotations?)\b", re.I)),
    (LinkKind.DEMO, re.compile(r"\bdemos?\b", re.I)),
    (
        LinkKind.PROJECT,
        re.compile(r"\b(?:project|web\s?(?:page|site)|home\s?page|page|site|results|videos?)\b", re.I),
    ),
)


def kind_of(sentence: str, url: str) -> LinkKind:
    """What `url` leads to, as `sentence` says."""
    words = sentence.replace(url, " ")
    for kind, pattern in _KINDS:
        if pattern.search(words):
            return kind
    return LinkKind.OTHER


class Links:
    """Fills `doc._.links`.

    Extensions: `doc._.links`, a list of `FoundLink`.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the URLs and read the sentence around each."""
        doc._.links = []
        for start, end in find_urls(doc.text):
            span = doc.char_span(start, end, alignment_mode="expand")
            sentence = span.sent.text if span is not None else ""
            doc._.links.append(FoundLink((start, end), kind_of(sentence, doc.text[start:end])))
        return doc


@Language.factory("sotagraph_links", requires=["doc.sents"], assigns=["doc._.links"])
def create_links(nlp: Language, name: str) -> Links:  # noqa: ARG001 - spaCy calls by keyword
    """Make the component."""
    register_extensions()
    return Links()
