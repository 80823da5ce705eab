"""Many papers, some processes, one answer each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from extractors.child import Answer, Make
from extractors.identity import extractor_identity
from extractors.model import Model, default_model
from extractors.workers import Alone, Workers, cores, open_extract
from kg.data_directory import DataDirectory
from kg.errors import ExtractionFailed, SettingInvalid, WorkersFailed
from kg.ingest import IngestSummary, ingest
from kg.records import Paper
from ontology.vocabulary import Vocabulary
from tests.extractors.obedient import IDENTITY, Obedient, die, other, paper, refuse, said


def answers(titles: list[str], count: int = 2, patience: int = 300, make: Make = Obedient) -> list[Answer]:
    """What comes of papers with these titles."""
    with closing(Workers(make, IDENTITY, count, patience=patience)) as workers:
        return list(workers.map(map(paper, titles)))


def good(title: str, answer: Answer) -> bool:
    """Whether a paper was read."""
    return not isinstance(answer, ExtractionFailed) and answer.text_digest == paper(title).text_digest


@pytest.mark.parametrize("count", [1, 2, 3])
def test_answers_come_in_the_order_of_the_papers(count: int) -> None:
    """However many workers there are, and whichever is first."""
    titles = [f"paper {number}" for number in range(60)]

    found = answers(titles, count)

    assert [good(*pair) for pair in zip(titles, found, strict=True)] == [True] * 60
    assert len({said(answer, "process") for answer in found}) <= count
    assert str(os.getpid()) not in {said(answer, "process") for answer in found}


def test_a_worker_is_one_thread_and_the_parent_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries that would start a thread a core are told so before they are loaded."""
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)

    (found,) = answers(["paper"])

    assert said(found, "threads") == "1"
    assert "OMP_NUM_THREADS" not in os.environ


def test_papers_are_read_ahead_and_not_without_end() -> None:
    """Reading begins before the first answer is asked for, and does not take in a whole corpus."""
    taken = 0

    def papers() -> Iterator[Paper]:
        nonlocal taken
        while True:
            taken += 1
            yield paper(f"paper {taken}")

    with closing(Workers(Obedient, IDENTITY, 2)) as workers:
        found = workers.map(papers())
        before = taken
        for _ in range(1000):
            next(found)

    assert 100 < before <= 600
    assert taken - before <= 1010


@pytest.mark.parametrize("workers", ["alone", "two"])
def test_a_paper_that_fails_is_named_and_the_others_are_read(workers: str) -> None:
    """Whatever a rule stumbles over, in this process or in another."""
    titles = ["a", "fail", "b"]
    found = list(Alone(Obedient, IDENTITY).map(map(paper, titles))) if workers == "alone" else answers(titles)

    assert [good(*pair) for pair in zip(titles, found, strict=True)] == [True, False, True]
    assert str(found[1]).startswith("obedient, 'fail': Extraction failed: ZeroDivisionError: no value")


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("die", "was ended by SIGKILL"),
        ("exit", "ended with exit code 3"),
        ("hang", "gave no answer for 3 seconds"),
        ("spin", "gave no answer for 3 seconds"),
    ],
)
def test_a_paper_that_takes_its_worker_along_is_named_and_the_others_are_read(title: str, says: str) -> None:
    """By another worker, if they had been given to that one."""
    titles = [*"abc", title, *"defghijklmnop"]

    found = answers(titles, patience=3)

    assert [good(*pair) for pair in zip(titles, found, strict=True)] == [t != title for t in titles]
    assert isinstance(found[3], ExtractionFailed)
    assert str(found[3]).startswith(f"obedient, '{title}': The worker process that read this paper {says}.")
    assert found[3].remedy


def children() -> list[BaseProcess]:
    """The processes of this one, but for those of a service that other tests keep for themselves."""
    return [child for child in active_children() if child.name != "sparql"]


