from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from kg.errors import (
    ExtractionFailed,
    FieldInvalid,
    GraphInvalid,
    RecordInvalid,
    SettingInvalid,
    StoreIncompatible,
)
from kg.identity.iris import Iris, paper_graph
from kg.ingest import ingest
from kg.reader import Reader
from kg.records import Mention
from kg.validation import validate
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary


def test_papers_are_stored_and_published(run, pairs, directory) -> None:
    """What was read is what readers see: the papers in the graph, the catalogue and the manifest."""
    summary = run(paper for paper, _ in pairs)

    assert (summary.read, summary.new, summary.changed, summary.unchanged, summary.failed) == (
        24,
        24,
        0,
        0,
        0,
    )
    assert summary.published
    with Reader(directory) as reader:
        snapshot = reader.snapshot()
        assert snapshot.id == summary.snapshot
        assert snapshot.manifest.papers == 24
        assert snapshot.catalogue.value("SELECT count(*) FROM paper") == 24
        names = {str(node.value) for node in snapshot.store.named_graphs()}
        assert sum(name.endswith("/graph") and "/paper/" in name for name in names) == 24


def test_the_same_input_again_changes_nothing(run, pairs, directory, extract, published) -> None:
    """A second run finds every paper unchanged, extracts nothing and publishes nothing."""
    first = run(paper for paper, _ in pairs)
    quads = published(directory)
    extract.calls = 0

    second = run(paper for paper, _ in pairs)

    assert (second.new, second.changed, second.unchanged) == (0, 0, 24)
    assert (second.snapshot, second.published) == (first.snapshot, False)
    assert extract.calls == 0
    assert len(directory.kept()) == 1
    assert published(directory) == quads


def test_papers_of_the_synthetic_generator_are_valid(run, pairs) -> None:
    """Papers that the shapes accept are stored when they are checked, too."""
    summary = run([paper for paper, _ in pairs[:20]], validate=validate)

    assert (summary.new, summary.failed) == (20, 0)


def twins(pairs):
    """Every paper once more from a second source: by identifier under another title, or by title alone."""
    for paper, _ in pairs:
        if paper.identifiers:
            yield replace(
                paper,
                source="other",
                title=f"{paper.title} (extended version)",
                abstract=paper.abstract[:40],
                venue="Workshop",
            )
        else:
            yield replace(paper, source="other", title=paper.title.upper(), date=None, authors=("A. Other",))


def test_two_sources_of_one_paper_are_one_paper(run, pairs) -> None:
    """A shared identifier makes one paper, and so does a shared title."""
    summary = run([*(paper for paper, _ in pairs), *twins(pairs)])

    assert (summary.read, summary.new, summary.merged) == (48, 24, 24)


@pytest.mark.parametrize(("seed", "batch"), [(1, 200), (2, 200), (3, 1), (4, 7)])
def test_the_order_of_papers_and_the_size_of_batches_change_nothing(
    run, pairs, directory, tmp_path, published, monkeypatch, seed, batch
) -> None:
    """Shuffled papers from two sources give the same quads in every graph."""
    papers = [*(paper for paper, _ in pairs), *twins(pairs)]
    run(papers)
    other = type(directory)(tmp_path / "other")

    Random(seed).shuffle(papers)  # noqa: S311
    monkeypatch.setattr("kg.ingest._BATCH", batch)
    run(papers, directory=other, publish_every=15)

    assert published(other) == published(directory)


@pytest.mark.parametrize("seed", [1, 2])
def test_splitting_papers_over_two_runs_changes_nothing(
    run, pairs, directory, tmp_path, published, seed
) -> None:
    """The same quads come of one run and of two, where the twins come in either."""
    twins_by_title = [twin for twin in twins(pairs) if not twin.identifiers]
    same_title = [replace(paper, source="other", venue="W") for paper, _ in pairs if paper.identifiers]
    papers = [*(paper for paper, _ in pairs), *twins_by_title, *same_title]
    run(papers)
    other = type(directory)(tmp_path / "other")

    Random(seed).shuffle(papers)  # noqa: S311
    run(papers[:20], directory=other)
    run(papers[20:], directory=other)

    assert published(other) == published(directory)


