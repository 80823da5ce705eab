"""`sotagraph link`: what names mean, without a paper and without a graph."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from api.cli.output import say
from ontology.types import EntityType


def link(
    kind: Annotated[
        EntityType,
        typer.Argument(metavar="TYPE", case_sensitive=False, help="method, dataset, task or metric."),
    ],
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names in any spelling.")],
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="The base of the graph's IRIs.")
    ] = None,
) -> int:
    """Say what names mean: a JSON object a name, each on a line of its own.

    `iri` and `label` are those of the thing; two names with one `iri` are one thing. `linkedBy` says why:
    a vocabulary's label, alias, spelling or short form, or, of what no vocabulary knows, the name itself.
    """
    from kg.identity.iris import Iris
    from kg.linking import link_name
    from ontology.namespaces import DEFAULT_BASE
    from ontology.vocabulary import load_vocabulary

    iris, vocabulary = Iris(base or DEFAULT_BASE), load_vocabulary()
    for name in names:
        found = link_name(kind, name, vocabulary)
        said = {
            "name": name,
            "iri": iris.entity(found.type, found.key),
            "label": found.label,
            "linkedBy": found.linked_by,
        }
        say(json.dumps(said, ensure_ascii=False))
    return 0
