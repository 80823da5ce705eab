from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.training.recipe import Recipe
from extractors.training.steps import Given, Reads, Runs, Step, Work
from kg.errors import (
    SettingInvalid,
    SotagraphError,
    SourceMissing,
    StoreIncompatible,
    StoreLocked,
    StoreUnwritable,
)
from tests.extractors.training.garden import GROWN, Garden, GardenSettings, Grow, Sow, Watch, settings

FINAL = ("dig", "sow", "grow", "weigh")
FOLDS = tuple(f"fold-{fold}/{step}" for fold in range(2) for step in FINAL[1:])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    path.write_text(json.dumps({"title": "Soil", "abstract": "Dark."}) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, data: Path) -> Callable[..., list[str]]:
    """Follows the recipe and gives what the watcher was told."""

    def run(
        garden: Garden | None = None,
        with_: GardenSettings | None = None,
        steps: tuple[Step, ...] | None = None,
        **how: Any,
    ) -> list[str]:
        watch = Watch()
        chosen = steps or (garden or Garden()).steps()
        Recipe(chosen, tmp_path / "out", Given((data,)), with_ or settings(), watch).run(**how)
        return watch.told

    return run


Run = Callable[..., list[str]]


def ran(*tasks: str) -> list[str]:
    return [f"ran {task}" for task in tasks]


def kept(*tasks: str) -> list[str]:
    return [f"kept {task}" for task in tasks]


def value(tmp_path: Path, name: str) -> Any:
    return json.loads((tmp_path / "out" / name).read_text(encoding="utf-8"))


def test_steps_run_once_in_their_order(run: Run, tmp_path: Path) -> None:
    """The second run finds everything done and does nothing."""
    first, second = run(), run()

    assert first == ran(*FINAL)
    assert second == kept(*FINAL)
    assert value(tmp_path, "weigh/weight.json") == 3 * GROWN * 2


def test_the_steps_after_the_last_one_wanted_do_not_run(run: Run) -> None:
    """They run when they are asked for."""
    assert run(until="grow") == ran("dig", "sow", "grow")
    assert run() == [*kept("dig", "sow", "grow"), *ran("weigh")]


def test_a_changed_setting_makes_its_step_and_those_after_it_run_again(run: Run, tmp_path: Path) -> None:
    """Those before it, and those that do not depend on it, stay."""
    run()

    again = run(with_=settings(grow=Grow(water=5)))

    assert again == [*kept("dig", "sow"), *ran("grow", "weigh")]
    assert value(tmp_path, "weigh/weight.json") == 3 * GROWN * 5


def test_the_steps_after_run_again_though_nothing_was_made_anew(run: Run) -> None:
    """What a step was made with is part of what it is, whatever came of it."""
    steps = list(Garden().steps())
    steps[2] = replace(steps[2], settings=())
    run(steps=tuple(steps))

    steps[2] = replace(steps[2], settings=("grow",))

    assert run(steps=tuple(steps)) == [*kept("dig", "sow"), *ran("grow", "weigh")]


def test_a_changed_seed_makes_everything_run_again(run: Run) -> None:
    """Every step may draw lots."""
    run()

    assert run(with_=settings(seed=8)) == ran(*FINAL)


def test_changed_code_of_a_step_makes_it_run_again(run: Run) -> None:
    """Its version says so."""
    run()
    steps = list(Garden().steps())
    steps[1] = replace(steps[1], version=2)

    assert run(steps=tuple(steps)) == [*kept("dig"), *ran("sow", "grow", "weigh")]


def test_a_changed_input_makes_those_who_read_it_run_again(run: Run, data: Path) -> None:
    """By what is in it: the same file in another place is no change."""
    run()
    moved = data.rename(data.with_name("moved.jsonl"))
    data.symlink_to(moved)

    assert run() == kept(*FINAL)
    moved.write_text(json.dumps({"title": "Soil", "abstract": "Red and light."}), encoding="utf-8")
    assert run() == ran(*FINAL)


@pytest.mark.parametrize("damage", ["changed", "deleted", "added"])
def test_what_a_step_has_made_is_looked_at(run: Run, tmp_path: Path, damage: str) -> None:
    """A file of it that was changed, lost or added means that the step is not done."""
    run()
    row = tmp_path / "out" / "sow" / "row"
    if damage == "changed":
        (row / "seeds.json").write_text("{}", encoding="utf-8")
    elif damage == "deleted":
        (row / "seeds.json").unlink()
    else:
        (row / "weeds.json").write_text("{}", encoding="utf-8")

    # What is sown anew is what was sown before, so what grew from it stays.
    assert run() == [*kept("dig"), *ran("sow"), *kept("grow", "weigh")]
    assert [path.name for path in row.iterdir()] == ["seeds.json"]


class Frost(Exception):
    """Ends a step."""