def test_a_changed_abstract_replaces_the_papers_graph(run, pairs, directory, published, known) -> None:
    """After a change the quads are those of a store that has only ever seen the new abstract."""
    (first, _), *rest = pairs
    run(paper for paper, _ in pairs)
    newer = replace(first, abstract="Nothing is claimed any more.")

    summary = run([newer], extract=known(pairs))

    assert (summary.changed, summary.new) == (1, 0)
    fresh = type(directory)(directory.path.parent / "fresh")
    # The IRI stays, so the fresh store must get it from the same title.
    run([newer, *(paper for paper, _ in rest)], directory=fresh)
    assert published(directory) == published(fresh)


def test_metadata_change_without_extracting_again(run, pairs, extract) -> None:
    """Another venue changes the paper, but its text is not read again."""
    paper = pairs[0][0]
    run([paper])
    extract.calls = 0

    summary = run([replace(paper, venue="A new venue")])

    assert summary.changed == 1
    assert extract.calls == 0


def test_a_newer_extractor_extracts_again(run, pairs, known) -> None:
    """Papers extracted by another version are changed, since their graphs say so."""
    run(paper for paper, _ in pairs[:5])

    summary = run((paper for paper, _ in pairs[:5]), extract=known(pairs, version="2"))

    assert summary.changed == 5


def test_a_paper_twice_in_one_run_does_not_flip(run, pairs) -> None:
    """Of two records with one key the same one wins in every run and in either order."""
    paper = pairs[0][0]
    versions = [paper, replace(paper, venue="One"), replace(paper, venue="Two")]
    first = run(versions)

    second = run(reversed(versions))

    assert (first.new, first.merged) == (1, 2)
    assert (second.unchanged, second.changed, second.published) == (1, 0, False)


def test_errors_among_the_papers_are_counted_and_listed(run, pairs) -> None:
    """A wrong record is refused with its error; the others are kept."""
    wrong = RecordInvalid("no title", where="papers.jsonl, line 7")

    summary = run([pairs[0][0], wrong, pairs[1][0]])

    assert (summary.read, summary.new, summary.failed) == (3, 2, 1)
    assert summary.errors == (wrong,)


def test_a_field_that_is_left_out_is_listed_without_a_record_of_its_own(run, pairs) -> None:
    """The paper that has it is read, new and not failed."""
    wrong = FieldInvalid("no date", where="papers.jsonl, line 1")

    summary = run([wrong, pairs[0][0]])

    assert (summary.read, summary.new, summary.failed, summary.left_out) == (1, 1, 0, 1)
    assert summary.errors == (wrong,)


def test_a_record_that_utf8_cannot_carry_is_refused(run, pairs) -> None:
    """A lone surrogate that a source let through concerns only its own record."""
    summary = run([replace(pairs[0][0], abstract="\ud800"), pairs[1][0]])

    assert (summary.new, summary.failed) == (1, 1)
    assert isinstance(summary.errors[0], RecordInvalid)


class Breaks:
    """Has an error as its answer for one text, or raises what is none of ours; passes the others on."""

    def __init__(self, extract, text_digest: str, error: BaseException) -> None:
        self._extract, self._digest, self._error = extract, text_digest, error
        self.identity = extract.identity

    def map(self, papers):
        return map(self.answer, papers)

    def answer(self, paper):
        if paper.text_digest != self._digest:
            return self._extract.answer(paper)
        if isinstance(self._error, ExtractionFailed):
            return self._error
        raise self._error


def test_papers_are_asked_for_ahead_of_their_batch(run, pairs, extract, monkeypatch) -> None:
    """So that workers have something to read while a batch is validated and written."""
    monkeypatch.setattr("kg.ingest._BATCH", 5)
    asked: list[str] = []
    seen: list[int] = []

    class Eager:
        identity = extract.identity

        def map(self, papers):
            papers = list(papers)
            asked.extend(paper.text_digest for paper in papers)
            return extract.map(papers)

    def validate(_):
        seen.append(len(asked))
        return {}

    run((paper for paper, _ in pairs), extract=Eager(), validate=validate)

    assert seen == [15, 20, 24, 24, 24]
    assert len(set(asked)) == len(asked) == 24


