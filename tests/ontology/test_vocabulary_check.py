from __future__ import annotations

from pathlib import Path

import pytest

from ontology.resources import resource
from ontology.vocabulary_check import faults, main

HEAD = """\
@prefix v: <https://w3id.org/sotagraph/vocabulary/{type}#> .
@prefix sg: <https://w3id.org/sotagraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .

v:scheme a skos:ConceptScheme ; skos:prefLabel "Test" .
"""
GOOD = {
    "metric": """
        v:bleu a sg:Metric, skos:Concept ; skos:inScheme v:scheme ;
            skos:prefLabel "BLEU" ; sg:direction sg:HigherIsBetter ; .
        v:fid a sg:Metric, skos:Concept ; skos:inScheme v:scheme ;
            skos:prefLabel "FID" ; skos:altLabel "Fréchet Inception Distance", "fid" ;
            skos:definition "A distance." ; sg:direction sg:LowerIsBetter ; sg:unit "points" .
    """,
    "dataset": """
        v:imagenet a sg:Dataset, skos:Concept ; skos:inScheme v:scheme ; skos:prefLabel "ImageNet" .
        v:imagenet-64 a sg:Dataset, skos:Concept ; skos:inScheme v:scheme ;
            skos:prefLabel "ImageNet 64x64" ; sg:variantOf v:imagenet .
    """,
    "task": """
        v:3d-vision a sg:Task, skos:Concept ; skos:inScheme v:scheme ; skos:prefLabel "3D vision" .
        v:depth-estimation a sg:Task, skos:Concept ; skos:inScheme v:scheme ;
            skos:prefLabel "depth estimation" ; skos:broader v:3d-vision .
    """,
    "method": """
        v:pfgm a sg:Method, skos:Concept ; skos:inScheme v:scheme ; skos:prefLabel "PFGM" .
        v:pfgm-plus-plus a sg:Method, skos:Concept ; skos:inScheme v:scheme ; skos:prefLabel "PFGM++" .
    """,
}

# Type, what is replaced in the good file, by what, and what is said.
FAULTS = (
    ("metric", "v:bleu a", "v:gleu a", "v:fid comes after v:gleu"),
    ("metric", "v:bleu a", "v:fid a", "v:fid has more than one block"),
    (
        "metric",
        "v:fid a sg:Metric, skos:Concept",
        "v:fid rdf:type sg:Metric",
        "v:fid has no block of its own",
    ),
    ("metric", "v:fid a", "v:fid_score a", "v:fid_score is not lower-case letters"),
    ("metric", "v:fid a", "v:zebra a", "v:zebra recalls none of its names: FID"),
    ("metric", 'skos:prefLabel "BLEU" ;', "", "v:bleu has no skos:prefLabel"),
    ("metric", '"BLEU" ;', '"BLEU", "Bleu score" ;', "v:bleu has 2 values of prefLabel"),
    ("metric", '"BLEU" ;', '"BLEU"@en ;', "v:bleu has a prefLabel that is no plain, trimmed text"),
    ("metric", '"BLEU" ;', '"BLEU " ;', "v:bleu has a prefLabel that is no plain, trimmed text"),
    ("metric", '"points"', "7", "v:fid has a unit that is no plain, trimmed text"),
    (
        "metric",
        '"BLEU" ;',
        '"BLEU" ; skos:altLabel "Fid" ;',
        "v:fid has the name 'FID', which means v:bleu as well",
    ),
    ("metric", '"fid"', '"FID"', "v:fid has the name 'FID' more than once"),
    ("metric", '"fid"', '"--"', "v:fid has the name '--', which has no letter or digit"),
    (
        "metric",
        "sg:LowerIsBetter",
        "sg:SmallerIsBetter",
        "v:fid has an unknown sg:direction: SmallerIsBetter",
    ),
    ("metric", "sg:LowerIsBetter", "sg:LowerIsBetter, sg:HigherIsBetter", "v:fid has 2 values of direction"),
    ("metric", "skos:altLabel", "skos:notation", "v:fid has the property notation"),
    ("metric", "v:bleu a sg:Metric", "v:bleu a sg:Method", "v:bleu is not exactly a sg:Metric"),
    (
        "metric",
        "v:bleu a sg:Metric, skos:Concept ;",
        "v:bleu a sg:Metric ;",
        "v:bleu is not exactly a sg:Metric",
    ),
    ("metric", "skos:inScheme v:scheme ;", "", "v:bleu is not in v:scheme"),
    (
        "dataset",
        "sg:variantOf v:imagenet",
        "sg:variantOf v:cifar",
        "v:imagenet-64 has variantOf v:cifar, which",
    ),
    (
        "dataset",
        "sg:variantOf v:imagenet",
        "sg:variantOf v:imagenet-64",
        "v:imagenet-64 is in a circle of variantOf",
    ),
    ("dataset", "sg:variantOf", "skos:broader", "v:imagenet-64 has the property broader, which a Dataset"),
    (
        "task",
        "skos:broader v:3d-vision",
        "skos:broader v:2d-vision",
        "v:depth-estimation has broader v:2d-vision",
    ),
    (
        "task",
        '"3D vision"',
        '"3D vision" ; skos:broader v:depth-estimation',
        "v:3d-vision is in a circle of broader",
    ),
    ("method", "v:pfgm a", "<urn:pfgm> a", "not all concepts are in one namespace"),
    ("method", '"PFGM" .', '"PFGM" ', "is no valid Turtle"),
)


def write(folder: Path, kind: str, body: str) -> None:
    blocks = "\n".join(line.strip() if "a sg:" in line else line for line in body.splitlines())
    (folder / f"{kind}s.ttl").write_text(HEAD.format(type=kind) + blocks, encoding="utf-8")


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_has_no_fault(kind: str, tmp_path: Path) -> None:
    """Nothing is said of a file that keeps the rules."""
    write(tmp_path, kind, GOOD[kind])

    found = faults(tmp_path)

    assert found == []


@pytest.mark.parametrize(("kind", "good", "bad", "sentence"), FAULTS)
def test_each_fault_is_named(kind: str, good: str, bad: str, sentence: str, tmp_path: Path) -> None:
    """A breach of a rule is told in a sentence that names the file and the concept."""
    assert good in GOOD[kind]
    write(tmp_path, kind, GOOD[kind].replace(good, bad, 1))

    found = faults(tmp_path)

    assert any(fault.startswith(f"{kind}s.ttl") and sentence in fault for fault in found)
    assert all(fault.startswith(f"{kind}s.ttl") for fault in found)


def test_the_shipped_vocabularies_keep_the_rules() -> None:
    """The vocabularies that come with the package have no fault, and every type has one."""
    folder = resource("vocabularies")

    found = faults(folder)

    assert found == []
    assert {file.name for file in folder.iterdir()} >= {
        "datasets.ttl",
        "methods.ttl",
        "metrics.ttl",
        "tasks.ttl",
    }


def test_the_command_tells_faults_by_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without faults gives 0 and no output; one with faults gives 1 and a line for each."""
    write(tmp_path, "task", GOOD["task"])
    well = main([str(tmp_path)])
    silence = capsys.readouterr().out

    write(tmp_path, "task", GOOD["task"].replace("skos:broader", "skos:narrower"))
    ill = main([str(tmp_path)])
    said = capsys.readouterr().out

    assert (well, silence) == (0, "")
    assert (ill, said.count("\n")) == (1, 1)
