"""Decisions about results."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.data_directory import DataDirectory
from kg.review import accept, correct_result, reject, undo
from tests.kg.review.meadow import MOON, SLAM, SUN, D, M, T, found_otherwise
from tests.kg.review.seen import ADA, entity, result_of, results


def test_a_rejected_result_stays_away_from_later_extractions_and_returns_when_undone(
    store, meadow, facts, tmp_path
) -> None:
    """Another version of the model finds it again, with more slots filled, and it is not shown."""
    wrong = result_of(store, "91.5")
    better = found_otherwise(
        SUN,
        results=tuple(replace(r, condition="T=10", confidence=0.95) for r in SUN[1].results),
    )
    done = reject(store, wrong.iri, ADA)

    meadow(better, MOON, SLAM, version="2")

    assert done.papers == 1
    assert {row.value for row in results(store)} == {Decimal("70.2"), Decimal("88.1")}
    undo(store, done.decision.number, ADA)
    assert result_of(store, "91.5").iri == wrong.iri
    fresh = DataDirectory(tmp_path / "fresh")
    meadow(better, MOON, SLAM, version="2", directory=fresh)
    assert facts(store) == facts(fresh)


def test_a_rejected_result_stays_away_though_its_place_is_told_otherwise(store, meadow) -> None:
    """Of two results in one place, whose IRIs say what they are about, the wrong one is still known."""
    wrong = result_of(store, "91.5")
    reject(store, wrong.iri, ADA)
    also = replace(SUN[1].results[0], dataset="ImageNet")

    meadow(found_otherwise(SUN, results=(*SUN[1].results, also)), MOON, SLAM, version="2")

    (left,) = [row for row in results(store) if row.value == Decimal("91.5")]
    assert left.iri != wrong.iri
    assert left.dataset == entity(D, "ImageNet")


def test_an_accepted_result_is_sure_and_stays_though_a_later_extraction_lacks_it(store, meadow) -> None:
    """Its entities come with it; undone, it goes with what only it named."""
    row = result_of(store, "91.5")
    done = accept(store, row.iri, ADA)
    assert result_of(store, "91.5").confidence == 1

    poorer = found_otherwise(
        SUN,
        results=(),
        entities=tuple(e for e in SUN[1].entities if e.name != "accuracy"),
    )
    meadow(poorer, MOON, SLAM, version="2")

    kept = result_of(store, "91.5")
    assert (kept.iri, kept.metric, kept.dataset) == (row.iri, row.metric, row.dataset)
    undo(store, done.decision.number, ADA)
    assert [row.value for row in results(store)] == [Decimal("88.1")]


def test_a_corrected_result_keeps_its_iri_and_its_corrections(store, meadow) -> None:
    """Corrected slots hold over a later extraction, which may fill in the others."""
    row = result_of(store, "91.5")
    correct_result(store, row.iri, {"value": "95.10", "method": "MoonNet", "unit": "%"}, ADA)

    tuned = tuple(replace(r, condition="tuned") for r in SUN[1].results)
    meadow(found_otherwise(SUN, results=tuned), MOON, SLAM, version="2")

    now = result_of(store, "95.1")
    assert (now.iri, now.method, now.unit, now.value_text) == (row.iri, entity(M, "MoonNet"), "%", "95.10")
    assert (now.condition, now.dataset, now.confidence) == ("tuned", row.dataset, 1)


def test_a_slot_can_be_emptied(store) -> None:
    """A result without a value is a claim, and a value makes it a score again."""
    row = result_of(store, "91.5")

    correct_result(store, row.iri, {"value": None, "dataset": None}, ADA)

    (claim,) = (row for row in results(store) if row.value is None)
    assert (claim.iri, claim.value, claim.dataset) == (row.iri, None, None)
    correct_result(store, row.iri, {"value": "12"}, ADA)
    assert result_of(store, "12").kind == "absolute"


def test_a_method_of_another_paper_can_be_the_right_one(store) -> None:
    """What the graph knows can stand in a slot, though the paper was not found to name it."""
    row = result_of(store, "91.5")

    correct_result(store, row.iri, {"method": "SLAM", "task": "sampler"}, ADA)

    now = result_of(store, "91.5")
    assert now.method == entity(M, "SLAM")
    assert now.task == entity(T, "sampler")