def test_a_text_that_an_earlier_batch_decides_is_extracted_when_it_is_known(
    run, pairs, directory, tmp_path, published, monkeypatch
) -> None:
    """Looked at ahead it is a paper of its own; with the earlier paper stored it is of that one."""
    paper = next(paper for paper, _ in pairs if paper.identifiers)
    longer = replace(paper, source="other", identifiers=(), date=None, abstract=f"{paper.abstract} More.")
    run([paper, longer])
    other = type(directory)(tmp_path / "other")

    monkeypatch.setattr("kg.ingest._BATCH", 1)
    run([longer, paper], directory=other)

    assert published(other) == published(directory)


def test_a_paper_on_which_extraction_fails_is_left_out(run, pairs, extract) -> None:
    """Its error is listed, and the rest of its batch is kept."""
    broken = pairs[3][0]
    error = ExtractionFailed("no value", where=broken.title)

    summary = run(
        (paper for paper, _ in pairs[:10]),
        extract=Breaks(extract, broken.text_digest, error),
    )

    assert (summary.new, summary.failed) == (9, 1)
    assert summary.errors == (error,)


def test_a_paper_that_fails_keeps_its_earlier_version(run, pairs, extract, directory, published) -> None:
    """A new version that cannot be extracted leaves paper, sources and graph as they were."""
    run(paper for paper, _ in pairs[:5])
    before = published(directory)
    newer = replace(pairs[2][0], abstract="This text cannot be read.")

    summary = run([newer], extract=Breaks(extract, newer.text_digest, ExtractionFailed("bad")))

    assert (summary.failed, summary.changed, summary.published) == (1, 0, False)
    assert published(directory) == before
    assert run(paper for paper, _ in pairs[:5]).unchanged == 5


def test_a_paper_whose_graph_is_invalid_is_left_out(run, pairs) -> None:
    """What validation says of a paper is its error; the other papers of the batch are kept."""
    iris = Iris()
    bad = iris.paper(pairs[1][0].title)

    summary = run(
        (paper for paper, _ in pairs[:4]),
        validate=lambda graphs: {bad: ["it has no title"]} if bad in graphs else {},
    )

    assert (summary.new, summary.failed) == (3, 1)
    (error,) = summary.errors
    assert isinstance(error, GraphInvalid)
    assert (error.where, "it has no title" in str(error)) == (bad, True)


def test_an_extraction_with_a_wrong_offset_is_refused(run, pairs, known) -> None:
    """A mention beyond the text never reaches the graph."""
    paper, extraction = pairs[0]
    entity = replace(extraction.entities[0], mentions=(Mention(10**6, 10**6 + 3, "abc"),))
    wrong = replace(extraction, entities=(entity, *extraction.entities[1:]))

    summary = run([paper, pairs[1][0]], extract=known([(paper, wrong), pairs[1]]))

    assert (summary.new, summary.failed) == (1, 1)
    assert isinstance(summary.errors[0], GraphInvalid)


