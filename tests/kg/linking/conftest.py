from __future__ import annotations

import pytest

from kg.linking import Resolver, resolver
from ontology.vocabulary import load_vocabulary


@pytest.fixture(scope="session")
def names() -> Resolver:
    """The resolver of the vocabularies that the package brings."""
    return resolver(load_vocabulary())
