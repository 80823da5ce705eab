"""The house rule that imports point one way: ontology <- kg <- extractors <- api."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("ontology", "kg", "extractors", "api")

# What each package may import beside the standard library and itself.
ALLOWED = {
    "ontology": {"rdflib"},
    "kg": {"ontology", "pydantic", "pyoxigraph", "pyshacl", "rdflib"},
    "extractors": {"ontology", "kg", "spacy", "pydantic", "numpy", "onnxruntime", "tokenizers"},
    "api": {"ontology", "kg", "extractors", "seeds"}
    | {
        "fastapi",
        "prometheus_client",
        "pydantic_settings",
        "structlog",
        "starlette",
        "strawberry",
        "graphql",
        "typer",
        "rich",
        "uvicorn",
        "pydantic",
        "platformdirs",
        "werkzeug",
    }
    | {"pyoxigraph"},
}
# What only a part of a package may import: the libraries of the extra `train`, which users do not install.
ALSO_ALLOWED = {
    "extractors/training/": {
        "torch",
        "transformers",
        "safetensors",
        "onnx",
        "lightgbm",
        "onnxmltools",
        "matplotlib",
    },
    "extractors/evaluation/plot.py": {"matplotlib"},
}


def allowed_in(path: Path, package: str) -> set[str]:
    """What a file may import."""
    name = path.relative_to(ROOT).as_posix()
    also = (libraries for part, libraries in ALSO_ALLOWED.items() if name.startswith(part))
    return ALLOWED[package].union({package}, sys.stdlib_module_names, *also)


def imported_modules(path: Path) -> Iterator[str]:
    """Every module that a file imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write the absolute one"
            yield node.module or ""


def files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_lies_before_it(package: str) -> None:
    """ontology <- kg <- extractors <- api, and each package uses only the libraries listed for it."""
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files(package)
        for name in imported_modules(path)
        if name.split(".")[0] not in allowed_in(path, package)
    ]

    assert wrong == []


def test_extractors_know_records_and_errors_of_kg_only() -> None:
    """Extraction is a pure function of the text, so it sees nothing of the store."""
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files("extractors")
        for name in imported_modules(path)
        if name.startswith("kg") and not name.startswith(("kg.records", "kg.errors"))
    ]

    assert wrong == []


def test_only_the_commands_know_of_training() -> None:
    """What extracts must run where the libraries of training are not installed."""
    knowing = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in files(package)
        if not path.is_relative_to(ROOT / "extractors" / "training")
        and any(name.startswith("extractors.training") for name in imported_modules(path))
    }

    assert knowing <= {"api/cli/annotations.py", "api/cli/train.py"}


def test_graphs_pass_between_rdflib_and_pyoxigraph_in_one_module() -> None:
    """The border between the two RDF libraries is kg/rdf/interop.py."""
    both = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in files(package)
        if {"rdflib", "pyoxigraph"} <= {name.split(".")[0] for name in imported_modules(path)}
    ]

    assert both == ["kg/rdf/interop.py"]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_is_longer_than_300_lines(package: str) -> None:
    """A file that outgrows one noun is split."""
    long = {
        str(p.relative_to(ROOT)): n for p in files(package) if (n := len(p.read_text().splitlines())) > 300
    }

    assert long == {}
