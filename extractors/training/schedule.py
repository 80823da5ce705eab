"""The steps of the recipe, in their order."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from extractors.training.preparation import prepare
from extractors.training.steps import Reads, Runs, Step, Work

_TAGGER, _JUDGES = "extractors.training.tagger_steps", "extractors.training.judge_steps"


def _late(module: str, name: str) -> Callable[[Work], None]:
    """A function that is imported when it is called, so that the steps can be listed without torch."""

    def run(work: Work) -> None:
        getattr(import_module(module), name)(work)

    return run


STEPS: tuple[Step, ...] = (
    Step("data", prepare, reads=(Reads.DATA,), runs=Runs.ONCE),
    Step(
        "pretrain",
        _late(_TAGGER, "pretrain_encoder"),
        needs=("data",),
        reads=(Reads.CORPUS, Reads.PUBLIC),
        settings=("encoder", "pretraining", "warming", "public"),
        runs=Runs.ONCE,
        version=3,
    ),
    Step(
        "train",
        _late(_TAGGER, "train_tagger"),
        needs=("data", "pretrain"),
        settings=("papers", "fitting"),
        version=3,
    ),
    Step("export", _late(_TAGGER, "export_tagger"), needs=("train",), version=2),
    Step(
        "calibrate",
        _late(_JUDGES, "calibrate_judges"),
        needs=("data", "export"),
        settings=("papers", "judging"),
        runs=Runs.OVER_FOLDS,
        version=2,
    ),
    Step("evaluate", _late(_JUDGES, "evaluate_folds"), needs=("data", "calibrate"), runs=Runs.OVER_FOLDS),
    Step(
        "package",
        _late(_JUDGES, "package_model"),
        needs=("export",),
        takes=("calibrate", "evaluate"),
        settings=("papers", "warming", "fitting", "judging", "public", "encoder", "pretraining"),
    ),
)
