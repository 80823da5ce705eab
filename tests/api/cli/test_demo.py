"""The first thing that a newcomer sees."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_the_demo_answers_the_question_and_shows_how_to_go_on(cli: Run, tmp_path: Path) -> None:
    """The seed papers become a graph, the answer is a table with quotes, and a second run changes nothing."""
    data = tmp_path / "demo"

    first, second = cli("demo", "--data", data), cli("demo", "--data", data)
    rows = json.loads(
        cli("methods", "--metric", "FID", "--dataset", "CIFAR-10", "--json", "--data", data).out
    )

    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert "55 papers read: 55 new, 0 changed, 0 unchanged, 0 failed." in first.out
    assert "55 papers read: 0 new, 0 changed, 55 unchanged, 0 failed." in second.out
    assert (files("api.graphql") / "question.graphql").read_text(encoding="utf-8") in first.out
    assert f"sotagraph serve --data {data}" in first.out
    found = {(row["method"], row["value"]): row for row in rows}
    assert found["PFGM++", 1.74]["condition"] == "class-conditional"
    assert found["PFGM++", 1.91]["condition"] == "D=2048"
    assert not {"DiffuseVAE", "denoising diffusion GANs"} & {row["method"] for row in rows}


def test_the_leaderboard_of_the_demo_keeps_class_conditional_apart(cli: Run, tmp_path: Path) -> None:
    """Over the seed papers no group ranks a class-conditional FID with an unstated one, and it says why."""
    data = tmp_path / "demo"
    cli("demo", "--data", data)

    board = json.loads(
        cli("leaderboard", "--metric", "FID", "--dataset", "CIFAR-10", "--json", "--data", data).out
    )

    settings = {
        score["comparableValue"]: group["settings"]["conditioning"]
        for group in board["groups"]
        for row in group["rows"]
        for score in row["scores"]
        if row["rank"] is not None
    }
    assert settings[1.74] == "class-conditional"
    assert settings[1.91] is None
    assert "conditioning (class-conditional, unstated)" in board["note"]
    assert "What a text does not state is unknown" in board["note"]
