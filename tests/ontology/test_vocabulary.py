from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from ontology.resources import resource
from ontology.types import EntityType
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary

TURTLE = """\
@prefix v: <https://w3id.org/sotagraph/vocabulary/{type}#> .
@prefix sg: <https://w3id.org/sotagraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
METRICS = """
v:scheme a skos:ConceptScheme ; skos:prefLabel "Metrics" .

v:fid a sg:Metric, skos:Concept ; skos:inScheme v:scheme ;
    skos:prefLabel "FID" ; skos:altLabel "Fréchet Inception Distance", "FID score" ;
    skos:definition "A distance." ; sg:direction sg:LowerIsBetter ; sg:unit "points" ; .
"""
DATASETS = """
v:imagenet a sg:Dataset, skos:Concept ; skos:prefLabel "ImageNet" .
v:imagenet-64 a sg:Dataset, skos:Concept ; skos:prefLabel "ImageNet 64x64" ; sg:variantOf v:imagenet .
"""
TASKS = """
v:depth a sg:Task, skos:Concept ; skos:prefLabel "depth estimation" ; skos:broader v:vision, v:geometry .
v:geometry a sg:Task, skos:Concept ; skos:prefLabel "geometry" .
v:vision a sg:Task, skos:Concept ; skos:prefLabel "vision" .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind, body in (("metric", METRICS), ("dataset", DATASETS), ("task", TASKS)):
        (tmp_path / f"{kind}s.ttl").write_text(TURTLE.format(type=kind) + body, encoding="utf-8")
    return tmp_path


def test_a_concept_has_all_that_its_file_says(folder: Path) -> None:
    """Every property that the files state is read, aliases in the order of the file."""
    vocabulary = load_vocabulary(folder)

    fid = vocabulary.by_local(EntityType.METRIC, "fid")

    assert fid == Concept(
        type=EntityType.METRIC,
        local="fid",
        label="FID",
        aliases=("Fréchet Inception Distance", "FID score"),
        definition="A distance.",
        direction="LowerIsBetter",
        unit="points",
    )
    assert fid is not None
    assert fid.names == ("FID", "Fréchet Inception Distance", "FID score")


def test_links_between_concepts_are_local_names(folder: Path) -> None:
    """What a concept is narrower than, or a variant of, is given by local name."""
    vocabulary = load_vocabulary(folder)

    depth = vocabulary.by_local(EntityType.TASK, "depth")
    small = vocabulary.by_local(EntityType.DATASET, "imagenet-64")

    assert depth is not None
    assert depth.broader == ("vision", "geometry")
    assert small is not None
    assert small.variant_of == "imagenet"


def test_a_scheme_is_no_concept(folder: Path) -> None:
    """Only concepts are read, sorted by local name."""
    vocabulary = load_vocabulary(folder)

    tasks = [concept.local for concept in vocabulary.of(EntityType.TASK)]

    assert tasks == ["depth", "geometry", "vision"]
    assert len(vocabulary) == len(list(vocabulary)) == 6
    assert vocabulary.of(EntityType.METHOD) == ()


@pytest.mark.parametrize("name", ["FID", "fid", "Frechet inception distances", "FID-Score"])
def test_a_concept_is_found_by_any_spelling_of_any_name(name: str, folder: Path) -> None:
    """Case, accents, hyphens and plurals do not matter to a look-up."""
    vocabulary = load_vocabulary(folder)

    found = vocabulary.find(EntityType.METRIC, name)

    assert found is vocabulary.by_local(EntityType.METRIC, "fid")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (EntityType.METHOD, "FID"),
        (EntityType.METRIC, "BLEU"),
        (EntityType.METRIC, ""),
        (EntityType.METRIC, "—"),
    ],
)
def test_what_is_not_known_is_not_found(kind: EntityType, name: str, folder: Path) -> None:
    """Another type, another name and a name without letters find nothing."""
    vocabulary = load_vocabulary(folder)

    found = vocabulary.find(kind, name)

    assert found is None


def test_a_label_wins_over_an_alias() -> None:
    """Where the label of one concept is an alias of another, the name means the first."""
    by_label = Concept(EntityType.METRIC, "z", "AP")
    by_alias = Concept(EntityType.METRIC, "a", "average precision", ("AP",))

    found = {
        Vocabulary(order).find(EntityType.METRIC, "ap")
        for order in ([by_label, by_alias], [by_alias, by_label])
    }

    assert found == {by_label}


def test_the_digest_follows_the_content_alone(folder: Path) -> None:
    """A comment changes no digest, another alias does."""
    before = load_vocabulary(folder).digest
    file = folder / "metrics.ttl"

    file.write_text("# A comment.\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    commented = load_vocabulary(folder).digest
    file.write_text(file.read_text(encoding="utf-8").replace("FID score", "FID value"), encoding="utf-8")
    changed = load_vocabulary(folder).digest

    assert commented == before
    assert changed != before


def test_a_vocabulary_crosses_to_another_process(folder: Path) -> None:
    """A worker gets the same vocabulary, without reading the files."""
    vocabulary = load_vocabulary(folder)

    copy = pickle.loads(pickle.dumps(vocabulary))  # noqa: S301

    assert list(copy) == list(vocabulary)
    assert copy.digest == vocabulary.digest


def test_broken_turtle_is_named(folder: Path) -> None:
    """A file that is no Turtle raises an error with its name."""
    (folder / "tasks.ttl").write_text("v:depth a", encoding="utf-8")

    with pytest.raises(ValueError, match=r"tasks\.ttl is no valid Turtle"):
        load_vocabulary(folder)


def test_a_concept_without_a_label_is_named(folder: Path) -> None:
    """A concept that has no label raises an error with its file and name."""
    (folder / "tasks.ttl").write_text(TURTLE.format(type="task") + "v:depth a sg:Task .", encoding="utf-8")

    with pytest.raises(ValueError, match=r"tasks\.ttl: depth has no skos:prefLabel"):
        load_vocabulary(folder)


def test_the_shipped_vocabularies_are_read_whole() -> None:
    """The vocabulary of the package has every label that stands in its files, and no other."""
    texts = [
        file.read_text(encoding="utf-8")
        for file in resource("vocabularies").iterdir()
        if file.name.endswith(".ttl")
    ]
    labels = [label for text in texts for label in re.findall(r'skos:prefLabel "([^"]+)"', text)]

    vocabulary = load_vocabulary()

    # Each file has a scheme, whose label is no concept's.
    assert len(vocabulary) == len(labels) - len(texts)
    assert {concept.label for concept in vocabulary} <= set(labels)
    assert all(vocabulary.of(kind) for kind in EntityType)
