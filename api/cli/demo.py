"""`sotagraph demo`: the question that the project exists for, on the seed papers."""

from __future__ import annotations

import shlex
from importlib.resources import files
from pathlib import Path

from api.cli.ingest import print_summary, run
from api.cli.methods import print_answer
from api.cli.options import Data, Workers
from api.cli.output import say


def demo(data: Data, workers: Workers) -> int:
    """Ingest the seed papers and answer "which methods report FID on CIFAR-10"."""
    import seeds
    from kg.queries.arguments import ReportsFilter

    say("Reading the seed papers ...")
    summary = run([Path(seeds.__path__[0])], data, workers=workers, list_skipped=False)
    print_summary(summary)
    say()
    say("Which methods report FID on CIFAR-10?")
    print_answer(data, ReportsFilter(metric="FID", dataset="CIFAR-10"))
    say()
    say("The same in GraphQL:")
    say()
    say(question())
    say("Go on:")
    where = shlex.quote(str(data))
    say(f"  make serve                                          (or: sotagraph serve --data {where})")
    say("    then open http://127.0.0.1:8000/graphql and run the query above")
    say(f"  sotagraph leaderboard --dataset CIFAR-10 --metric FID --data {where}")
    say(f"  sotagraph ingest my-papers.jsonl --data {where}")
    return 1 if summary.failed else 0


def question() -> str:
    """The question in GraphQL, as the query page, the documentation and the tests have it."""
    return (files("api.graphql") / "question.graphql").read_text(encoding="utf-8")
