from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.components.folded import FoldedIndex, split_pieces
from ontology.folding import fold

NAMES = ("MS COCO", "CIFAR-10", "PFGM++", "Fréchet Inception Distance", "GANs", "C#", "AP@0.5", "β-VAE")
FILLER = ("the", " ", "-", "++", ". ", "coco", "10", "s", "COCO", "ms", "gan", "β", "é", "\n", "(", "1")


def find(text: str) -> list[tuple[int, int, str]]:
    index = FoldedIndex((name, name) for name in NAMES)
    return [
        (start, end, name) for start, end, names in index.matches(text, split_pieces(text)) for name in names
    ]


@given(st.lists(st.sampled_from(NAMES + FILLER), max_size=30).map("".join))
def test_every_match_folds_to_its_name(text: str) -> None:
    """What is found stands for the name, between word borders."""
    for start, end, name in find(text):
        assert fold(text[start:end]) == fold(name)
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


@given(st.sampled_from(NAMES), st.sampled_from((" ", "-", "  the ")), st.sampled_from(("", ".", " of", ")")))
def test_every_name_is_found_where_it_stands(name: str, before: str, after: str) -> None:
    """A name is found in any company, also in capitals and with a plural s."""
    for surface in (name, name.upper(), name + "s" if name[-1].isalpha() and name[-1] != "s" else name):
        text = f"On{before}{surface}{after}"
        start = text.index(surface)

        assert (start, start + len(surface), name) in find(text)


def test_a_name_does_not_go_on_beyond_a_sentence() -> None:
    """Pieces on either side of a full stop are no name together."""
    assert find("for MS. COCO") == []
