"""The names of the files that a trained model is made of."""

from __future__ import annotations

#: The tagger: its network, and how words are cut for it.
NETWORK, TOKENIZER = "tagger.onnx", "tokenizer.json"
#: The judges: of names, what they remember, how sure to be; of the roles of methods and of data sets.
FORMS, MEMORY, LIMITS = "forms.onnx", "memory.json", "thresholds.json"
METHOD_ROLES, DATASET_ROLES = "method-roles.onnx", "dataset-roles.onnx"
JUDGES = (FORMS, MEMORY, LIMITS, METHOD_ROLES, DATASET_ROLES)
#: What decides about what is found; the card and the scores beside them do not.
FILES = (NETWORK, TOKENIZER, *JUDGES)
#: How good the model is, by cross-validation.
SCORES = "scores.json"
