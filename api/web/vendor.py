"""Fetch the browser assets that `vendored.toml` lists from npm and keep them with licence and digest.

Run by `make vendor`; the result is committed, so neither installing nor serving needs npm or the network.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WEB = Path(__file__).parent
LIST = WEB / "vendored.toml"
VENDOR = WEB / "static" / "vendor"
MANIFEST = VENDOR / "MANIFEST.json"
LICENCE = "LICENSE"


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package at one version, and which of its files are served.

    Attributes:
        name: Its name, with its scope if it has one.
        version: Its version.
        licence: The SPDX name of its licence.
        files: Which of its files are served.
        licence_from: The package and version that has the licence text, where this one has none.
        bundles: Whether the code of its dependencies is in its files, so that their licences go along.
    """

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    licence_from: str | None = None
    bundles: bool = False

    @property
    def folder(self) -> str:
        """Its folder below `static/vendor/`; the version is in the path, so caches never go stale."""
        return f"{self.name}@{self.version}"


def packages(path: Path = LIST) -> tuple[Package, ...]:
    """The packages that the list names."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["package"]
    return tuple(Package(**row | {"files": tuple(row["files"])}) for row in rows)


def integrity(path: Path) -> str:
    """The subresource integrity string of a file (W3C SRI, SHA-384)."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def fetch(package: Package, target: Path) -> None:
    """Unpack the listed files of a package below `target`. Raises KeyError if one is not in the package."""
    for name, content in _contents(package.folder, package.files).items():
        out = target / package.folder / name
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
    if package.licence_from is not None:
        (text,) = _contents(package.licence_from, ("LICENSE.txt",)).values()
        notices = "".join(_notices(package)) if package.bundles else ""
        (target / package.folder / LICENCE).write_text(text.decode() + notices, encoding="utf-8")


def _contents(spec: str, names: Sequence[str]) -> dict[str, bytes]:
    """Files of a package. Raises KeyError if it has not all of them."""
    with tempfile.TemporaryDirectory() as scratch:
        _npm("pack", "--pack-destination", scratch, spec)
        (archive,) = Path(scratch).glob("*.tgz")
        with tarfile.open(archive) as tar:
            members = {name: tar.extractfile(f"package/{name}") for name in names}
            return {name: member.read() for name, member in members.items() if member is not None}


def _notices(package: Package) -> Iterator[str]:
    """The licence of each package that is bundled in this one, under its name."""
    with tempfile.TemporaryDirectory() as scratch:
        _npm("install", "--ignore-scripts", "--no-audit", "--prefix", scratch, package.folder)
        installed = Path(scratch, "node_modules")
        # `name/package.json` and `@scope/name/package.json`; npm puts them side by side.
        for path in sorted([*installed.glob("[!@]*/package.json"), *installed.glob("@*/*/package.json")]):
            about = json.loads(path.read_text(encoding="utf-8"))
            yield f"\n{'-' * 72}\n{about['name']} {about['version']}: {about.get('license', 'see below')}\n\n"
            yield from (text.read_text(encoding="utf-8") for text in sorted(path.parent.glob("LICEN[CS]E*")))


def _npm(*arguments: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm was not found. Install Node.js, then run `make vendor` again.")
    subprocess.run([npm, arguments[0], "--silent", *arguments[1:]], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def manifest(listed: tuple[Package, ...], root: Path = VENDOR) -> dict[str, object]:
    """What lies below `root`: package, version, licence and the digest of each file."""
    return {
        package.folder: {
            "licence": package.licence,
            "files": {name: integrity(root / package.folder / name) for name in _kept(package)},
        }
        for package in listed
    }


def _kept(package: Package) -> tuple[str, ...]:
    return package.files if package.licence_from is None else (*package.files, LICENCE)


def main() -> None:
    """Replace everything below `static/vendor/` by what the list names."""
    listed = packages()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package in listed:
        fetch(package, VENDOR)
    MANIFEST.write_text(json.dumps(manifest(listed), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
