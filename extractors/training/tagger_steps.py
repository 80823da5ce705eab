"""The steps that make the tagger: `pretrain`, `train` and `export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor

from extractors.model_files import NETWORK, TOKENIZER
from extractors.pipeline import build_pipeline
from extractors.sources import discover, read
from extractors.tagger.features import FEATURE_COUNT
from extractors.tagger.pieces import Pieces
from extractors.tagger.tagging import TAGS
from extractors.training.annotated import AnnotatedPaper
from extractors.training.base import base_config, base_tokenizer, base_weights
from extractors.training.corpora import Segment, read_corpus
from extractors.training.examples import read_example
from extractors.training.export import export
from extractors.training.fitting import fit
from extractors.training.network import Encoder, Tagger, WordTagger
from extractors.training.preparation import read_prepared, taught
from extractors.training.pretraining import pretrain
from extractors.training.steps import Reads, Report, Work
from extractors.training.warming import warm_up
from kg.errors import InputError
from kg.records import Paper
from ontology.folding import fold
from ontology.vocabulary import load_vocabulary

_ENCODER, _TAGGER = "encoder.pt", "tagger.pt"


def pretrain_encoder(work: Work) -> None:
    """Step `pretrain`: the base encoder learns the words of the field, then what others annotated."""
    torch.manual_seed(work.settings.seed)
    encoder, pieces = _new_encoder(work.settings.encoder.layers), Pieces(base_tokenizer())
    encoder.bert.load_state_dict(base_weights(), strict=False)
    settings = work.settings
    if work.given.corpus is not None and settings.pretraining.steps:
        texts = list(islice(_plain_texts(work), settings.pretraining.papers))
        pretrain(
            encoder,
            pieces,
            texts,
            settings.pretraining,
            settings.seed,
            work.checkpoint / "masked.pt",
            _shown(work.report, "masked words"),
        )
    if work.given.public is not None and settings.warming.epochs:
        warm_up(
            WordTagger(encoder, len(TAGS)),
            pieces,
            _segments(work),
            settings.warming,
            settings.seed,
            work.checkpoint / "warm.pt",
            _shown(work.report, "public corpora"),
        )
    torch.save(encoder.state_dict(), work.folder / _ENCODER)


def train_tagger(work: Work) -> None:
    """Step `train`: the tagger learns from all annotated papers but those of the fold that is held out."""
    torch.manual_seed(work.settings.seed)
    model = Tagger(pretrained_encoder(work.made["pretrain"]))
    nlp = build_pipeline(load_vocabulary())
    all_papers = read_prepared(work.made["data"])
    papers = [paper for paper in taught(all_papers, work.settings) if not held_out(paper, work)]
    examples = [read_example(nlp, paper) for paper in papers]
    fit(
        model,
        Pieces(base_tokenizer()),
        examples,
        work.settings.fitting,
        work.settings.seed,
        work.checkpoint / "fit.pt",
        _shown(work.report, "annotated papers"),
    )
    torch.save(model.state_dict(), work.folder / _TAGGER)


def export_tagger(work: Work) -> None:
    """Step `export`: the tagger as an ONNX file with 8-bit weights, and its word pieces beside it."""
    export(trained_tagger(work.made["train"]), work.folder / NETWORK)
    base_tokenizer().save(str(work.folder / TOKENIZER))
    work.report(1, 1, f"{(work.folder / NETWORK).stat().st_size / 1e6:.1f} MB")


def pretrained_encoder(folder: Path) -> Encoder:
    """What `pretrain_encoder` wrote into its folder."""
    weights = torch.load(folder / _ENCODER, weights_only=True)
    encoder = _new_encoder(_layers_in(weights))
    encoder.load_state_dict(weights)
    return encoder


def trained_tagger(folder: Path) -> Tagger:
    """What `train_tagger` wrote into its folder."""
    weights = torch.load(folder / _TAGGER, weights_only=True)
    model = Tagger(_new_encoder(_layers_in(weights)))
    model.load_state_dict(weights)
    return model


def held_out(paper: AnnotatedPaper, work: Work) -> bool:
    """Whether the paper belongs to the fold that is held out; none does for the final model."""
    return work.fold is not None and paper.position % work.settings.folds == work.fold


def _new_encoder(layers: int) -> Encoder:
    changes = {
        "num_hidden_layers": layers,
        # Dropout would double the time of a step, and hidden words and averaged weights serve as well.
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
    }
    return Encoder(base_config() | changes, FEATURE_COUNT)


def _layers_in(weights: Mapping[str, Tensor]) -> int:
    """How many layers there are in the weights of an encoder, or of what has one."""
    return len({name.split(".layer.")[1].split(".")[0] for name in weights if ".layer." in name})


def _plain_texts(work: Work) -> Iterator[tuple[str, str]]:
    """Titles and abstracts of the corpus without the annotated papers, lest they be learned by heart."""
    known = {fold(paper.paper.title) for paper in read_prepared(work.made["data"])}
    for paper in read(discover([work.given.need(Reads.CORPUS)]).files):
        if not isinstance(paper, InputError) and _is_new(paper, known):
            yield paper.title, paper.abstract


def _is_new(paper: Paper, known: set[str]) -> bool:
    return bool(paper.abstract) and fold(paper.title) not in known


def _segments(work: Work) -> list[Segment]:
    settings, folder = work.settings, work.given.need(Reads.PUBLIC)
    found = [
        segment
        for name in settings.public.corpora
        for segment in read_corpus(folder, name, settings.public.longest)
    ]
    order = torch.randperm(len(found), generator=torch.Generator().manual_seed(settings.seed))
    return [found[i] for i in order[: settings.warming.segments].tolist()]


def _shown(report: Report, what: str) -> Callable[[int, int, float], None]:
    return lambda step, steps, loss: report(step, steps, f"{what}, loss {loss:.3f}")
