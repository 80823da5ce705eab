"""`sotagraph keys`: who may write through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Data, Json
from api.cli.output import note, print_json, print_table, say

if TYPE_CHECKING:
    from api.keys import Key

Scopes = Annotated[
    list[str],
    typer.Option("--scope", metavar="SCOPE", help="What it allows: ingest or review; repeat it for both."),
]


def build() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(
        help="Make and revoke the keys with which programs write through the API; reading needs none.",
        no_args_is_help=True,
        rich_markup_mode="markdown",
    )
    app.command()(create)
    app.command(name="list")(list_)
    app.command()(revoke)
    return app


def create(
    data: Data,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="What it is called; its decisions are by this name.", show_default=False
        ),
    ],
    scope: Scopes,
    expires: Annotated[
        str | None,
        typer.Option(
            "--expires", metavar="DAY", help="The first day on which it no longer counts: 2027-01-31."
        ),
    ] = None,
) -> int:
    """Make a key and print it. It is shown this once; what is kept is its digest."""
    from api.keys import KeyRing, Scope
    from kg.data_directory import DataDirectory
    from kg.errors import SettingInvalid

    known = {each.value for each in Scope}
    for each in scope:
        if each not in known:
            raise SettingInvalid(
                f"{each[:40]!r} is no scope.", where="--scope", remedy=f"Give {' or '.join(sorted(known))}."
            )
    key, secret = KeyRing(DataDirectory(data)).create(name, [Scope(each) for each in scope], expires)
    note(f"Key {key.id} ({', '.join(sorted(key.scopes))}). Keep it: it is not shown again.")
    say(secret)
    return 0


def list_(data: Data, as_json: Json = False) -> int:
    """Show all keys, revoked ones too; never the keys themselves."""
    from api.keys import KeyRing
    from kg.data_directory import DataDirectory

    keys = KeyRing(DataDirectory(data)).all()
    columns = ("id", "name", "scopes", "created", "expires", "revoked", "used")
    rows = [_row(key) for key in keys]
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        print_table(columns, rows)
    return 0


def revoke(
    data: Data,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its name or its id.", show_default=False)],
) -> int:
    """Let a key no longer count, from now on."""
    from api.keys import KeyRing
    from kg.data_directory import DataDirectory

    revoked = KeyRing(DataDirectory(data)).revoke(key)
    say(f"Revoked: {revoked.name} ({revoked.id}).")
    return 0


def _row(key: Key) -> tuple[str, ...]:
    scopes = " ".join(sorted(key.scopes))
    return key.id, key.name, scopes, key.created, key.expires or "", key.revoked or "", key.used or ""
