"""Papers that report a few things many times, and a vocabulary that knows which way the metrics go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from pyoxigraph import QuerySolutions

from kg import synthetic
from kg.data_directory import DataDirectory
from kg.reader import Reader
from kg.records import EntityType, Extraction, Paper
from ontology.vocabulary import Concept, Vocabulary

Pair = tuple[Paper, Extraction]


@dataclass(frozen=True, slots=True)
class Answers:
    """Asks what is published in a data directory."""

    directory: DataDirectory

    def rows(self, query: str) -> list[tuple[str | None, ...]]:
        """The solutions of a query over all graphs, sorted, each variable as text."""
        prefixes = """
            PREFIX sg: <https://w3id.org/sotagraph/ontology#>
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        """
        with Reader(self.directory) as reader:
            found = reader.snapshot().store.query(prefixes + query, use_default_graph_as_union=True)
            assert isinstance(found, QuerySolutions)
            names = [variable.value for variable in found.variables]
            rows = [tuple(getattr(row[name], "value", None) for name in names) for row in found]
        return sorted(rows, key=str)


@pytest.fixture(scope="session")
def many() -> list[Pair]:
    """A hundred papers with their extractions."""
    return list(synthetic.papers(100, seed=3))


@pytest.fixture
def directions(many: Sequence[Pair]) -> Vocabulary:
    """The metrics of the papers, every second one better when lower."""
    names = {
        entity.name for _, found in many for entity in found.entities if entity.type is EntityType.METRIC
    }
    return Vocabulary(
        Concept(
            EntityType.METRIC,
            f"metric-{place}",
            name,
            direction="LowerIsBetter" if place % 2 else "HigherIsBetter",
        )
        for place, name in enumerate(sorted(names))
    )


@pytest.fixture
def ask(directory: DataDirectory) -> Answers:
    """Asks what is published."""
    return Answers(directory)
