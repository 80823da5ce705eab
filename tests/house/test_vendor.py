"""The browser assets in the repository are the ones that the list names."""

from __future__ import annotations

import json

import pytest

from api.web.vendor import MANIFEST, VENDOR, manifest, packages


def test_vendored_files_have_the_digests_of_the_manifest() -> None:
    """Nobody has edited a vendored file by hand, and the list, the manifest and the files agree."""
    recorded = json.loads(MANIFEST.read_text(encoding="utf-8"))

    assert manifest(packages()) == recorded


@pytest.mark.parametrize("package", packages(), ids=lambda p: p.folder)
def test_each_vendored_package_comes_with_its_licence(package: object) -> None:
    """What we pass on keeps its licence text beside it."""
    assert (VENDOR / package.folder / "LICENSE").is_file()  # type: ignore[attr-defined]
