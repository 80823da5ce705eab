"""Curves of confidences, fitted on what was right in papers held out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from extractors.evaluation.comparison import compare
from extractors.evaluation.judgements import judge
from extractors.guidelines import Annotation
from extractors.judging.curves import FACTS, Curves
from extractors.training.results.calibration import calibrate
from kg.records import Paper

# Enough that a curve follows what is said closely, with hundreds of cases a step.
_BINS = 40


def fit_curves(
    papers: Mapping[str, Paper], gold: Mapping[str, Annotation], found: Mapping[str, Annotation]
) -> Curves:
    """The curves of papers, by id each with its annotation and with what was found in it."""
    judged = judge(compare(papers, gold, found))
    curves = {}
    for fact in FACTS:
        said = np.asarray([judgement.confidence for judgement in judged[fact]], np.float32)
        right = np.asarray([judgement.right for judgement in judged[fact]], np.float32)
        curves[fact] = calibrate(said, right, _BINS)
    return Curves(curves)


def with_curves(note: Annotation, curves: Curves) -> Annotation:
    """What was found, with its confidences mapped."""
    entities = []
    for entity in note["entities"]:
        mapped = dict(entity)
        mapped["mention_confidences"] = [
            curves.at("mentions", said) for said in entity["mention_confidences"]
        ]
        if "role_confidence" in entity:
            mapped["role_confidence"] = curves.at("roles", entity["role_confidence"])
        entities.append(mapped)
    return {**note, "entities": entities}


def map_held_out(
    folds: Mapping[str, int],
    papers: Mapping[str, Paper],
    gold: Mapping[str, Annotation],
    found: Mapping[str, Annotation],
) -> dict[str, Annotation]:
    """What was found in each paper, its confidences mapped by the curves of the other folds."""
    mapped: dict[str, Annotation] = {}
    for held in sorted(set(folds.values())):
        others = {key: gold[key] for key, fold in folds.items() if fold != held}
        curves = fit_curves(papers, others, found)
        mapped |= {key: with_curves(found[key], curves) for key, fold in folds.items() if fold == held}
    return mapped
