"""The steps that make the tagger, with as little to learn from as there can be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.model_files import NETWORK
from extractors.training.settings import Settings, load_settings
from extractors.training.steps import Given, Work
from kg.records import Paper

pytestmark = [
    pytest.mark.training,
    # Of torch's exporter, which is an older one and traces.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::torch.jit.TracerWarning"),
]

LAYERS = 2
PAPER = {
    "position": 0,
    "measured": True,
    "title": "ZorbNet",
    "abstract": "We propose ZorbNet. It has an accuracy of 91.2% on CIFAR-10.",
    "annotation": {
        "id": "a",
        "entities": [
            {"type": "Method", "name": "ZorbNet", "mentions": ["ZorbNet"], "role": "proposed"},
            {"type": "Dataset", "name": "CIFAR-10", "mentions": ["CIFAR-10"], "role": "evaluated"},
        ],
        "results": [],
        "links": [],
    },
}


@pytest.fixture
def settings() -> Settings:
    """Two layers, two steps of masked words, one epoch of the papers."""
    settings = load_settings()
    return replace(
        settings,
        encoder=replace(settings.encoder, layers=LAYERS),
        pretraining=replace(settings.pretraining, steps=2, batch=2),
        fitting=replace(settings.fitting, epochs=1, last_epochs=0),
    )


def test_the_network_has_the_layers_that_are_set(tmp_path: Path, settings: Settings) -> None:
    """Pretrained, fitted and exported, without anything being told again how many there are."""
    from extractors.tagger.features import blank_features
    from extractors.tagger.session import TaggerSession
    from extractors.tagger.words import Words
    from extractors.training.base import base_weights
    from extractors.training.network import Encoder
    from extractors.training.tagger_steps import (
        export_tagger,
        pretrain_encoder,
        pretrained_encoder,
        train_tagger,
        trained_tagger,
    )

    folders = {name: tmp_path / name for name in ("data", "pretrain", "train", "export")}
    for folder in folders.values():
        (folder / "checkpoint").mkdir(parents=True)
    (folders["data"] / "annotated.jsonl").write_text(json.dumps(PAPER) + "\n", encoding="utf-8")
    corpus = tmp_path / "corpus.jsonl"
    lines = [{"id": str(i), "title": f"Paper {i}", "abstract": f"We learn {i} things."} for i in range(4)]
    corpus.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    def work(name: str, given: Given | None = None) -> Work:
        checkpoint = folders[name] / "checkpoint"
        return Work(
            folders[name], checkpoint, given or Given(()), settings, None, lambda *_: None, made=folders
        )

    def layers(encoder: Encoder) -> int:
        return len(encoder.bert.encoder.layer)

    pretrain_encoder(work("pretrain", Given((), corpus)))
    encoder = pretrained_encoder(folders["pretrain"])
    assert layers(encoder) == LAYERS
    learned = encoder.bert.embeddings.word_embeddings.weight
    start = base_weights()["embeddings.word_embeddings.weight"]
    assert 0 < (learned - start).abs().max() < 0.1

    train_tagger(work("train"))
    assert layers(trained_tagger(folders["train"]).encoder) == LAYERS

    export_tagger(work("export"))
    assert (folders["export"] / NETWORK).stat().st_size > 0
    words = Words(["ZorbNet"], [0], [7], [5])
    tagging = TaggerSession(folders["export"])(words, blank_features(1), [])
    assert tagging.tags.sum() == pytest.approx(1, abs=1e-4)


def test_papers_that_are_measured_are_learned_last(settings: Settings) -> None:
    """Once among all, and then alone."""
    from extractors.pipeline import build_pipeline
    from extractors.tagger.pieces import Pieces
    from extractors.training.annotated import AnnotatedPaper
    from extractors.training.base import base_tokenizer
    from extractors.training.examples import read_example
    from extractors.training.fitting import batches_in_order
    from ontology.vocabulary import load_vocabulary

    nlp, note = build_pipeline(load_vocabulary()), {"entities": [], "results": [], "links": []}
    examples = [
        read_example(nlp, AnnotatedPaper(key, i, Paper(key, text, "test"), {"id": key, **note}, measured))
        for i, (key, text, measured) in enumerate(
            [("a", "We see.", True), ("b", "We see two things.", False), ("c", "We see the three.", True)]
        )
    ]
    wanted = replace(settings.fitting, epochs=1, last_epochs=2, batch=1)

    batches = batches_in_order(Pieces(base_tokenizer()), examples, wanted, seed=1)

    lengths = [len(part.tags) for (part,) in batches]
    own = {len(example.words.texts) for example in examples if example.measured}
    assert sorted(lengths[:3]) == sorted(len(example.words.texts) for example in examples)
    assert len(lengths) == 7
    assert set(lengths[3:]) == own
