"""The wheel works where the repository is not."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as an index would get it."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (path,) = out.glob("*.whl")
    return path


def test_the_wheel_carries_every_data_file(wheel: Path) -> None:
    """Turtle, queries, patterns, pages, vendored assets and seeds are all inside."""
    tracked = subprocess.run(
        ["git", "ls-files", "ontology", "kg", "extractors", "api", "seeds"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\n")
    expected = {name for name in tracked if name and not name.startswith("api/notebooks/")}

    inside = set(zipfile.ZipFile(wheel).namelist())

    assert expected - inside == set()


def test_the_installed_program_answers_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    """Unpacked in a folder of its own, it ingests its seeds and answers from them."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    program = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import api.cli; "
        f"assert api.cli.__file__.startswith({str(site)!r}); sys.exit(api.cli.main())"
    )

    done = subprocess.run(
        [sys.executable, "-I", "-c", program, "demo", "--data", str(tmp_path / "data")],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert "55 papers" in done.stdout
