"""The learned linker, trained on made-up papers and then asked about one that it has not seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import onnx
import pytest
from spacy.language import Language

from extractors.components.results.component import ResultFinder
from extractors.components.results.learned.link_features import LINK_COLUMNS, SLOTS, Linker
from extractors.components.results.learned.model import ResultModel
from extractors.components.results.learned.reading import read
from extractors.components.results.learned.value_features import value_columns, value_features
from extractors.guidelines import Annotation
from extractors.model_files import RESULTS
from extractors.pipeline import build_pipeline
from extractors.training.results.examples import examples_of
from extractors.training.results.recipe import fit_results
from kg.errors import ModelInvalid
from kg.records import EntityType
from ontology.vocabulary import Concept, Vocabulary

_CONCEPTS = (
    *(Concept(EntityType.METRIC, name.lower(), name) for name in ("FID", "accuracy", "BLEU")),
    *(Concept(EntityType.DATASET, name.lower(), name) for name in ("CIFAR-10", "ImageNet", "COCO")),
    *(Concept(EntityType.METHOD, name.lower(), name) for name in ("DDIM", "BERT")),
)
_METRICS = ("FID", "accuracy", "BLEU")
_DATASETS = ("CIFAR-10", "ImageNet", "COCO")


def _paper(i: int) -> tuple[str, Annotation]:
    metric, dataset, value, own = _METRICS[i % 3], _DATASETS[i % 2], 70 + i / 4, f"FooNet{i}"
    quote = f"{own} achieves {metric} of {value} on {dataset}, against {value - 5} by BERT"
    text = (
        f"{own}: a new network\nWe propose {own}, which has {i + 2} layers. {quote}. It takes {i + 3} epochs."
    )
    shared = {"dataset": dataset, "metric": metric, "kind": "absolute", "unit": None, "quote": quote}
    rest = {"task": None, "condition": None, "baseline": None}
    return text, {
        "entities": [
            {"type": "Method", "name": own, "mentions": [own], "role": "proposed"},
            {"type": "Method", "name": "BERT", "mentions": ["BERT"], "role": "compared"},
            {"type": "Dataset", "name": dataset, "mentions": [dataset], "role": "evaluated"},
            {"type": "Metric", "name": metric, "mentions": [metric]},
        ],
        "results": [
            {"method": own, "value": value, **shared, **rest},
            {"method": "BERT", "value": value - 5, **shared, **rest},
        ],
        "links": [],
    }


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_pipeline(Vocabulary(_CONCEPTS))


@pytest.fixture(scope="module")
def directory(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of sixty papers."""
    path = tmp_path_factory.mktemp("model")
    examples = []
    with nlp.select_pipes(disable=["sotagraph_results"]):
        for i in range(60):
            text, annotation = _paper(i)
            examples += examples_of(nlp(text), annotation, fold=i % 3)
    fit_results(examples).write(path)
    return path


@pytest.fixture
def finder(directory: Path) -> ResultFinder:
    finder = ResultFinder("results")
    finder.use(ResultModel.load(directory))
    return finder


def _results(nlp: Language, finder: ResultFinder, text: str) -> list[Any]:
    with nlp.select_pipes(disable=["sotagraph_results"]):
        return list(finder(nlp(text))._.results)


def test_it_tells_the_values_of_rivals_apart_as_its_papers_did(nlp: Language, finder: ResultFinder) -> None:
    """`against 81 by BERT` is a score of BERT's, and the numbers of layers and epochs are no results."""
    text, annotation = _paper(64)

    found = _results(nlp, finder, text)

    written = {(r.method.name, r.dataset.name, r.metric.name, float(r.quantity.value)) for r in found}
    assert written == {(r["method"], r["dataset"], r["metric"], r["value"]) for r in annotation["results"]}
    assert all(0.5 < result.confidence <= 1 for result in found)


def test_a_value_in_frames_per_second_is_no_accuracy(nlp: Language, finder: ResultFinder) -> None:
    """Though its papers say so of every number at this place."""
    text, _ = _paper(64)
    plain = text.replace("FID", "accuracy").replace("BLEU", "accuracy")

    assert _measured(nlp, finder, plain, "86.0") == {"accuracy"}
    assert "accuracy" not in _measured(nlp, finder, plain.replace("86.0", "86.0 FPS"), "86.0")


def test_what_words_place_elsewhere_is_on_no_data_set(nlp: Language, finder: ResultFinder) -> None:
    """The data set of another sentence is not that of the real-world tasks."""
    text, annotation = _paper(64)
    dataset = annotation["results"][0]["dataset"]
    there = text.replace(f"on {dataset}", "across 8 tasks").replace("We propose", f"On {dataset} we propose")
    real = there.replace("8 tasks", "8 real-world tasks")

    found = {
        said: [r.dataset for r in _results(nlp, finder, said) if r.anchor == _place(said, "86.0")]
        for said in (there, real)
    }

    assert [each.name for each in found[there]] == [dataset]
    assert found[real] == [None]