@pytest.mark.parametrize("at", [0, 13])
def test_an_interrupted_run_publishes_nothing_and_is_made_up_for(
    run, pairs, extract, directory, tmp_path, published, at
) -> None:
    """After Ctrl-C readers see what they saw; the next run gives what an undisturbed one gives."""
    run(paper for paper, _ in pairs[:10])
    before = published(directory)
    papers = [paper for paper, _ in pairs]
    interrupt = Breaks(extract, papers[10 + at].text_digest, KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        run(papers, extract=interrupt)
    after = published(directory)
    run(papers)

    assert after == before
    fresh = type(directory)(tmp_path / "fresh")
    run(papers, directory=fresh)
    assert published(directory) == published(fresh)


def test_what_was_stored_but_not_published_is_published_by_the_next_run(
    run, pairs, extract, directory, monkeypatch
) -> None:
    """A run that reads nothing new still publishes what an interrupted one had stored."""
    monkeypatch.setattr("kg.ingest._BATCH", 10)
    papers = [paper for paper, _ in pairs]

    def interrupted():
        yield from papers

    class Late(Breaks):
        def answer(self, paper):
            if extract.calls == 17:
                raise self._error
            return self._extract.answer(paper)

    with pytest.raises(KeyboardInterrupt):
        run(interrupted(), extract=Late(extract, "", KeyboardInterrupt()))
    summary = run([])

    assert (summary.read, summary.published) == (0, True)
    with Reader(directory) as reader:
        assert reader.snapshot().manifest.papers == 10


def test_publishing_every_few_papers(run, pairs, directory) -> None:
    """Each snapshot on the way is whole and holds more than the one before."""
    run((paper for paper, _ in pairs), publish_every=10)

    sizes = []
    for folder in directory.kept():
        directory.current.write_text(folder.id)
        with Reader(directory) as reader:
            snapshot = reader.snapshot()
            assert snapshot.catalogue.value("SELECT count(*) FROM paper") == snapshot.manifest.papers
            sizes.append(snapshot.manifest.papers)
    assert sizes == [10, 20, 24]


def test_other_vocabularies_link_the_papers_of_the_run_anew(run, pairs, directory, published) -> None:
    """A concept that takes a name in changes the papers that use the name, and is published."""
    run(paper for paper, _ in pairs[:20])
    name = next(entity.name for entity in pairs[0][1].entities if entity.type is EntityType.METHOD)
    vocabulary = Vocabulary([Concept(EntityType.METHOD, "known", "The Known Method", aliases=(name,))])

    summary = run((paper for paper, _ in pairs[:20]), vocabulary=vocabulary)

    assert summary.changed >= 1
    assert summary.changed + summary.unchanged == 20
    assert summary.outdated == 0
    assert any("The Known Method" in line for line in published(directory))


def test_papers_that_other_vocabularies_linked_are_counted(run, pairs) -> None:
    """A run that touches some papers says how many others still have their old links."""
    run(paper for paper, _ in pairs[:20])
    vocabulary = Vocabulary([Concept(EntityType.TASK, "new", "A task that no paper has")])

    summary = run((paper for paper, _ in pairs[:5]), vocabulary=vocabulary)

    assert (summary.unchanged, summary.outdated, summary.published) == (5, 15, True)


def test_nothing_is_published_as_long_as_no_paper_was_stored(run, directory) -> None:
    """A run in which every record is wrong leaves readers without a snapshot."""
    summary = run([RecordInvalid("no title")])

    assert (summary.failed, summary.snapshot, summary.published) == (1, None, False)
    assert directory.kept() == []


def test_another_base_is_refused(run, pairs) -> None:
    """IRIs never change, so a store keeps the base that it was made with."""
    run([pairs[0][0]], base="https://example.org/kg/")

    with pytest.raises(StoreIncompatible, match=r"https://example\.org/kg/") as caught:
        run([pairs[1][0]])

    assert caught.value.remedy is not None


def test_a_store_without_papers_takes_another_base(run, pairs) -> None:
    """A first run that stored nothing does not decide on the base."""
    run([], base="https://example.org/typo/")

    assert run([pairs[0][0]], base="https://example.org/kg/").new == 1


def test_an_extraction_in_another_name_is_refused(run, pairs, extract) -> None:
    """What an extractor gives must say that it is by this extractor, or no run would find it unchanged."""

    class Misnamed:
        identity = replace(extract.identity, version="2")

        def map(self, papers):
            return extract.map(papers)

    summary = run([pairs[0][0]], extract=Misnamed())

    assert (summary.failed, summary.new) == (1, 0)
    assert isinstance(summary.errors[0], ExtractionFailed)


def test_iris_begin_with_the_base(run, pairs, directory, published) -> None:
    """Every paper's graph is named below the base that was set."""
    run([pairs[0][0]], base="https://example.org/kg/")

    graph = paper_graph(Iris("https://example.org/kg/").paper(pairs[0][0].title))
    assert any(line.endswith(f"<{graph}> .") for line in published(directory))


@pytest.mark.parametrize("settings", [{"publish_every": 0}, {"base": "no IRI"}])
def test_wrong_settings_are_refused_before_anything_is_made(run, pairs, directory, settings) -> None:
    """A setting that makes no sense leaves no data directory behind."""
    with pytest.raises(SettingInvalid):
        run([pairs[0][0]], **settings)

    assert not directory.path.exists()


def test_progress_counts_up_to_all_records(directory, pairs, extract, vocabulary) -> None:
    """While reading the total is unknown; at the end, all records are dealt with."""
    told: list[tuple[int, int | None]] = []
    wrong = RecordInvalid("no title")

    ingest(
        [wrong, *(paper for paper, _ in pairs[:20])],
        extract,
        directory,
        vocabulary,
        validate=None,
        progress=lambda done, total: told.append((done, total)),
    )

    assert told[0] == (1, None)
    assert told[-1] == (21, 21)
    assert [done for done, total in told if total] == sorted(done for done, total in told if total)
