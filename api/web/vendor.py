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
from dataclasses import dataclass
from pathlib import Path

WEB = Path(__file__).parent
LIST = WEB / "vendored.toml"
VENDOR = WEB / "static" / "vendor"
MANIFEST = VENDOR / "MANIFEST.json"


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package at one version, and which of its files are served."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Its folder below `static/vendor/`; the version is in the path, so caches never go stale."""
        return f"{self.name}@{self.version}"


def packages(path: Path = LIST) -> tuple[Package, ...]:
    """The packages that the list names."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["package"]
    return tuple(Package(r["name"], r["version"], r["licence"], tuple(r["files"])) for r in rows)


def integrity(path: Path) -> str:
    """The subresource integrity string of a file (W3C SRI, SHA-384)."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def fetch(package: Package, target: Path) -> None:
    """Unpack the listed files of a package below `target`. Raises KeyError if one is not in the package."""
    with tempfile.TemporaryDirectory() as scratch:
        spec = f"{package.name}@{package.version}"
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("npm was not found. Install Node.js, then run `make vendor` again.")
        subprocess.run([npm, "pack", "--silent", "--pack-destination", scratch, spec], check=True)  # noqa: S603
        (archive,) = Path(scratch).glob("*.tgz")
        with tarfile.open(archive) as tar:
            for name in package.files:
                member = tar.extractfile(f"package/{name}")
                if member is None:
                    raise KeyError(f"{spec} has no file {name}")
                out = target / package.folder / name
                out.parent.mkdir(parents=True, exist_ok=True)
                out.write_bytes(member.read())


def manifest(listed: tuple[Package, ...], root: Path = VENDOR) -> dict[str, object]:
    """What lies below `root`: package, version, licence and the digest of each file."""
    return {
        package.folder: {
            "licence": package.licence,
            "files": {name: integrity(root / package.folder / name) for name in package.files},
        }
        for package in listed
    }


def main() -> None:
    """Replace everything below `static/vendor/` by what the list names."""
    listed = packages()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package in listed:
        fetch(package, VENDOR)
    MANIFEST.write_text(json.dumps(manifest(listed), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
