"""How fast papers are written, beside loading the same quads raw, and linked anew, beside extracting them."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from extractors.extraction import make_extract
from kg import synthetic
from kg.data_directory import DataDirectory
from kg.derived import derive
from kg.identity.iris import Iris
from kg.ingest import ingest
from kg.reader import Reader
from kg.records import Paper
from kg.relink import relink
from kg.store.primary import Primary
from kg.validation import validate
from ontology.vocabulary import Vocabulary, load_vocabulary
from tests.api.conftest import Known
from tests.benchmarks.conftest import Row, seconds

PAPERS = 10_000
#: By so many of them it is reckoned how long extracting all of them takes.
EXTRACTED = 500


def _derive_anew(directory: DataDirectory, target: Path) -> None:
    """What is derived from all papers, into a store of its own."""
    with Reader(directory) as reader:
        catalogue = directory.kept()[-1].catalogue
        derive(Primary(target), Iris(), reader.snapshot(), catalogue, None, ())


def _extracting(papers: list[Paper]) -> float:
    """How many seconds one paper takes, with the model, loading aside."""
    extract = make_extract()
    extract(papers[0])
    return seconds(lambda: [extract(paper) for paper in papers]) / len(papers)


@pytest.mark.benchmark
def test_writing_papers_beside_raw_loading(report: list[Row], tmp_path: Path) -> None:
    """Ingest links, validates, stores, publishes and builds the catalogue; the baseline only loads quads."""
    made = list(synthetic.papers(PAPERS))
    vocabulary: Vocabulary = load_vocabulary()
    checked, unchecked = DataDirectory(tmp_path / "checked"), DataDirectory(tmp_path / "unchecked")
    papers, extract = [paper for paper, _ in made], Known(made)

    with_shapes = seconds(lambda: ingest(papers, extract, checked, vocabulary, validate=validate))
    without = seconds(lambda: ingest(papers, extract, unchecked, vocabulary, validate=None))
    again = seconds(lambda: ingest(papers, extract, unchecked, vocabulary, validate=None))
    # Who relinks holds no ten thousand made-up papers beside, which the collector would walk.
    gc.freeze()
    relinked = seconds(lambda: relink(unchecked, Vocabulary(list(vocabulary)[:-1])))
    derived = seconds(lambda: _derive_anew(unchecked, tmp_path / "derived"))
    gc.unfreeze()
    dump = tmp_path / "quads.nq"
    with Reader(checked) as reader:
        snapshot = reader.snapshot()
        snapshot.store.dump(str(dump), RdfFormat.N_QUADS)
        quads = len(snapshot.store)
    raw = seconds(lambda: Store(str(tmp_path / "raw")).bulk_load(path=str(dump), format=RdfFormat.N_QUADS))

    twentieth = PAPERS * _extracting(papers[:EXTRACTED]) / 20
    loading = f"`bulk_load` of the same {quads:,} quads", raw
    linking = "a twentieth of extracting them", twentieth
    for what, ours, (baseline, theirs) in (
        (f"ingest {PAPERS:,} papers, extraction aside", with_shapes, loading),
        ("the same without SHACL validation", without, loading),
        ("the same input again (nothing changes)", again, loading),
        ("relink all of them after a vocabulary changed", relinked, linking),
        ("derive all their leaderboards, records and support anew", derived, linking),
        ("both", relinked + derived, linking),
    ):
        report.append(
            Row(
                what,
                f"{ours:.1f} s ({PAPERS / ours:,.0f} papers/s)",
                baseline,
                f"{theirs:.1f} s",
                ours / theirs,
            )
        )
    assert quads > PAPERS
