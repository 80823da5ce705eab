"""Results, papers, roles and counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.errors import NameUnknown, QueryInvalid
from kg.queries.arguments import PageRequest, PaperFilter, PaperScope, ReportsFilter, ResultFilter
from kg.queries.names import resolve
from kg.queries.papers import paper_pages
from kg.queries.results import result_pages
from kg.queries.roles import roles_by_paper
from kg.queries.rows import PaperRow
from kg.queries.statistics import statistics
from kg.reader import Snapshot
from kg.records import Change, EntityType, LinkKind, ResultKind, Role


def papers(snapshot: Snapshot, **keep: str) -> list[PaperRow]:
    within = {name: keep.pop(name) for name in ("paper", "venue", "since", "until") if name in keep}
    wanted = PaperFilter(scope=PaperScope(**within), **keep)  # type: ignore[arg-type]
    (page,) = paper_pages(snapshot, [(wanted, PageRequest(first=50))])
    return list(page.rows)


def titles(snapshot: Snapshot, **keep: str) -> list[str]:
    return [row.title.split(":")[0] for row in papers(snapshot, **keep)]


def test_a_result_comes_with_everything_that_its_paper_states(snapshot: Snapshot) -> None:
    """Value, unit, kind, baseline, change, and the quote at its place in the text."""
    keep = ResultFilter(reports=ReportsFilter(kind=ResultKind.SPEEDUP))

    (page,) = result_pages(snapshot, [(keep, PageRequest())])

    (row,) = page.rows
    (paper,) = papers(snapshot, paper="2401.00001")
    assert (row.value, row.value_text, row.unit) == (Decimal("2.5"), "2.5", "x")
    assert row.change is Change.INCREASE
    assert row.baseline == resolve(snapshot, EntityType.METHOD, "DDIM")
    assert row.dataset is None
    assert row.paper == paper.iri
    text = f"{paper.title}\n{paper.abstract}"
    assert (
        text[row.evidence.start : row.evidence.end] == row.evidence.quote == "samples 2.5x faster than DDIM"
    )


def test_many_lists_are_answered_together_and_each_gets_its_own(snapshot: Snapshot) -> None:
    """The answers stand in the order of the requests."""
    requests = [
        (ResultFilter(reports=ReportsFilter(dataset=name)), PageRequest(first=1))
        for name in ("CIFAR-10", "CIFAR-100", "ImageNet")
    ]

    pages = result_pages(snapshot, requests)

    assert [page.total for page in pages] == [3, 1, 1]
    assert [page.has_next for page in pages] == [True, False, False]


@pytest.mark.parametrize("size", [1, 2, 4, 7])
@pytest.mark.parametrize("backwards", [False, True])
def test_pages_give_every_result_once_and_in_order(snapshot: Snapshot, size: int, *, backwards: bool) -> None:
    """Forwards from the start or backwards from the end, whatever the size of a page."""
    (whole,) = result_pages(snapshot, [(ResultFilter(), PageRequest(first=100))])
    seen: list[str] = []
    cursor: str | None = None
    while True:
        request = (
            PageRequest(first=None, last=size, before=cursor)
            if backwards
            else PageRequest(first=size, after=cursor)
        )
        (page,) = result_pages(snapshot, [(ResultFilter(), request)])
        iris = [row.iri for row in page.rows]
        seen = iris + seen if backwards else seen + iris
        if not (page.has_previous if backwards else page.has_next):
            break
        cursor = page.cursors[0 if backwards else -1]

    assert seen == [row.iri for row in whole.rows]
    assert len(set(seen)) == whole.total == 6


def test_papers_are_listed_newest_first(snapshot: Snapshot) -> None:
    """2024-03-12 comes before 2023."""
    assert titles(snapshot) == ["Flower", "Tree"]


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        ({"since": "2024"}, ["Flower"]),
        ({"since": "2023", "until": "2023"}, ["Tree"]),
        ({"until": "2024-03"}, ["Flower", "Tree"]),
        ({"until": "2024-02"}, ["Tree"]),
        ({"venue": "ICML"}, ["Flower"]),
        ({"search": "petals"}, ["Flower"]),
        ({"search": "new samp"}, ["Tree"]),
        ({"task": "image generation"}, ["Flower"]),
        ({"metric": "FID", "method": "Tree"}, ["Tree"]),
        ({"paper": "2401.00001"}, ["Flower"]),
    ],
)
def test_papers_can_be_kept_by_what_they_are(
    snapshot: Snapshot, keep: dict[str, str], expected: list[str]
) -> None:
    """Every filter keeps what fits; several keep what fits all of them."""
    assert titles(snapshot, **keep) == expected


def test_a_paper_comes_with_its_authors_in_order_and_its_links(snapshot: Snapshot) -> None:
    """The order of authors is a fact."""
    (paper,) = papers(snapshot, paper="2401.00001")

    assert paper.authors == ("Ada Ito", "Bo Li")
    assert paper.identifiers == (("arxiv", "2401.00001"),)
    assert [(link.kind, link.url) for link in paper.links] == [(LinkKind.CODE, "https://example.org/flower")]
    assert paper.date == "2024-03-12"


def test_a_malformed_date_is_an_error_that_shows_how_to_write_one(snapshot: Snapshot) -> None:
    """It names the argument."""
    with pytest.raises(QueryInvalid, match=r"^since: 'March' is no date. Write 2024"):
        papers(snapshot, since="March")


def test_an_unknown_paper_is_an_error(snapshot: Snapshot) -> None:
    """It says how to look for one."""
    with pytest.raises(NameUnknown, match=r"no paper has the IRI or the identifier '9999\.99999'"):
        papers(snapshot, paper="9999.99999")


def test_a_paper_names_things_in_roles(snapshot: Snapshot) -> None:
    """Methods and data sets have roles, tasks and metrics none."""
    (paper,) = papers(snapshot, paper="2401.00001")

    named = roles_by_paper(snapshot, [paper.iri])[paper.iri]

    assert {(row.type, row.role) for row in named} == {
        (EntityType.METHOD, Role.PROPOSED),
        (EntityType.METHOD, Role.COMPARED),
        (EntityType.DATASET, Role.EVALUATED),
        (EntityType.TASK, None),
        (EntityType.METRIC, None),
    }


def test_statistics_count_what_papers_say(snapshot: Snapshot) -> None:
    """What only the vocabularies name is not counted."""
    counts = statistics(snapshot)

    assert (counts.papers, counts.results) == (2, 6)
    assert (counts.methods, counts.datasets, counts.tasks, counts.metrics) == (3, 3, 1, 1)
    assert counts.quads == len(snapshot.store)
