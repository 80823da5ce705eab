"""What names mean, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def test_each_name_is_a_line_of_json(cli: Run) -> None:
    """In the order of the names, and one IRI for one thing."""
    done = cli("link", "dataset", "CIFAR10", "cifar-10", "the CIFAR-100 dataset", "Zörb-7")

    assert (done.code, done.err) == (0, "")
    ten, again, hundred, unknown = map(json.loads, done.out.splitlines())
    assert [row["name"] for row in (ten, again, hundred, unknown)][2:] == ["the CIFAR-100 dataset", "Zörb-7"]
    assert ten["iri"] == again["iri"] != hundred["iri"]
    assert (ten["label"], hundred["label"], unknown["label"]) == ("CIFAR-10", "CIFAR-100", "Zörb-7")
    assert ten["linkedBy"] == "vocabulary: label"
    assert hundred["linkedBy"] == "vocabulary: spelling"
    assert unknown["linkedBy"] == "name"
    assert unknown["iri"].startswith("https://w3id.org/sotagraph/id/dataset/zorb7-")


def test_the_base_can_be_another(cli: Run) -> None:
    """As in a graph that was made with it."""
    done = cli("link", "metric", "FID", "--base", "https://example.org/kg/")
    assert json.loads(done.out)["iri"].startswith("https://example.org/kg/id/metric/fid-")


def test_a_type_that_there_is_not_is_wrong_usage(cli: Run) -> None:
    """And the types are named."""
    done = cli("link", "author", "Ada")
    assert done.code == 2
    assert "'method', 'dataset', 'task', 'metric'" in done.err
