"""Training states on disk, so that an interrupted training goes on where it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import torch


class Stateful(Protocol):
    """A module or an optimiser."""

    def state_dict(self) -> dict[str, Any]:
        """Its state by name."""

    def load_state_dict(self, state_dict: dict[str, Any]) -> Any:
        """Take a state."""


def restore(path: Path, parts: Mapping[str, Stateful]) -> int:
    """Load the parts' states; the number of steps that are done, 0 without a checkpoint."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return int(state["step"])


def save(path: Path, parts: Mapping[str, Stateful], step: int) -> None:
    """Write the parts' states in one move, so that a kill leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".partial")
    torch.save({**{name: part.state_dict() for name, part in parts.items()}, "step": step}, scratch)
    scratch.replace(path)
