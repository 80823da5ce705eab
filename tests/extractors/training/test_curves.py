"""Confidences mapped to how often they were right."""

from __future__ import annotations

from pathlib import Path

from extractors.judging.curves import Curves
from extractors.training.curves import fit_curves, map_held_out
from kg.records import Paper

COUNT = 400


def paper(number: int) -> Paper:
    return Paper("A title", f"We propose ZorbNet {number}.", "jsonl", str(number))


def note(number: int, *, right: bool, said: float) -> dict[str, object]:
    form = "ZorbNet" if right else "propose"
    entity = {
        "type": "Method",
        "name": form,
        "mentions": [form],
        "role": "proposed",
        "mention_confidences": [said],
        "role_confidence": said,
    }
    return {"id": str(number), "entities": [entity], "results": [], "links": []}


PAPERS = {str(i): paper(i) for i in range(COUNT)}
GOLD = {str(i): note(i, right=True, said=1.0) for i in range(COUNT)}
# Sure and right, or unsure and right one time of four.
SURE = {str(i): note(i, right=True, said=0.95) for i in range(1, COUNT, 2)}
FOUND = SURE | {str(i): note(i, right=i % 8 == 0, said=0.5) for i in range(0, COUNT, 2)}


def test_a_confidence_becomes_the_share_that_was_right() -> None:
    """Of mentions and of roles alike."""
    curves = fit_curves(PAPERS, GOLD, FOUND)
    for fact in ("mentions", "roles"):
        assert curves.at(fact, 0.95) == 1.0
        assert curves.at(fact, 0.5) == 0.25


def test_each_paper_is_mapped_by_what_was_right_in_the_others() -> None:
    """A fold in which everything is wrong does not know so itself."""
    folds = {key: int(key) % 5 for key in PAPERS}
    found = FOUND | {key: note(int(key), right=False, said=0.95) for key, fold in folds.items() if fold == 0}
    mapped = map_held_out(folds, PAPERS, GOLD, found)
    said = mapped["5"]["entities"][0]["mention_confidences"]
    assert said == [1.0]
    assert mapped.keys() == PAPERS.keys()


def test_curves_come_back_as_they_were_written(tmp_path: Path) -> None:
    """From the file of the model."""
    curves = fit_curves(PAPERS, GOLD, FOUND)
    curves.write(tmp_path / "curves.json")
    assert Curves.read(tmp_path / "curves.json") == curves
