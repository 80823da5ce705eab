"""The steps of the recipe, in their order."""

from __future__ import annotations

from extractors.training.preparation import prepare
from extractors.training.steps import Reads, Runs, Step

STEPS: tuple[Step, ...] = (Step("data", prepare, reads=(Reads.DATA,), runs=Runs.ONCE),)
