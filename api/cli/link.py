"""`sotagraph link`: what names mean, without a paper and without a graph."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from api.cli.output import say


class Kind(StrEnum):
    """What a name is of, as the command line writes it."""

    METHOD = "method"
    DATASET = "dataset"
    TASK = "task"
    METRIC = "metric"


def link(
    kind: Annotated[
        Kind,
        typer.Argument(metavar="TYPE", help="method, dataset, task or metric.", case_sensitive=False),
    ],
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help="Names as papers write them.", show_default=False),
    ],
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="IRI", help="What the IRIs of the graph begin with."),
    ] = None,
) -> None:
    """Print what each name means by itself, one JSON object a line: name, IRI, label, and why.

    Two names are one thing if they have one IRI. A paper may say more than a name: what it abbreviates, and
    which methods are its own. Nothing is read but the vocabularies, and nothing is stored.

    Example: sotagraph link dataset cifar10 "CIFAR 10" CIFAR-100
    """
    from kg.identity.iris import Iris
    from kg.linking import resolver
    from ontology.namespaces import DEFAULT_BASE
    from ontology.types import EntityType
    from ontology.vocabulary import load_vocabulary

    if not all(name.strip() for name in names):
        raise typer.BadParameter(
            "A name is empty. Give each name as one argument, in quotes if it has spaces."
        )
    iris, entity_type = Iris(base or DEFAULT_BASE), EntityType(kind.value.capitalize())
    resolve = resolver(load_vocabulary()).resolve
    for given in names:
        name = given.encode(errors="replace").decode()
        meaning = resolve(entity_type, name)
        answer = {
            "name": name,
            "iri": iris.entity(entity_type, meaning.key),
            "label": meaning.label,
            "linkedBy": meaning.linked_by.value,
        }
        say(json.dumps(answer, ensure_ascii=False))
