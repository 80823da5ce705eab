"""The vocabularies, read back from a graph."""

from __future__ import annotations

from pyoxigraph import Store

from kg.identity.iris import Iris
from kg.linking import Resolver
from kg.rdf.vocabularies import read_vocabulary, vocabulary_quads
from ontology.vocabulary import load_vocabulary
from tests.kg.linking.test_pairs import PAIRS


def test_a_published_graph_links_names_as_the_vocabularies_do(names: Resolver) -> None:
    """So that names in decisions lead where names of papers lead."""
    store, iris = Store(), Iris()
    store.extend(vocabulary_quads(load_vocabulary(), iris))

    stored = Resolver(read_vocabulary(store, iris))

    for pair in PAIRS:
        for name in (pair.one, pair.other):
            said, wanted = stored.resolve(pair.type, name), names.resolve(pair.type, name)
            assert (said.key, said.label, said.linked_by) == (wanted.key, wanted.label, wanted.linked_by)