def test_a_value_in_brackets_is_of_the_data_set_right_before_it(nlp: Language, finder: ResultFinder) -> None:
    """Wherever its papers had theirs."""
    text, _ = _paper(64)
    told = text.replace("of 86.0 on CIFAR-10", "of COCO images (86.0) on CIFAR-10")

    found = [r.dataset.name for r in _results(nlp, finder, told) if r.anchor == _place(told, "86.0")]

    assert found == ["COCO"]


def test_where_an_improvement_begins_is_not_what_the_proposed_has(
    nlp: Language, finder: ResultFinder
) -> None:
    """`from 85.5 to 86.0`: the first belongs to nobody named."""
    text, _ = _paper(64)
    moved = text.replace("accuracy of 86.0", "accuracy from 85.5 to 86.0")

    found = {r.anchor: r.method and r.method.name for r in _results(nlp, finder, moved)}

    assert found[_place(moved, "85.5")] is None
    assert found[_place(moved, "86.0")] == "FooNet64"


def test_the_name_of_the_method_is_no_condition(nlp: Language, finder: ResultFinder) -> None:
    """Of `81.0 for BERT`, and `zero-shot` is one."""
    text, _ = _paper(64)
    told = text.replace("81.0 by BERT", "81.0 for BERT")

    found = [r for r in _results(nlp, finder, told) if r.anchor == _place(told, "81.0")]

    assert [(r.method.name, r.condition) for r in found] == [("BERT", None)]


def _measured(nlp: Language, finder: ResultFinder, text: str, number: str) -> set[str]:
    """The names of the metrics of this number."""
    found = _results(nlp, finder, text)
    return {r.metric.name for r in found if r.anchor == _place(text, number) and r.metric}


def _place(text: str, number: str) -> tuple[int, int]:
    return text.index(number), text.index(number) + len(number)


def test_it_says_the_same_again(nlp: Language, finder: ResultFinder) -> None:
    """Reading other texts in between changes nothing."""
    text, _ = _paper(64)
    first = _results(nlp, finder, text)
    _results(nlp, finder, _paper(65)[0])

    assert _results(nlp, finder, text) == first


def test_training_again_gives_the_same_trees(nlp: Language, directory: Path, tmp_path: Path) -> None:
    """Equal papers give equal trees."""
    examples = []
    with nlp.select_pipes(disable=["sotagraph_results"]):
        for i in range(60):
            text, annotation = _paper(i)
            examples += examples_of(nlp(text), annotation, fold=i % 3)
    fit_results(examples).write(tmp_path)

    assert [_content(tmp_path / name) for name in RESULTS] == [_content(directory / name) for name in RESULTS]


def _content(path: Path) -> bytes:
    """A file without the name that the converter makes up for each graph."""
    if path.suffix != ".onnx":
        return path.read_bytes()
    model = onnx.load(path)
    model.graph.name = ""
    return bytes(model.SerializeToString(deterministic=True))


_ODD = (
    "A title\n",
    "A title\nNothing is measured.",
    "A title\n" + " ".join(f"{i}.5%" for i in range(200)) + ".",
    "A title\n" + ". ".join(f"FID of {i}.5 on CIFAR-10" for i in range(200)) + ".",
)


@pytest.mark.parametrize("text", _ODD, ids=["empty", "no number", "numbers only", "many sentences"])
def test_texts_that_are_no_abstracts_are_read_too(nlp: Language, finder: ResultFinder, text: str) -> None:
    """Whatever is found stands in the text."""
    for result in _results(nlp, finder, text):
        assert text[slice(*result.anchor)]


def test_every_feature_has_its_column(nlp: Language) -> None:
    """A feature without a column would be computed for nothing."""
    text, _ = _paper(3)
    with nlp.select_pipes(disable=["sotagraph_results"]):
        doc = nlp(text)
    sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    reading = read(doc.text, sentences, doc._.entities, doc._.quantities)

    links = {
        name
        for slot in SLOTS
        for value in reading.values
        for row in Linker(reading, slot).rows(value)
        for name in row
    }
    values = {name for value in reading.values for name in value_features(reading, value, ["achiev"])}

    assert links == set(LINK_COLUMNS)
    assert values == set(value_columns(["achiev"]))


@pytest.mark.parametrize(
    ("content", "what"), [(None, "FileNotFoundError"), ("{", "JSONDecodeError"), ("{}", "KeyError")]
)
def test_a_broken_model_is_named(directory: Path, tmp_path: Path, content: str | None, what: str) -> None:
    """The error says which file and what to do."""
    for name in RESULTS:
        (tmp_path / name).write_bytes((directory / name).read_bytes())
    settings = tmp_path / "results.json"
    settings.unlink()
    if content is not None:
        settings.write_text(content, encoding="utf-8")

    with pytest.raises(ModelInvalid, match=what) as caught:
        ResultModel.load(tmp_path)
    assert str(settings) in str(caught.value)


def test_a_model_of_other_features_is_refused(directory: Path, tmp_path: Path) -> None:
    """Trees are not asked about columns that they were not grown on."""
    for name in RESULTS:
        (tmp_path / name).write_bytes((directory / name).read_bytes())
    settings = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    settings["stems"] = settings["stems"][::-1]
    (tmp_path / "results.json").write_text(json.dumps(settings), encoding="utf-8")

    with pytest.raises(ModelInvalid, match="other features"):
        ResultModel.load(tmp_path)
