"""A recipe in small, whose steps write down that they ran; run as a program, it follows it in a folder.

    python garden.py FOLDER DATA SECONDS

A bed is dug once; seeds are sown, grow and are weighed for each fold and for the final model; the scales add
up what the folds gave. Growing counts to 20 with a checkpoint at each, SECONDS apart.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from extractors.training.recipe import Recipe
from extractors.training.settings import Settings, load_settings
from extractors.training.steps import Given, Reads, Report, Runs, Step, Work

GROWN = 20


@dataclass(frozen=True, slots=True)
class Sow:
    """A section."""

    seeds: int = 3


@dataclass(frozen=True, slots=True)
class Grow:
    """Another section."""

    water: int = 2


@dataclass(frozen=True, slots=True)
class GardenSettings(Settings):
    """The settings of the recipe with two more sections."""

    sow: Sow = Sow()
    grow: Grow = Grow()


def settings(**changes: object) -> GardenSettings:
    """Settings of the garden, two folds."""
    plain = load_settings()
    kept = {field.name: getattr(plain, field.name) for field in fields(plain)}
    return replace(GardenSettings(**kept), **({"folds": 2} | changes))  # type: ignore[arg-type]


class Watch:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def kept(self, task: str) -> None:
        self.told.append(f"kept {task}")

    def begins(self, task: str, *, again: bool) -> Report:
        self.told.append(f"{'again' if again else 'ran'} {task}")
        return self.report

    def report(self, done: int, of: int | None = None, note: str = "") -> None:
        pass

    def ends(self, task: str, seconds: float) -> None:
        assert self.told[-1].endswith(f" {task}")
        assert seconds >= 0


class Garden:
    """The steps.

    Args:
        pause: Between two counts of growing, in seconds.
    """

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause
        self.counted: list[int] = []

    def steps(self) -> tuple[Step, ...]:
        return (
            Step("dig", self.dig, reads=(Reads.DATA,), runs=Runs.ONCE),
            Step("sow", self.sow, needs=("dig",), settings=("sow",)),
            Step("grow", self.grow, needs=("sow",), settings=("grow",)),
            Step("weigh", self.weigh, needs=("dig", "grow"), takes=("scales",)),
            Step("scales", self.scales, needs=("dig", "weigh"), runs=Runs.OVER_FOLDS),
        )

    def dig(self, work: Work) -> None:
        texts = [path.read_text(encoding="utf-8") for path in work.given.files.papers]
        (work.folder / "bed.txt").write_text("".join(texts), encoding="utf-8")

    def sow(self, work: Work) -> None:
        assert isinstance(work.settings, GardenSettings)
        bed = (work.made["dig"] / "bed.txt").read_text(encoding="utf-8")
        seeds = {"bed": len(bed), "seeds": work.settings.sow.seeds, "fold": work.fold}
        (work.folder / "row").mkdir(exist_ok=True)
        (work.folder / "row" / "seeds.json").write_text(json.dumps(seeds), encoding="utf-8")

    def grow(self, work: Work) -> None:
        assert isinstance(work.settings, GardenSettings)
        seeds = json.loads((work.made["sow"] / "row" / "seeds.json").read_text(encoding="utf-8"))
        saved = work.checkpoint / "count"
        count = int(saved.read_text(encoding="utf-8")) if saved.exists() else 0
        while count < GROWN:
            time.sleep(self.pause)
            count += 1
            self.counted.append(count)
            scratch = work.checkpoint / "scratch"
            scratch.write_text(str(count), encoding="utf-8")
            scratch.replace(saved)
            work.report(count, GROWN, f"{count} leaves")
        plants = {**seeds, "height": count * work.settings.grow.water}
        (work.folder / "plants.json").write_text(json.dumps(plants), encoding="utf-8")

    def weigh(self, work: Work) -> None:
        plants = json.loads((work.made["grow"] / "plants.json").read_text(encoding="utf-8"))
        weight = plants["seeds"] * plants["height"]
        if "scales" in work.made:
            weight += json.loads((work.made["scales"] / "sum.json").read_text(encoding="utf-8"))
        (work.folder / "weight.json").write_text(json.dumps(weight), encoding="utf-8")

    def scales(self, work: Work) -> None:
        weights = [
            json.loads((fold["weigh"] / "weight.json").read_text(encoding="utf-8")) for fold in work.folds
        ]
        assert set(work.made) == {"dig"}
        (work.folder / "sum.json").write_text(json.dumps(sum(weights)), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    out, data, seconds = arguments
    garden = Garden(float(seconds))
    Recipe(garden.steps(), Path(out), Given((Path(data),)), settings(), Watch()).run()


if __name__ == "__main__":
    main(sys.argv[1:])
