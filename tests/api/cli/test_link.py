"""`sotagraph link`: what names mean, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_names_of_one_thing_have_one_iri(cli: Run) -> None:
    """One line a name, in their order, with the reason of each link."""
    done = cli("link", "dataset", "cifar10", "the CIFAR-10 dataset", "CIFAR-100")

    answers = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert [list(answer) for answer in answers] == [["name", "iri", "label", "linkedBy"]] * 3
    assert [answer["name"] for answer in answers] == ["cifar10", "the CIFAR-10 dataset", "CIFAR-100"]
    assert answers[0]["iri"] == answers[1]["iri"] != answers[2]["iri"]
    assert [answer["label"] for answer in answers] == ["CIFAR-10", "CIFAR-10", "CIFAR-100"]
    assert answers[1]["linkedBy"] == "vocabulary: generic word"


def test_the_iri_is_the_one_that_the_graph_has(cli: Run) -> None:
    """For a known thing and for one that only its name tells."""
    done = cli("link", "METHOD", "PFGM++", "Zubnet")

    known, own = (json.loads(line) for line in done.out.splitlines())
    assert known["iri"].startswith("https://w3id.org/sotagraph/id/method/pfgm-plus-plus-")
    assert (own["label"], own["linkedBy"]) == ("Zubnet", "name")


def test_the_base_can_be_another(cli: Run) -> None:
    """As that of a graph can, and what is no base is refused."""
    done = cli("link", "metric", "FID", "--base", "https://example.org/kg/")

    assert json.loads(done.out)["iri"].startswith("https://example.org/kg/id/metric/fid-")
    assert cli("link", "metric", "FID", "--base", "nowhere").code == 1


def test_one_name_is_another_thing_in_another_type(cli: Run) -> None:
    """MAE is a metric and a method."""
    labels = [json.loads(cli("link", kind, "MAE").out)["label"] for kind in ("metric", "method")]

    assert labels == ["MAE", "masked autoencoders"]


@pytest.mark.parametrize(
    "arguments", [("link",), ("link", "metric"), ("link", "paper", "x"), ("link", "task", " ")]
)
def test_what_is_no_type_or_no_name_is_wrong_usage(cli: Run, arguments: tuple[str, ...]) -> None:
    """The exit code is 2, and nothing is printed."""
    done = cli(*arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err


def test_a_name_that_is_no_unicode_is_answered(cli: Run) -> None:
    """What a terminal could not decode is replaced."""
    done = cli("link", "task", "caf\udce9")

    assert json.loads(done.out)["name"] == "caf?"
