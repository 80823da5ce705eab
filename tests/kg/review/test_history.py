"""What is told of decisions, those that count and those that do not."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import RdfFormat

from kg.rdf.interop import to_rdflib
from kg.rdf.shapes import findings
from kg.reader import Reader
from kg.records import Verdict
from kg.remove import remove
from kg.review import Signature, correct_result, merge, reject, undo
from tests.kg.review.meadow import MOON, SLAM, SUN, M, found_otherwise
from tests.kg.review.seen import ADA, SUN_IRI, decide_about_much, entity, result_of, told


def test_decisions_and_history_fit_the_shapes_and_repeat_no_statement(store) -> None:
    """No statement is in two graphs, undone decisions included."""
    decide_about_much(store)
    undo(store, 2, ADA)
    undo(store, 6, ADA)

    with Reader(store) as reader:
        quads = list(reader.snapshot().store)

    assert len({quad.triple for quad in quads}) == len(quads)
    told = [quad for quad in quads if str(quad.graph_name).rstrip(">").endswith(("decisions", "history"))]
    assert findings(to_rdflib(told)) == {}


def test_the_history_tells_who_did_what_when_and_why_after_undoing_too(store) -> None:
    """And what was stated before."""
    iri = result_of(store, "91.5").iri
    bo = Signature("Bo", "It is 92.", "2026-01-02T03:04:05Z")
    correct_result(store, iri, {"value": "92"}, bo)
    undo(store, 1, ADA)

    correction, undoing = told(store, iri)

    assert (correction.by, correction.why, correction.at) == ("Bo", "It is 92.", "2026-01-02T03:04:05Z")
    assert (correction.verdict, correction.undone_by, correction.in_effect) == (Verdict.CORRECT, 2, False)
    assert correction.formerly["value"] == "91.5"
    assert [(c.slot, c.before, c.after) for c in correction.corrections] == [
        ("value", "91.5", "92"),
        ("valueText", "91.5", "92"),
    ]
    assert (undoing.verdict, undoing.undoes, undoing.in_effect) == (Verdict.UNDO, correction.iri, True)


def test_an_undoing_can_be_undone(store, facts) -> None:
    """Then the decision counts again."""
    merge(store, entity(M, "LunaNet"), entity(M, "MoonNet"), ADA)
    merged = facts(store)
    undo(store, 1, ADA)

    undo(store, 2, ADA)

    assert facts(store) == merged
    assert [row.undone_by for row in told(store)] == [None, 3, None]


def test_the_history_graph_says_what_ended_and_what_was_revised(store) -> None:
    """In the terms of PROV-O, for those decisions that count."""
    wrong, corrected = result_of(store, "70.2").iri, result_of(store, "91.5").iri
    reject(store, wrong, ADA)
    correct_result(store, corrected, {"value": "92"}, ADA)
    ask = """
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?fact ?who ?revised WHERE { GRAPH ?history {
          { ?fact prov:wasInvalidatedBy ?review . FILTER (CONTAINS(STR(?fact), "/result/")) }
          UNION { ?fact prov:wasRevisionOf ?revised . ?revised prov:wasInvalidatedBy ?review }
          ?review prov:wasAssociatedWith ?who .
        } }
    """

    def ended() -> set[tuple[str, bool]]:
        with Reader(store) as reader:
            found = reader.snapshot().store.query(ask)
            return {(row["fact"].value, row["revised"] is not None) for row in found}  # type: ignore[union-attr]

    assert ended() == {(wrong, False), (corrected, True)}
    undo(store, 1, ADA)
    undo(store, 2, ADA)
    assert ended() == set()


def test_what_is_decided_about_a_removed_paper_stays_and_says_nothing_of_it(store, meadow, published) -> None:
    """It is listed as without effect, and counts again when the paper comes back."""
    wrong = result_of(store, "91.5").iri
    reject(store, wrong, ADA)
    seen = published(store)

    remove(store, [SUN_IRI])

    (row,) = told(store)
    assert (row.in_effect, row.undone_by, dict(row.formerly)) == (False, None, {})
    assert not any("CIFAR-10" in line for line in published(store))
    meadow()
    assert published(store) == seen


def test_what_is_decided_about_an_older_text_is_without_effect(store, meadow, published) -> None:
    """Offsets of another text would mean something else, so the decision waits."""
    reject(store, result_of(store, "91.5").iri, ADA)
    newer = replace(SUN[0], abstract="We now say: " + SUN[0].abstract)
    shifted = found_otherwise((newer, SUN[1]), text_digest=newer.text_digest, entities=(), results=())

    meadow(shifted, MOON, SLAM)

    assert [row.in_effect for row in told(store)] == [False]
    before = published(store)
    remove(store, [SUN_IRI])
    meadow(shifted)
    assert published(store) == before
    meadow()
    assert [row.in_effect for row in told(store)] == [True]


def test_a_decision_is_written_in_every_syntax(store) -> None:
    """What strangers write in a decision breaks no syntax."""
    hard = Signature('A"da <b>\n\\', "Because \"'}> ; DROP GRAPH \u202e \U0001f319\t.")
    reject(store, result_of(store, "91.5").iri, hard)

    with Reader(store) as reader:
        graph = reader.snapshot().store
        for syntax in (RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD):
            assert graph.dump(format=syntax)
    (row,) = told(store)
    assert (row.by, row.why) == (hard.by, hard.why)
