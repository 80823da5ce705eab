"""URLs and what they lead to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import FoundLink, register_extensions
from kg.records import LinkKind

NAME = "sotagraph_links"

Span = tuple[int, int]

_PATH = r"[^\s<>\"{}|\\^`]"
_HOST = r"(?:[\w-]+\.)+"
_DOMAINS = (
    "com|org|net|io|ai|edu|gov|dev|app|co|me|info|xyz|tech|site|cloud|page|science"
    "|cn|de|uk|fr|jp|kr|ch|eu|in|it|nl|ca|au|sg"
)
_PAGES = r"(?:github|gitlab|readthedocs)\.io|(?:netlify|vercel|streamlit)\.app|pages\.dev|hf\.space"
_URL = re.compile(
    # With a scheme, whose `//` or whose path a line break may have torn off; without one, a host of the
    # web, a known domain with a path, or a host of pages.
    rf"""https?:[ ]?//{_HOST}\w+/[ ][\w.-]+/{_PATH}+
      | https?:[ ]?//{_PATH}+
      | (?<![\w@./-])(?:www\.[\w-]+\.[\w.-]+(?:/{_PATH}*)?
                       |{_HOST}(?:{_DOMAINS})/{_PATH}+
                       |{_HOST}(?:{_PAGES})(?![\w@]))""",
    re.VERBOSE | re.ASCII,
)
_TRAILING = ".,;:!?'\"*_~"
_PAIRS = {")": "(", "]": "["}
_MARKDOWN = re.compile(r"[)\]]\(")  # `[address](address)`


def find_urls(text: str) -> Iterator[Span]:
    """The spans of all URLs in `text`, without trailing punctuation and brackets that they do not open."""
    opening = 0
    for closing in (*(joint.start() for joint in _MARKDOWN.finditer(text)), len(text)):
        for match in _URL.finditer(text, opening, closing):
            start, end = match.start(), _trimmed(text, *match.span())
            if "." in text[start:end]:
                yield start, end
        opening = closing


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the URL ends that matched up to `end`."""
    unopened = {
        closing: text.count(closing, start, end) - text.count(opening, start, end)
        for closing, opening in _PAIRS.items()
    }
    while end > start and (text[end - 1] in _TRAILING or unopened.get(text[end - 1], 0) > 0):
        end -= 1
        if text[end] in unopened:
            unopened[text[end]] -= 1
    return end


# The words before a link that say what it leads to; the first of them counts, as in `data and code at`.
_PAGE = re.compile(r"\b(?:project|home|web)[ -]?(?:page|site)s?\b", re.IGNORECASE)
_CODE = re.compile(
    r"\b(?:codes?|codebases?|implementations?|source|software|librar(?:y|ies)|packages?|toolkits?|scripts?)\b",
    re.IGNORECASE,
)
_CUES = re.compile(
    rf"""(?P<code>{_CODE.pattern})
       | \b(?:(?P<data>data|data[ ]?sets?|benchmarks?|corpus|corpora|annotations?)
             |(?P<demo>demos?|demonstrations?)
             |(?P<project>videos?|visuali[sz]ations?|qualitative|details?|projects?|pages?|see))\b""",
    re.VERBOSE | re.IGNORECASE,
)

# Where the words say nothing, the host does.
_CODE_HOST = re.compile(r"\b(?:github|gitlab|bitbucket)\.(?:com|org)/|4open\.science/r/|pypi\.org/")
_HOSTS: tuple[tuple[LinkKind, re.Pattern[str]], ...] = (
    (LinkKind.DATA, re.compile(r"huggingface\.co/datasets/|kaggle\.com/|zenodo\.org/|figshare\.com/")),
    (LinkKind.DEMO, re.compile(r"huggingface\.co/spaces/|hf\.space|streamlit\.app|youtu\.?be")),
    (LinkKind.CODE, _CODE_HOST),
    (LinkKind.PROJECT, re.compile(rf"(?:{_PAGES})|sites\.google\.com/")),
)


def kind_of(before: str, url: str) -> LinkKind:
    """What `url` leads to, as the words `before` it in its sentence say, or else its host.

    A repository holds code where code is spoken of at all (`our dataset and code`).
    """
    if _CODE.search(before) and _CODE_HOST.search(url):
        return LinkKind.CODE
    if _PAGE.search(before):
        return LinkKind.PROJECT
    if cue := _CUES.search(before):
        return LinkKind(str(cue.lastgroup))
    return next((kind for kind, pattern in _HOSTS if pattern.search(url)), LinkKind.OTHER)


class Links:
    """Find URLs and what they lead to.

    What:
        URLs with and without a scheme, also those that a line break tore. The kind is what the sentence
        says before the link and after the link before it (`code at A, data at B`).

    Examples:
        `Code: https://github.com/a/b.` gives a link to code that ends before the stop.

    Sets:
        `doc._.links`, a list of `FoundLink` in the order of the text.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the URLs and read the words before each."""
        register_extensions()
        text = doc._.text
        starts = [sentence.start_char for sentence in doc.sents]
        doc._.links = []
        kinds: dict[str, LinkKind] = {}
        previous = 0
        for start, end in find_urls(text):
            begin = max(previous, starts[bisect_right(starts, start) - 1])
            url = text[start:end]
            # An address that is repeated (`\href{A}{A}`) has no words of its own before it.
            kind = kinds.setdefault(url, kind_of(text[begin:start], url))
            doc._.links.append(FoundLink((start, end), kind))
            previous = end
        return doc


@Language.factory(NAME, requires=["doc.sents"], assigns=["doc._.links"])
def create_links(nlp: Language, name: str) -> Links:  # noqa: ARG001 - spaCy asks for it
    """Make the component."""
    register_extensions()
    return Links()
