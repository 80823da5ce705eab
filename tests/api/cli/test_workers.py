"""The number of workers changes how long a command takes and nothing else."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat

from kg.data_directory import DataDirectory
from kg.reader import Reader

Run = Callable[..., Any]

SEEDS = Path(__file__).parents[2] / "data"
BROKEN = '{"title": "brok\n'


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Papers, enough for two workers, with a broken line here and there."""
    papers = (SEEDS / "seeds.papers.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:20]
    return [BROKEN, *papers[:5], BROKEN, *papers[5:]]


def write(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("".join(lines), encoding="utf-8")
    return path


def quads(data: Path) -> list[str]:
    """Everything that readers of a graph see, sorted."""
    with Reader(DataDirectory(data)) as reader:
        dump = reader.snapshot().store.dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    return sorted(dump.decode().splitlines())


def test_extracting_prints_the_same(cli: Run, lines: list[str], tmp_path: Path) -> None:
    """Line by line, errors too; and of shuffled papers the same lines in their new order."""
    papers = write(tmp_path / "papers.jsonl", lines)
    shuffled = random.Random(5).sample(lines, len(lines))  # noqa: S311
    other = write(tmp_path / "other.jsonl", shuffled)

    one, two, three = (
        cli("extract", papers, "--workers", 1),
        cli("extract", papers, "--workers", 2),
        cli("extract", other, "--workers", 3),
    )

    assert one == two
    assert (one.code, one.err.count("failed: "), len(one.out.splitlines())) == (1, 2, 20)
    assert sorted(one.out.splitlines()) == sorted(three.out.splitlines())
    wanted = [json.loads(line)["id"] for line in shuffled if line != BROKEN]
    assert [json.loads(line)["id"] for line in three.out.splitlines()] == wanted


def test_ingesting_makes_the_same_graph(cli: Run, lines: list[str], tmp_path: Path) -> None:
    """Whatever the order of the papers and of the batches that they are stored in."""
    papers = write(tmp_path / "papers.jsonl", lines)
    shuffled = write(tmp_path / "shuffled.jsonl", random.Random(6).sample(lines, len(lines)))  # noqa: S311
    one, two = tmp_path / "one", tmp_path / "two"

    first = cli("ingest", papers, "--data", one, "--workers", 1)
    second = cli("ingest", shuffled, "--data", two, "--workers", 2, "--publish-every", 9)
    again = cli("ingest", papers, "--data", two, "--workers", 3)

    assert first.out.startswith("22 papers read: 20 new, 0 changed, 0 unchanged, 2 failed.")
    assert second.out.startswith("22 papers read: 20 new, 0 changed, 0 unchanged, 2 failed.")
    assert again.out.startswith("22 papers read: 0 new, 0 changed, 20 unchanged, 2 failed.")
    assert quads(one) == quads(two)


def test_scoring_gives_the_same_figures(cli: Run, tmp_path: Path) -> None:
    """From as many workers as one likes."""
    gold = (SEEDS / "seeds.gold.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    some = write(tmp_path / "gold.jsonl", gold[:20])

    one, two = (
        cli("evaluate", SEEDS / "seeds.papers.jsonl", some, "--json", "--workers", count) for count in (1, 2)
    )

    assert one == two
    assert one.code == 0


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_no_workers_do_no_work(cli: Run, command: str, tmp_path: Path) -> None:
    """It takes one at least."""
    done = cli(command, tmp_path, "--workers", 0)

    assert (done.code, done.out) == (2, "")
    assert "--workers" in done.err


def test_a_process_of_its_own_starts_workers(process: Run, lines: list[str], tmp_path: Path) -> None:
    """Where the program is `python -m api`, and there is no pytest around it."""
    papers = write(tmp_path / "papers.jsonl", lines[:12])

    done = process("extract", papers, "--workers", 2)

    assert [line.partition(":")[0] for line in done.err.splitlines()] == ["failed"] * 2
    assert (done.code, len(done.out.splitlines())) == (1, 10)
