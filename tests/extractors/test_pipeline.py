from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from extractors.pipeline import COMPONENTS, build_pipeline
from ontology.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]


def test_components_run_in_their_order(vocabulary: Vocabulary) -> None:
    """Each component reads what those before it left on the Doc."""
    nlp = build_pipeline(vocabulary)

    assert nlp.pipe_names == [name for name, _ in COMPONENTS]


@pytest.mark.parametrize("name", [name for name, _ in COMPONENTS])
def test_every_component_is_an_entry_point(name: str) -> None:
    """Others can use our components by name in a pipeline of theirs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    module, _, function = project["entry-points"]["spacy_factories"][name].partition(":")

    assert callable(getattr(import_module(module), function))