class FrozenGarden(Garden):
    """Stops growing at a count."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def grow(self, work: Work) -> None:
        def report(done: int, *_: object) -> None:
            if done == self.at:
                (work.folder / "half-grown.txt").write_text("leaves", encoding="utf-8")
                raise Frost

        super().grow(replace(work, report=report))


def test_an_interrupted_step_goes_on_from_its_checkpoint(run: Run, tmp_path: Path) -> None:
    """And its checkpoint is gone when it is done."""
    with pytest.raises(Frost):
        run(FrozenGarden(at=7))
    garden = Garden()

    told = run(garden)

    assert told == [*kept("dig", "sow"), "again grow", *ran("weigh")]
    assert garden.counted == list(range(8, GROWN + 1))
    assert not (tmp_path / "out" / "grow" / "checkpoint").exists()


def test_a_checkpoint_for_other_settings_is_not_gone_on_from(run: Run, tmp_path: Path) -> None:
    """The step begins in an empty folder."""
    with pytest.raises(Frost):
        run(FrozenGarden(at=7))
    garden = Garden()

    told = run(garden, settings(grow=Grow(water=5)))

    assert told == [*kept("dig", "sow"), *ran("grow", "weigh")]
    assert garden.counted == list(range(1, GROWN + 1))
    assert not (tmp_path / "out" / "grow" / "half-grown.txt").exists()


def test_a_step_that_was_killed_goes_on_and_ends_as_if_it_had_not_been(tmp_path: Path, data: Path) -> None:
    """SIGKILL in the middle of growing; what is made in the end is the same, byte for byte."""
    garden = Path(__file__).with_name("garden.py")
    root = Path(__file__).parents[3]
    out, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"

    def start(folder: Path, pause: float) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, str(garden), str(folder), str(data), str(pause)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )

    process = start(out, 0.05)
    saved = out / "grow" / "checkpoint" / "count"
    until = time.monotonic() + 60
    while not saved.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    reached = int(saved.read_text(encoding="utf-8"))
    watch, resumed = Watch(), Garden()

    Recipe(resumed.steps(), out, Given((data,)), settings(), watch).run()
    assert start(undisturbed, 0).wait() == 0

    assert 0 < reached < GROWN
    assert resumed.counted == list(range(reached + 1, GROWN + 1))
    assert watch.told == [*kept("dig", "sow"), "again grow", *ran("weigh")]
    assert made(out) == made(undisturbed)


def made(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_folds_run_apart_and_are_then_put_together(run: Run, tmp_path: Path) -> None:
    """In folders of their own; what does not depend on the fold is made once."""
    told = run(folds=True)

    assert told == ran("dig", *FOLDS, "scales")
    assert [value(tmp_path, f"fold-{fold}/sow/row/seeds.json")["fold"] for fold in range(2)] == [0, 1]
    assert value(tmp_path, "scales/sum.json") == 2 * 3 * GROWN * 2
    assert run(folds=True) == kept("dig", *FOLDS, "scales")


class FairGarden(Garden):
    """With a prize for what the scales say, which they give over the folds too."""

    def steps(self) -> tuple[Step, ...]:
        return (
            *super().steps(),
            Step("prize", self.prize, needs=("dig", "scales"), runs=Runs.OVER_FOLDS),
        )

    def prize(self, work: Work) -> None:
        (work.folder / "prize.json").write_bytes((work.made["scales"] / "sum.json").read_bytes())


def test_a_step_over_folds_reads_another_one(run: Run, tmp_path: Path) -> None:
    """There is one of each, so it is given like what is made once."""
    told = run(FairGarden(), folds=True)

    assert told == ran("dig", *FOLDS, "scales", "prize")
    assert value(tmp_path, "prize/prize.json") == value(tmp_path, "scales/sum.json")


def test_folds_go_on_fold_by_fold(run: Run) -> None:
    """What was done of one fold is not done again for another."""
    with pytest.raises(Frost):
        run(FrozenGarden(at=7), folds=True)

    told = run(folds=True)

    assert told == [
        *kept("dig", "fold-0/sow"),
        "again fold-0/grow",
        *ran("fold-0/weigh", *FOLDS[3:], "scales"),
    ]


def test_the_final_model_takes_along_what_the_folds_gave(run: Run, tmp_path: Path) -> None:
    """When they have run, its step that wants it runs again; folds never see it."""
    assert run() == ran(*FINAL)
    run(folds=True)

    assert run() == [*kept("dig", "sow", "grow"), *ran("weigh")]
    assert value(tmp_path, "weigh/weight.json") == 3 * 3 * GROWN * 2
    assert run(folds=True) == kept("dig", *FOLDS, "scales")
    assert run() == kept(*FINAL)


def test_what_folds_of_other_settings_gave_is_not_taken_along(run: Run, tmp_path: Path) -> None:
    """It would calibrate one model with the mistakes of another."""
    run(folds=True)

    run(with_=settings(sow=Sow(seeds=4)))

    assert value(tmp_path, "weigh/weight.json") == 4 * GROWN * 2


def test_another_number_of_folds_is_another_division(run: Run) -> None:
    """So every fold runs again; the final model does not depend on it."""
    run()
    run(folds=True, until="weigh")

    assert run(with_=settings(folds=3), until="weigh") == kept(*FINAL)
    told = run(with_=settings(folds=3), folds=True, until="sow")
    assert told == [*kept("dig"), *ran("fold-0/sow", "fold-1/sow", "fold-2/sow")]


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (
            {"until": "harvest"},
            "There is no step 'harvest' without --folds. The steps are dig, sow, grow, weigh.",
        ),
        ({"until": "scales"}, "There is no step 'scales' without --folds."),
        ({"until": "x", "folds": True}, "There is no step 'x'. The steps are dig, sow, grow, weigh, scales."),
        ({"folds": True, "with_": settings(folds=1)}, "There cannot be 1 folds."),
    ],
)
def test_steps_and_folds_that_there_are_not_are_refused(
    run: Run, tmp_path: Path, how: dict[str, Any], says: str
) -> None:
    """Before anything is made."""
    with pytest.raises(SettingInvalid) as caught:
        run(**how)

    assert says in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_an_input_that_is_wrong_is_refused_before_anything_is_made(
    run: Run, data: Path, tmp_path: Path
) -> None:
    """Not after the hours that the steps before it take."""
    data.write_text(json.dumps({"id": "a", "entities": []}), encoding="utf-8")

    with pytest.raises(SourceMissing, match="There are no papers"):
        run()

    assert not (tmp_path / "out").exists()


def folder_of_another_version(out: Path) -> None:
    out.mkdir()
    (out / "recipe.json").write_text('{"recipe": 99}', encoding="utf-8")


def folder_with_something_else(out: Path) -> None:
    (out / "data").mkdir(parents=True)


def folder_that_is_damaged(out: Path) -> None:
    out.mkdir()
    (out / "recipe.json").write_text("[]", encoding="utf-8")


def file_in_the_way(out: Path) -> None:
    out.write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("prepare", "kind", "says"),
    [
        (folder_of_another_version, StoreIncompatible, "was made by version 99 of the recipe"),
        (folder_with_something_else, StoreIncompatible, "This folder holds something else"),
        (folder_that_is_damaged, StoreIncompatible, "recipe.json in this folder cannot be read"),
        (file_in_the_way, StoreUnwritable, "This place cannot be written to (File exists)"),
    ],
)
def test_a_folder_that_is_not_ours_is_left_alone(
    run: Run, tmp_path: Path, prepare: Callable[[Path], None], kind: type[SotagraphError], says: str
) -> None:
    """Steps delete what they made before; nothing else may be there."""
    out = tmp_path / "out"
    prepare(out)
    before = made(out)

    with pytest.raises(kind) as caught:
        run()

    assert says in str(caught.value)
    assert "Choose another folder with --out." in str(caught.value)
    assert {name: content for name, content in made(out).items() if name != "lock"} == before


def test_two_runs_in_one_folder_do_not_mix(run: Run, tmp_path: Path) -> None:
    """The second says so and ends."""
    run(until="dig")
    with (tmp_path / "out" / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(StoreLocked, match="Another `sotagraph train` is at work"):
            run()

    assert run(until="dig") == kept("dig")


def test_a_step_that_needs_what_was_not_given_says_so(data: Path) -> None:
    """With the option that gives it."""
    with pytest.raises(SettingInvalid, match="Name it with --corpus"):
        Given((data,)).need(Reads.CORPUS)


def test_what_was_given_is_known_by_what_is_in_it(data: Path, tmp_path: Path) -> None:
    """Of the public corpora, by those that the settings name."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("1", encoding="utf-8")
    for name in ("scirex.train", "tdmsci.train"):
        (tmp_path / f"{name}.jsonl.gz").write_text(name, encoding="utf-8")
    given, plain = Given((data,), corpus, tmp_path), settings()
    both = replace(plain, public=replace(plain.public, corpora=("scirex.train", "tdmsci.train")))
    digest = (
        given.digest(Reads.CORPUS, plain),
        given.digest(Reads.PUBLIC, plain),
        given.digest(Reads.PUBLIC, both),
    )

    (tmp_path / "tdmsci.train.jsonl.gz").write_text("changed", encoding="utf-8")

    assert given.digest(Reads.CORPUS, plain) == digest[0]
    assert given.digest(Reads.PUBLIC, plain) == digest[1]
    assert given.digest(Reads.PUBLIC, both) != digest[2]
    assert Given((data,)).digest(Reads.CORPUS, plain) == Given((data,)).digest(Reads.PUBLIC, plain) == ""


@pytest.mark.parametrize(
    ("given", "corpora", "says"),
    [
        ({"corpus": Path("/nope")}, ("scirex.train",), "/nope: There is no such file."),
        (
            {"public": Path("/nope")},
            ("scirex.train",),
            "/nope: The folder of public corpora has no scirex.train",
        ),
        ({}, ("scierc.train",), "The corpus scierc.train cannot be learned from"),
    ],
)
def test_what_was_given_must_be_there_and_be_allowed(
    data: Path, given: dict[str, Path], corpora: tuple[str, ...], says: str
) -> None:
    """The shipped model learns from what its licence allows."""
    plain = settings()
    chosen = replace(plain, public=replace(plain.public, corpora=corpora))
    (what,) = [Reads(name) for name in given] or [Reads.PUBLIC]

    with pytest.raises(SotagraphError) as caught:
        Given((data,), **given).digest(what, chosen)

    assert says in str(caught.value)
