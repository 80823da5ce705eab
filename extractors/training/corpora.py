"""Public corpora with spans of our four types: what a tagger can learn from before it sees our annotations.

A corpus is a file of JSON Lines with `tokens` and `spans`, `[first token, one past the last, label]`; that of
whole papers also has `sentences`. Their annotators' rules differ from ours: they mark general terms too.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.sources.files import read_lines, where
from kg.errors import InputError, RecordInvalid, SettingInvalid, SourceMissing
from ontology.types import EntityType

#: The length of a segment in tokens: about that of an abstract.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus by its name, which is that of its file without `.jsonl.gz`.

    Args:
        licence: Of the annotations.
        shippable: Whether a model that learned from it may be passed on.
        held_out: Whether it is there for measuring, never for learning.
        other_labels: Labels of things that we do not look for.
    """

    name: str
    licence: str
    shippable: bool = True
    held_out: bool = False
    other_labels: frozenset[str] = frozenset()


_SCIERC = ("research use", False)
_SCIERC_LABELS = frozenset({"Generic", "OtherScientificTerm"})

CORPORA: Mapping[str, Corpus] = {
    corpus.name: corpus
    for corpus in (
        # Jain et al. 2020, SciREX: whole papers.
        Corpus("scirex.train", "Apache-2.0"),
        # Hou et al. 2021, TDMSci: sentences of papers on language, no methods.
        Corpus("tdmsci.train", "Apache-2.0"),
        Corpus("tdmsci.test", "Apache-2.0", held_out=True),
        # Luan et al. 2018, SciERC: sentences of abstracts.
        Corpus("scierc.train", *_SCIERC, other_labels=_SCIERC_LABELS),
        Corpus("scierc.dev", *_SCIERC, held_out=True, other_labels=_SCIERC_LABELS),
        Corpus("scierc.test", *_SCIERC, held_out=True, other_labels=_SCIERC_LABELS),
    )
}


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A name, from the token `start` to before the token `end` of its segment."""

    start: int
    end: int
    type: EntityType


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a run of sentences of one paper, with the names in it."""

    tokens: tuple[str, ...]
    spans: tuple[TokenSpan, ...]


def check_shippable(names: Iterable[str]) -> None:
    """See that a model that learned from these corpora may be passed on.

    Raises:
        SettingInvalid: A name is of no corpus, or of one that must not be learned from.
    """
    for name in names:
        corpus = _corpus(name)
        if not corpus.shippable:
            raise _refused(name, f"its licence ({corpus.licence}) does not allow a model that is passed on")
        if corpus.held_out:
            raise _refused(name, "it is there for measuring")


def corpus_path(folder: Path, name: str) -> Path:
    """The file of the corpus.

    Raises:
        SettingInvalid: It is no name of a corpus.
        SourceMissing: The folder does not have it.
    """
    path = folder / f"{_corpus(name).name}.jsonl.gz"
    if not path.is_file():
        raise SourceMissing(
            f"The folder of public corpora has no {path.name}.",
            where=str(folder),
            remedy="Put it there, or leave it out of the setting public.corpora.",
        )
    return path


def read_corpus(folder: Path, name: str, longest: int = LONGEST) -> Iterator[Segment]:
    """The segments of a corpus, in its order; every token and every span of our types is in exactly one.

    Args:
        folder: Where the files are.
        name: A name in `CORPORA`.
        longest: How many tokens a segment has at most, as long as no name is longer.

    Raises:
        InputError: The corpus is not known or not there, or one of its lines cannot be used.
    """
    corpus, path = _corpus(name), corpus_path(folder, name)
    for line in read_lines(path):
        if isinstance(line, InputError):
            raise line
        place = where(path, line.number)
        try:
            record = json.loads(line.text)
            tokens, spans = list(map(_word, record["tokens"])), _spans(record, corpus)
            sentences = [int(end) for _, end in record.get("sentences", [])]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise RecordInvalid(
                f"This is no record of the corpus ({type(error).__name__}: {error}).",
                where=place,
                remedy="Write an object with tokens, and spans as [first token, one past the last, label].",
            ) from None
        yield from split(tokens, spans, sentences, longest)


def _spans(record: Mapping[str, Any], corpus: Corpus) -> list[TokenSpan]:
    spans = []
    for start, end, label in record["spans"]:
        if not 0 <= start < end <= len(record["tokens"]):
            raise ValueError(f"the span {[start, end]} is not within its tokens")
        if label not in corpus.other_labels:
            spans.append(TokenSpan(start, end, EntityType(label)))
    return sorted(spans, key=lambda span: (span.start, span.end))


def _word(token: object) -> str:
    if not isinstance(token, str) or not token:
        raise ValueError(f"{token!r} is no token")
    return token


def split(
    tokens: Sequence[str], spans: Sequence[TokenSpan], sentences: Sequence[int], longest: int
) -> Iterator[Segment]:
    """Cut a text into runs of whole sentences; a sentence that is too long is cut between its names.

    Args:
        tokens, spans: Of the text.
        sentences: Where each sentence ends.
        longest: How many tokens a segment has at most, as long as no name is longer.
    """
    inside = {at for span in spans for at in range(span.start + 1, span.end)}
    free = [at for at in range(1, len(tokens) + 1) if at not in inside]
    ends = [end for end in sorted(sentences) if end not in inside]
    start = 0
    while start < len(tokens):
        stop = len(tokens)
        if stop - start > longest:
            stop = (
                _last(ends, start, longest) or _last(free, start, longest) or free[bisect_right(free, start)]
            )
        names = (span for span in spans if start <= span.start < stop)
        moved = (TokenSpan(name.start - start, name.end - start, name.type) for name in names)
        yield Segment(tuple(tokens[start:stop]), tuple(moved))
        start = stop


def _last(places: Sequence[int], start: int, longest: int) -> int | None:
    """The last of the places in `(start, start + longest]`."""
    index = bisect_right(places, start + longest) - 1
    return places[index] if index >= 0 and places[index] > start else None


def _corpus(name: str) -> Corpus:
    corpus = CORPORA.get(name)
    if corpus is None:
        raise SettingInvalid(
            f"There is no corpus {name!r}.",
            where="public.corpora",
            remedy=f"Those that can be read are {', '.join(CORPORA)}.",
        )
    return corpus


def _refused(name: str, why: str) -> SettingInvalid:
    return SettingInvalid(
        f"The corpus {name} cannot be learned from: {why}.",
        where="public.corpora",
        remedy="Leave it out.",
    )
