"""`sotagraph review`: accept, reject and correct facts, merge and split entities, and undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Data, Json, Wait
from api.cli.output import print_json, say
from api.cli.review_options import As, By, Entity, Kind, Name, Target, Why, Without, chosen_slots, signature
from api.cli.reviewed import history, list_
from kg.errors import DecisionInvalid
from kg.records import Bound, Change, ResultKind

if TYPE_CHECKING:
    from kg.review import Reviewed


def build() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(
        help="Decide about facts and entities; decisions hold for every later extraction and can be undone.",
        no_args_is_help=True,
        rich_markup_mode="markdown",
    )
    for command in (accept, reject, correct, merge, split, undo):
        app.command()(command)
    app.command(name="list")(list_)
    app.command()(history)
    return app


def accept(
    data: Data,
    target: Target,
    why: Why,
    by: By = None,
    kind: Kind = None,
    name: Name = None,
    as_json: Json = False,
    wait: Wait = False,
) -> int:
    """Vouch for a fact as it is shown: it is sure, and stays though a later extraction lacks it.

    With --type and --name, accept what a paper's name stands for.
    """
    from kg.data_directory import DataDirectory
    from kg.review import accept as vouch

    done = vouch(DataDirectory(data), target, signature(by, why), kind=kind, name=name, wait=wait)
    return _print(done, as_json)


def reject(
    data: Data,
    target: Target,
    why: Why,
    by: By = None,
    kind: Kind = None,
    name: Name = None,
    as_json: Json = False,
    wait: Wait = False,
) -> int:
    """Take a fact away, from every later extraction too.

    With --type and --name, reject what a paper's name stands for: it becomes a thing of its own.

    Example: sotagraph review reject RESULT --why "A learning rate, not an accuracy."
    """
    from kg.data_directory import DataDirectory
    from kg.review import reject as take_away

    done = take_away(DataDirectory(data), target, signature(by, why), kind=kind, name=name, wait=wait)
    return _print(done, as_json)


def correct(
    data: Data,
    target: Target,
    why: Why,
    by: By = None,
    value: Annotated[str | None, typer.Option(metavar="NUMBER", help="The value of a result.")] = None,
    method: Annotated[str | None, typer.Option(metavar="NAME", help="The method of a result.")] = None,
    dataset: Annotated[str | None, typer.Option(metavar="NAME", help="The data set of a result.")] = None,
    task: Annotated[str | None, typer.Option(metavar="NAME", help="The task of a result.")] = None,
    metric: Annotated[str | None, typer.Option(metavar="NAME", help="The metric of a result.")] = None,
    baseline: Annotated[str | None, typer.Option(metavar="NAME", help="What it is compared with.")] = None,
    unit: Annotated[str | None, typer.Option(metavar="TEXT", help="The unit of a result.")] = None,
    condition: Annotated[str | None, typer.Option(metavar="TEXT", help="The condition of a result.")] = None,
    result_kind: Annotated[ResultKind | None, typer.Option("--kind", help="The kind of a result.")] = None,
    change: Annotated[Change | None, typer.Option(help="Whether the value of a result rose or fell.")] = None,
    bound: Annotated[Bound | None, typer.Option(help="How the value of a result is hedged.")] = None,
    relative_to: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the value is a share of.")
    ] = None,
    uncertainty: Annotated[str | None, typer.Option(metavar="NUMBER", help="The number after ±.")] = None,
    without: Without = None,
    instead: As = None,
    kind: Kind = None,
    name: Name = None,
    start: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Where a mention begins, in characters.")
    ] = None,
    end: Annotated[int | None, typer.Option(min=1, metavar="N", help="Where a mention ends.")] = None,
    as_json: Json = False,
    wait: Wait = False,
) -> int:
    """Say how a result, a mention or the meaning of a name should be.

    Of a RESULT, the slots: --value 3.2 --method NAME --without condition. Of a MENTION: --as NAME --type TYPE
    --start N --end N. Of a PAPER: --type TYPE --name NAME --as ENTITY says what it means by a name.

    Example: sotagraph review correct RESULT --value 3.2 --why "The abstract says 3.2."
    """
    from kg.data_directory import DataDirectory
    from kg.review import correct_link, correct_mention, correct_result

    directory, signed = DataDirectory(data), signature(by, why)
    slots = chosen_slots(
        without or (),
        value=value,
        method=method,
        dataset=dataset,
        task=task,
        metric=metric,
        baseline=baseline,
        unit=unit,
        condition=condition,
        kind=result_kind,
        change=change,
        bound=bound,
        relative_to=relative_to,
        uncertainty=uncertainty,
    )
    place = {"start": start, "end": end}
    of_mention = any(at is not None for at in place.values()) or (instead is not None and name is None)
    if slots and not of_mention and instead is None and kind is None and name is None:
        done = correct_result(directory, target, slots, signed, wait=wait)
    elif not slots and name is None and (of_mention or kind is not None):
        done = correct_mention(directory, target, signed, kind=kind, name=instead, **place, wait=wait)
    elif not slots and not of_mention and kind is not None and name is not None and instead is not None:
        done = correct_link(directory, target, kind, name, instead, signed, wait=wait)
    else:
        raise DecisionInvalid(
            "These options do not say what is to be corrected.",
            where="correct",
            remedy="Give slots of a result; --as, --type, --start or --end of a mention; "
            "or --type, --name and --as for a name of a paper.",
        )
    return _print(done, as_json)


def merge(
    data: Data,
    source: Entity,
    into: Annotated[
        str, typer.Argument(metavar="INTO", help="The entity that stays, given likewise.", show_default=False)
    ],
    why: Why,
    by: By = None,
    kind: Kind = None,
    as_json: Json = False,
    wait: Wait = False,
) -> int:
    """Say that two entities are one: mentions, roles and results of the first go to the second.

    The IRI and the names of the first still answer, with the second.
    """
    from kg.data_directory import DataDirectory
    from kg.review import merge as unite

    return _print(unite(DataDirectory(data), source, into, signature(by, why), kind=kind, wait=wait), as_json)


def split(
    data: Data,
    entity: Entity,
    why: Why,
    instead: Annotated[str, typer.Option("--as", metavar="NAME", help="What the other thing is called.")],
    by: By = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="The name that means the other thing.")
    ] = None,
    paper: Annotated[
        str | None, typer.Option("--paper", metavar="PAPER", help="The paper that means the other thing.")
    ] = None,
    kind: Kind = None,
    as_json: Json = False,
    wait: Wait = False,
) -> int:
    """Say that papers, or one paper, mean another thing than this entity.

    Give --name for all papers that call it so, --paper for one paper, or both.
    """
    from kg.data_directory import DataDirectory
    from kg.review import split as divide

    signed = signature(by, why)
    done = divide(DataDirectory(data), entity, instead, signed, name=name, paper=paper, kind=kind, wait=wait)
    return _print(done, as_json)


def undo(
    data: Data,
    number: Annotated[
        int,
        typer.Argument(metavar="DECISION", min=1, help="The number that `list` shows.", show_default=False),
    ],
    why: Why,
    by: By = None,
    as_json: Json = False,
    wait: Wait = False,
) -> int:
    """Let a decision no longer count. It is kept, and an undoing can be undone too."""
    from kg.data_directory import DataDirectory
    from kg.review import undo as take_back

    return _print(take_back(DataDirectory(data), number, signature(by, why), wait=wait), as_json)


def _print(done: Reviewed, as_json: bool) -> int:
    decision = done.decision
    if as_json:
        print_json({"decision": decision.number, "papers": done.papers, "snapshot": done.snapshot})
        return 0
    shown = "1 paper shows it" if done.papers == 1 else f"{done.papers:,} papers show it"
    say(f"Decision {decision.number} ({decision.act.verdict}): {shown}.")
    if done.snapshot:
        say(f"Snapshot: {done.snapshot}")
    return 0
