"""`sotagraph link`: what names mean by the vocabularies, without a graph."""

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
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help="Names as papers write them.", show_default=False),
    ],
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="IRI", help="What the IRIs of the graph begin with."),
    ] = None,
) -> int:
    """Print what each name means by itself, one JSON object a line: name, IRI, label, and why.

    Two names are one thing if they have one IRI. A paper may say more than a name: what it abbreviates, and
    which methods are its own. Nothing is read but the vocabularies, and nothing is stored.

    Example: sotagraph link dataset cifar10 "CIFAR 10" CIFAR-100
    """
    from kg.identity.iris import Iris
    from kg.linking import resolver
    from ontology.namespaces import DEFAULT_BASE
    from ontology.vocabulary import load_vocabulary

    if not all(name.strip() for name in names):
        raise typer.BadParameter(
            "A name is empty. Give each name as one argument, in quotes if it has spaces."
        )
    iris = Iris(base or DEFAULT_BASE)
    resolve = resolver(load_vocabulary()).resolve
    for given in names:
        name = given.encode(errors="replace").decode()
        meaning = resolve(kind, name)
        answer = {
            "name": name,
            "iri": iris.entity(kind, meaning.key),
            "label": meaning.label,
            "linkedBy": meaning.linked_by.value,
        }
        say(json.dumps(answer, ensure_ascii=False))
    return 0
