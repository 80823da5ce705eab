"""Options that the commands of `sotagraph review` share."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import DecisionInvalid
from ontology.types import EntityType

if TYPE_CHECKING:
    from kg.review import Signature


def signature(by: str | None, why: str) -> Signature:
    """Who decides and why; without a name, the user that runs the command. Raises DecisionInvalid."""
    from kg.review import Signature

    if by is None:
        try:
            by = getpass.getuser()
        except (OSError, KeyError) as error:
            raise DecisionInvalid(
                "The system does not say who you are.", where="--by", remedy="Give your name with --by."
            ) from error
    return Signature(by, why)


def chosen_slots(without: Sequence[str], **slots: str | StrEnum | None) -> dict[str, str | None]:
    """What each slot of a result should say, None for nothing. Raises DecisionInvalid if asked both ways."""
    chosen: dict[str, str | None] = {slot: str(said) for slot, said in slots.items() if said is not None}
    for name in without:
        slot = name.replace("-", "_")
        if slot in chosen:
            raise DecisionInvalid(
                f"{name!r} is given and taken away.", where="--without", remedy="Say one of the two."
            )
        chosen[slot] = None
    return chosen


Target = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help="IRI of a result or a mention; or a paper's IRI or identifier, for one of its names.",
        show_default=False,
    ),
]
Entity = Annotated[
    str,
    typer.Argument(metavar="ENTITY", help="IRI of an entity; with --type, a name.", show_default=False),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who come after.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="SOTAGRAPH_BY",
        help="Who decides.",
        show_default="the user that runs the command",
    ),
]
Kind = Annotated[
    EntityType | None, typer.Option("--type", case_sensitive=False, help="Of which type the thing is.")
]
Name = Annotated[
    str | None, typer.Option("--name", metavar="NAME", help="What a paper calls it, as it is spelled there.")
]
As = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help="What it is instead: a label, an alias or an IRI.")
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="SLOT", help="A slot of a result that should say nothing; repeat it."),
]
