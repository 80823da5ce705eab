"""The steps behind the tagger: `calibrate`, `evaluate` and `package`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.components.results.component import ResultFinder
from extractors.components.results.learned.model import ResultModel
from extractors.evaluation.card import score_card
from extractors.evaluation.published import PublishedScores
from extractors.extraction import read_record
from extractors.guidelines import Annotation, to_annotation
from extractors.identity import extractor_identity
from extractors.judging.decisions import Thresholds
from extractors.model_files import CARD, CURVES, JUDGES, NETWORK, RESULTS, SCORES, TOKENIZER
from extractors.training.annotated import AnnotatedPaper
from extractors.training.curves import fit_curves, map_held_out
from extractors.training.judging import fit_judges
from extractors.training.model_card import model_card
from extractors.training.preparation import read_prepared, taught
from extractors.training.reading import Read, read_held_out
from extractors.training.results.examples import Example, examples_of
from extractors.training.results.recipe import fit_results
from extractors.training.steps import Work
from kg.errors import RecordInvalid, SettingInvalid
from kg.records import Extractor, Paper
from ontology.vocabulary import load_vocabulary

_PREDICTIONS = "predictions.jsonl"


def calibrate_judges(work: Work) -> None:
    """Step `calibrate`: judges of names, roles and results, from what taggers say of papers held out."""
    papers = read_prepared(work.made["data"])
    taggers = [made["export"] for made in work.folds]
    vocabulary = load_vocabulary()
    reads = list(
        read_held_out(
            papers,
            taggers,
            vocabulary,
            {paper.id for paper in taught(papers, work.settings)},
            lambda done: work.report(done, len(papers), "read"),
        )
    )
    limits = Thresholds()
    judges, entities = fit_judges(reads, work.settings.judging, limits)
    judges.write(work.folder, limits)
    for read in reads:
        read.doc._.entities = entities[id(read)]
    examples = {id(read): examples_of(read.doc, read.note, read.fold) for read in reads}
    fit_results([example for read in reads if read.taught for example in examples[id(read)]]).write(
        work.folder
    )
    measured = _measured(papers)
    found = _predictions(reads, examples, measured, extractor_identity(vocabulary, None))
    folds = {read.note["id"]: read.fold for read in reads if read.note["id"] in measured}
    texts, gold = _texts_and_annotations(measured)
    fit_curves(texts, gold, found).write(work.folder / CURVES)
    with (work.folder / _PREDICTIONS).open("w", encoding="utf-8") as file:
        for note in map_held_out(folds, texts, gold, found).values():
            file.write(json.dumps(note, ensure_ascii=False) + "\n")


def evaluate_folds(work: Work) -> None:
    """Step `evaluate`: the score card of what was found in each paper by models that had not seen it."""
    papers = read_prepared(work.made["data"])
    with (work.made["calibrate"] / _PREDICTIONS).open(encoding="utf-8") as lines:
        predictions = {note["id"]: note for note in map(json.loads, lines)}
    measured = _measured(papers)
    card = score_card(*_texts_and_annotations(measured), predictions)
    (work.folder / SCORES).write_text(
        PublishedScores.of(card, len(taught(papers, work.settings))).to_json(), encoding="utf-8"
    )
    said = {name: card.measures[name].f1 for name in ("entities", "results")}
    work.report(len(measured), len(measured), ", ".join(f"{name} {f1:.3f}" for name, f1 in said.items()))


def package_model(work: Work) -> None:
    """Step `package`: everything that extraction needs, in one folder; nothing for a fold."""
    if work.fold is not None:
        return
    if "calibrate" not in work.made or "evaluate" not in work.made:
        raise SettingInvalid(
            "The judges learn from what taggers say of papers that they have not seen, and no fold has run.",
            where="sotagraph train",
            remedy="Run the same command with --folds first, with the same settings.",
        )
    parts = {"export": (NETWORK, TOKENIZER), "calibrate": (*JUDGES, *RESULTS, CURVES), "evaluate": (SCORES,)}
    for step, names in parts.items():
        for name in names:
            shutil.copyfile(work.made[step] / name, work.folder / name)
    scores = PublishedScores.from_json((work.folder / SCORES).read_bytes())
    (work.folder / CARD).write_text(model_card(work.settings, scores, work.given), encoding="utf-8")


def _measured(papers: Sequence[AnnotatedPaper]) -> dict[str, AnnotatedPaper]:
    """Those that models are measured on, by id.

    Raises:
        RecordInvalid: There is none.
    """
    measured = {paper.id: paper for paper in papers if paper.measured}
    if not measured:
        raise RecordInvalid(
            f"None of {len(papers):,} annotated papers is one to measure on.",
            where="sotagraph train",
            remedy="Give papers too whose annotations were packed without --unmeasured.",
        )
    return measured


def _texts_and_annotations(
    papers: Mapping[str, AnnotatedPaper],
) -> tuple[dict[str, Paper], dict[str, Annotation]]:
    texts = {key: paper.paper for key, paper in papers.items()}
    return texts, {key: paper.annotation for key, paper in papers.items()}


def _predictions(
    reads: Sequence[Read],
    examples: Mapping[int, list[Example]],
    wanted: Container[str],
    identity: Extractor,
) -> dict[str, Annotation]:
    """What is found in each paper that is wanted, its results by trees that have not seen its fold."""
    results = ResultFinder("results")
    found: dict[str, Annotation] = {}
    for fold in sorted({read.fold for read in reads}):
        others = [
            example for read in reads if read.taught and read.fold != fold for example in examples[id(read)]
        ]
        with TemporaryDirectory() as folder:
            fit_results(others).write(Path(folder))
            results.use(ResultModel.load(Path(folder)))
        for read in reads:
            if read.fold == fold and read.note["id"] in wanted:
                record = read_record(read.paper, read.normalised, results(read.doc), identity)
                found[read.note["id"]] = to_annotation(read.note["id"], read.paper, record)
    return found