def test_workers_that_die_one_after_the_other_end_the_run() -> None:
    """What kills them all is not a paper; the last one is named all the same."""
    with pytest.raises(
        WorkersFailed, match="'die': One worker process after the other is lost; this"
    ) as caught:
        answers(["a", *["die"] * 10])

    assert caught.value.remedy
    assert children() == []


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (refuse, SettingInvalid, "model: there is no such model Name another."),
        (die, WorkersFailed, r"was ended by SIGKILL before it could read a paper\."),
        (other, WorkersFailed, r"The program was changed while it ran; run it again\."),
    ],
)
def test_a_pipeline_that_cannot_be_loaded_is_one_error(make: Make, error: type[Exception], says: str) -> None:
    """However many papers are waiting for it."""
    with pytest.raises(error, match=says):
        answers([f"paper {number}" for number in range(30)], make=make)


def test_no_process_is_started_without_a_paper_and_none_is_left() -> None:
    """Nor one more than there is work for."""
    with closing(Workers(Obedient, IDENTITY, 8)) as workers:
        nothing = list(workers.map([]))
        idle = children()
        list(workers.map([paper("a"), paper("b")]))
        used = children()

    assert (nothing, idle, len(used)) == ([], [], 1)
    assert children() == []


def test_papers_that_are_not_waited_for_are_let_go() -> None:
    """A caller that stops in the middle need not wait for a paper that hangs."""
    with closing(Workers(Obedient, IDENTITY, 2)) as workers:
        found = workers.map(map(paper, [*"abcdefgh", *["hang"] * 20]))
        first = next(found)

    assert good("a", first)
    assert children() == []


def test_unchanged_papers_are_given_to_no_worker(tmp_path: Path) -> None:
    """One that failed is, since the next try may go better; the others of that run are kept."""
    log, directory = tmp_path / "log", DataDirectory(tmp_path / "data")

    def run(titles: list[str]) -> IngestSummary:
        log.write_text("")
        with closing(Workers(partial(Obedient, log), IDENTITY, 2)) as workers:
            papers = [paper(title) for title in titles]
            return ingest(papers, workers, directory, Vocabulary(()), validate=None)

    titles = [f"paper {number}" for number in range(20)]
    first = run([*titles, "die"])
    read_first = sorted(log.read_text().splitlines())
    second = run([*titles, "die", "new"])

    assert (first.new, first.failed, second.new, second.unchanged, second.failed) == (20, 1, 1, 20, 1)
    assert [error.where for error in second.errors] == ["obedient, 'die'"]
    assert read_first == sorted([*titles, "die"])
    assert sorted(log.read_text().splitlines()) == ["die", "new"]


def test_what_was_stored_before_workers_gave_up_is_kept(tmp_path: Path) -> None:
    """The next run finds it, and publishes it."""
    directory = DataDirectory(tmp_path / "data")
    papers = [paper(f"paper {number}") for number in range(20)]

    def run(found: list[Paper]) -> IngestSummary:
        with closing(Workers(Obedient, IDENTITY, 1)) as workers:
            return ingest(found, workers, directory, Vocabulary(()), validate=None)

    run(papers[:10])
    with pytest.raises(WorkersFailed):
        run(
            [
                *papers,
                *(Paper(title="die", abstract=str(n), source="o", date=f"19{n}") for n in range(70, 90)),
            ]
        )
    summary = run(papers)

    assert (summary.unchanged, summary.new) == (10, 10)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("model", [None, default_model()], ids=["rules", "model"])
def test_the_pipeline_has_one_identity_in_all_processes(
    vocabulary: Vocabulary, workers: int, model: Model | None
) -> None:
    """And its records say so."""
    text = Paper(title="Sun", abstract="We propose Sun. It obtains an FID of 2.1 on CIFAR-10.", source="test")

    with open_extract(vocabulary, workers, model) as extract:
        identity = extract.identity
        (found,) = extract.map([text])

    assert not isinstance(found, ExtractionFailed)
    assert identity == found.extractor == extractor_identity(vocabulary, model)
    assert [result.metric for result in found.results] == ["FID"]


def test_there_is_a_core_to_work_on() -> None:
    """The default number of workers is never more than the machine has."""
    assert 1 <= cores() <= (os.cpu_count() or 1)
