from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kg.errors import StoreLocked
from kg.reader import Reader
from kg.store.lock import writer_lock
from kg.store.snapshots import prune, rollback

HOLD = textwrap.dedent("""
    import sys
    from pathlib import Path
    from kg.data_directory import DataDirectory
    from kg.store.lock import writer_lock
    with writer_lock(DataDirectory(Path(sys.argv[1]))):
        print("held", flush=True)
        sys.stdin.read()
""")


@contextmanager
def other_writer(directory) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(directory.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_writer_is_told_who_is_at_work(directory, run, pairs) -> None:
    """The error names the process and its command; the store is left alone, and readers read on."""
    run([pairs[0][0]])

    with other_writer(directory) as process:
        with pytest.raises(StoreLocked, match=str(process.pid)) as caught:
            run([pairs[1][0]])
        with Reader(directory) as reader:
            assert reader.snapshot().manifest.papers == 1

    assert caught.value.remedy


@pytest.mark.parametrize("action", [lambda d: rollback(d, d.current_id()), lambda d: prune(d, 1)])
def test_whatever_moves_snapshots_is_a_writer_too(directory, run, pairs, action) -> None:
    """Rolling back and pruning do not interfere with a running ingest."""
    run([pairs[0][0]])

    with other_writer(directory), pytest.raises(StoreLocked):
        action(directory)


def test_the_lock_ends_with_its_process(directory, run, pairs) -> None:
    """A killed writer leaves no lock that someone would have to delete."""
    with other_writer(directory) as process:
        process.kill()
        process.wait()

        assert run([pairs[0][0]]).new == 1


def test_a_writer_can_queue(directory, run, pairs) -> None:
    """With `wait`, a second writer begins when the first has ended."""
    with other_writer(directory) as process:
        assert process.stdin is not None
        process.stdin.close()

        assert run([pairs[0][0]], wait=True).new == 1


def test_the_lock_can_be_taken_again_after_an_error(directory) -> None:
    """An exception within lets the lock go."""
    with pytest.raises(ZeroDivisionError), writer_lock(directory):
        raise ZeroDivisionError

    with writer_lock(directory):
        pass
