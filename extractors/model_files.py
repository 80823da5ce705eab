"""The names of the files that a trained model is made of."""

from __future__ import annotations

#: The tagger: its network, and how words are cut for it.
NETWORK, TOKENIZER = "tagger.onnx", "tokenizer.json"
#: The judges: of names, what they remember, how sure to be; of two names of one thing; of the roles of
#: methods and of data sets.
FORMS, MEMORY, LIMITS, JOINS = "forms.onnx", "memory.json", "thresholds.json", "joins.onnx"
METHOD_ROLES, DATASET_ROLES = "method-roles.onnx", "dataset-roles.onnx"
JUDGES = (FORMS, MEMORY, LIMITS, JOINS, METHOD_ROLES, DATASET_ROLES)
#: What confidences stand for.
CURVES = "confidence.json"
#: The trees of a number, of a candidate for each slot, and of a whole result; and what is no tree.
RESULT_TREES = {
    name: f"results-{name}.onnx" for name in ("kind", "metric", "dataset", "method", "baseline", "whole")
}
RESULT_SETTINGS = "results.json"
RESULTS = (RESULT_SETTINGS, *RESULT_TREES.values())
#: What decides about what is found; the card and the scores beside them do not.
FILES = (NETWORK, TOKENIZER, *JUDGES, *RESULTS, CURVES)
#: How good the model is, by cross-validation.
SCORES = "scores.json"
#: What it is, what it learned from, and what it is weak at.
CARD = "README.md"
