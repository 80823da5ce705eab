"""The browser assets in the repository are the ones that the list names."""

from __future__ import annotations

import json
import subprocess

import pytest

from api.web.vendor import MANIFEST, VENDOR, Package, manifest, packages


def test_vendored_files_have_the_digests_of_the_manifest() -> None:
    """Nobody has edited a vendored file by hand, and the list, the manifest and the files agree."""
    recorded = json.loads(MANIFEST.read_text(encoding="utf-8"))

    assert manifest(packages()) == recorded


@pytest.mark.parametrize("package", packages(), ids=lambda p: p.folder)
def test_each_vendored_package_comes_with_its_licence(package: Package) -> None:
    """What we pass on keeps its licence text beside it."""
    assert (VENDOR / package.folder / "LICENSE").is_file()


@pytest.mark.parametrize("package", packages(), ids=lambda p: p.folder)
def test_each_vendored_file_is_committed(package: Package) -> None:
    """A folder that git ignores, such as `build/`, would be missing from every clone but this one."""
    folder = VENDOR / package.folder
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split("\0")

    assert {*package.files, "LICENSE"} <= set(listed)
