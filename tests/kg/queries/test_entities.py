"""Lists of methods, data sets, tasks and metrics."""

from __future__ import annotations

import pytest

from kg.errors import NameUnknown, QueryInvalid
from kg.queries.arguments import EntityFilter, PageRequest, PaperScope, ReportsFilter
from kg.queries.entities import entities_by_iri, entity_pages
from kg.queries.names import resolve
from kg.reader import Snapshot
from kg.records import EntityType, ResultKind, Role


def labels(snapshot: Snapshot, kind: EntityType, **keep: object) -> list[str]:
    (page,) = entity_pages(snapshot, [(kind, EntityFilter(**keep), PageRequest(first=50))])  # type: ignore[arg-type]
    return [row.label for row in page.rows]


def test_methods_that_report_a_metric_on_a_data_set_are_found(snapshot: Snapshot) -> None:
    """The question that the project exists for."""
    found = labels(snapshot, EntityType.METHOD, reports=ReportsFilter(metric="FID", dataset="CIFAR-10"))

    assert found == ["Flower", "Tree"]


@pytest.mark.parametrize(
    "metric", ["FID", "fid", "Fréchet Inception Distance", "frechet inception distances"]
)
@pytest.mark.parametrize("dataset", ["CIFAR-10", "cifar10", "CIFAR 10"])
def test_names_may_be_labels_aliases_or_other_spellings(
    snapshot: Snapshot, metric: str, dataset: str
) -> None:
    """A person need not know how the graph spells a name."""
    found = labels(snapshot, EntityType.METHOD, reports=ReportsFilter(metric=metric, dataset=dataset))

    assert found == ["Flower", "Tree"]


def test_an_iri_is_a_name_too(snapshot: Snapshot) -> None:
    """What one answer gives, the next question takes."""
    iri = resolve(snapshot, EntityType.DATASET, "CIFAR-10")

    assert labels(snapshot, EntityType.METHOD, reports=ReportsFilter(dataset=iri)) == ["Flower", "Tree"]


def test_another_data_set_of_a_similar_name_is_not_meant(snapshot: Snapshot) -> None:
    """CIFAR-100 is not CIFAR-10."""
    assert labels(snapshot, EntityType.METHOD, reports=ReportsFilter(dataset="CIFAR-100")) == ["Tree"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(ResultKind.ABSOLUTE, ["CIFAR-10"]), (ResultKind.UNVALUED, ["CIFAR-100", "ImageNet"])],
)
def test_a_kind_of_result_can_be_asked_for(snapshot: Snapshot, kind: ResultKind, expected: list[str]) -> None:
    """Without a kind, any result counts; with one, only those of that kind."""
    found = labels(snapshot, EntityType.DATASET, reports=ReportsFilter(metric="FID", kind=kind))

    assert found == expected


def test_a_role_can_be_asked_for(snapshot: Snapshot) -> None:
    """DDIM is only compared with; Flower and Tree are proposed."""
    assert labels(snapshot, EntityType.METHOD, role=Role.PROPOSED) == ["Flower", "Tree"]
    assert labels(snapshot, EntityType.METHOD, role=Role.COMPARED) == ["DDIM"]
    assert labels(snapshot, EntityType.METHOD, role=Role.INTRODUCED) == []


def test_the_entities_of_one_paper_can_be_asked_for(snapshot: Snapshot) -> None:
    """By its identifier as well as by its IRI."""
    assert labels(snapshot, EntityType.DATASET, scope=PaperScope(paper="2401.00001")) == ["CIFAR-10"]


def test_a_search_takes_the_beginning_of_the_last_word(snapshot: Snapshot) -> None:
    """People search while they type."""
    assert labels(snapshot, EntityType.DATASET, search="cifar") == ["CIFAR-10", "CIFAR-100"]
    assert labels(snapshot, EntityType.TASK, search="image gen") == ["image generation"]


@pytest.mark.parametrize(
    "search", ['"', "*", "AND", "a OR", "NEAR(", "-", "", "x\x00y", "'; DROP TABLE entity"]
)
def test_a_search_has_no_operators(snapshot: Snapshot, search: str) -> None:
    """Whatever is searched for is words to look for, never a syntax error."""
    assert labels(snapshot, EntityType.DATASET, search=search) == []


def test_an_unknown_name_is_an_error_that_suggests_one(snapshot: Snapshot) -> None:
    """An empty list would hide the typing error."""
    with pytest.raises(NameUnknown, match=r"metric: no metric is called 'FIDD'. Did you mean .*FID"):
        labels(snapshot, EntityType.METHOD, reports=ReportsFilter(metric="FIDD"))


def test_a_name_that_only_the_vocabularies_have_gives_an_empty_list(snapshot: Snapshot) -> None:
    """The name is right; it is only that no paper reports it."""
    assert labels(snapshot, EntityType.METHOD, reports=ReportsFilter(metric="BLEU")) == []


def test_what_no_paper_names_is_in_no_list(snapshot: Snapshot) -> None:
    """The vocabularies know hundreds of metrics; the list holds those of the papers."""
    assert labels(snapshot, EntityType.METRIC) == ["FID"]


def test_an_entity_says_what_the_vocabularies_know(snapshot: Snapshot) -> None:
    """Direction, aliases and definition come along, and the number of papers."""
    iri = resolve(snapshot, EntityType.METRIC, "FID")

    fid = entities_by_iri(snapshot, [iri])[iri]

    assert fid.direction == "LowerIsBetter"
    assert "Fréchet Inception Distance" in fid.aliases
    assert fid.definition
    assert fid.papers == 2


def test_iris_that_are_none_match_nothing(snapshot: Snapshot) -> None:
    """They may come from a stranger, so they are neither trusted nor an error."""
    hostile = ["", "not an iri", "http://example.org/> } INSERT", "\ud800"]

    assert entities_by_iri(snapshot, hostile) == {}


@pytest.mark.parametrize("cursor", ["", "xx", "azE", "ZWxzZXdoZXJl", "é", "a" * 10_000])
def test_a_cursor_from_elsewhere_is_an_error_that_names_the_argument(snapshot: Snapshot, cursor: str) -> None:
    """It says where a cursor is to be had."""
    request = (EntityType.METHOD, EntityFilter(), PageRequest(first=1, after=cursor))

    with pytest.raises(QueryInvalid, match=r"^after: .* is no cursor"):
        entity_pages(snapshot, [request])
