"""The trained tagger as a component."""

from __future__ import annotations

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import register_extensions
from extractors.tagger.features import read_features
from extractors.tagger.session import TaggerSession
from extractors.tagger.words import Words, read_words
from kg.records import EntityType

NAME = "sotagraph_tagger"

# The longest of a hundred thousand papers has half of them; the rules alone read what is longer, since what a
# network says of each pair of words takes room with the square of their number.
_MOST_WORDS = 2_000


@Language.factory(
    NAME,
    requires=["doc._.candidates", "doc._.entities", "doc._.quantities"],
    assigns=["doc._.tagging"],
)
def create_tagger(nlp: Language, name: str) -> Tagger:  # noqa: ARG001 - spaCy calls by keyword
    """Make the component; it says nothing until `use` gives it a network."""
    return Tagger(name)


class Tagger:
    """Read the text with a small transformer that sees what the rules found.

    What:
        For each word the probabilities of beginning or continuing a mention of each type, and of each role;
        for each number and data set whether it carries a result, and which words its slots point to.

    Sets:
        `doc._.tagging`, a `Tagging`; left None without a network.

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name
        self._session: TaggerSession | None = None

    def use(self, session: TaggerSession) -> None:
        """Tag with this network from now on."""
        self._session = session

    def __call__(self, doc: Doc) -> Doc:
        """Set the tagging."""
        if self._session is not None:
            words = read_words(doc)
            if len(words) <= _MOST_WORDS:
                doc._.tagging = self._session(words, read_features(doc, words), anchor_words(doc, words))
        return doc


def anchor_words(doc: Doc, words: Words) -> list[int]:
    """The words that may carry a result: the first of each number and of each mention of a data set."""
    firsts = [quantity.number[0] for quantity in doc._.quantities]
    firsts += [
        start for entity in doc._.entities if entity.type is EntityType.DATASET for start, _ in entity.spans
    ]
    found = {bisect_right(words.ends, first) for first in firsts}
    return sorted(word for word in found if word < len(words))
