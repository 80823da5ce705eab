"""Worker processes never outlive the process that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Seconds that anything may take on a machine that does much else.
PATIENCE = 60


class Family:
    """A process and its two workers, of which one hangs and one is in an endless loop."""

    def __init__(self, log: Path) -> None:
        self.parent = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.family", str(log)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # As in a terminal: Ctrl-C reaches all of them.
            start_new_session=True,
        )
        assert self.parent.stdout is not None
        self.workers = [int(number) for number in self.parent.stdout.readline().split()]
        assert len(self.workers) == 2
        assert until(lambda: {"hang", "spin"} <= set(log.read_text(encoding="utf-8").split()))

    def end(self) -> None:
        """Leave nothing behind, whatever the test found."""
        for process in (*self.workers, self.parent.pid):
            if runs(process):
                os.kill(process, signal.SIGKILL)
        self.parent.communicate()


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    """See `Family`."""
    family = Family(tmp_path / "log")
    yield family
    family.end()


def runs(process: int) -> bool:
    """Whether a process is there and has not ended."""
    command = ["ps", "-o", "stat=", "-p", str(process)]
    state = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return bool(state) and not state.startswith("Z")


def until(true: Callable[[], bool]) -> bool:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not (done := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return done


def test_workers_end_when_their_parent_is_killed(family: Family) -> None:
    """Though nobody tells them, and whatever they are at."""
    assert all(map(runs, family.workers))

    family.parent.kill()

    assert until(lambda: not any(map(runs, family.workers)))


def test_ctrl_c_ends_the_parent_and_its_workers_without_a_word_from_these(family: Family) -> None:
    """The workers leave it to their parent to say what happened."""
    os.killpg(family.parent.pid, signal.SIGINT)
    _, errors = family.parent.communicate(timeout=PATIENCE)

    assert not any(map(runs, family.workers))
    assert errors.count("Traceback") == 1
    assert errors.rstrip().endswith("KeyboardInterrupt")
