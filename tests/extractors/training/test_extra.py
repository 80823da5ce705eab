"""The extra that training needs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from extractors.training.extra import MODULES


def test_what_is_asked_for_is_what_the_extra_installs() -> None:
    """Each distribution of the extra is looked for by the name of its module, and nothing else is."""
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["optional-dependencies"]["train"]
    names = {re.split(r"[=<>~!]", wish)[0].replace("-", "_").removesuffix("_model") for wish in wanted}

    assert names == set(MODULES)
