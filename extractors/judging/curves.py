"""Confidences that hold: what was said, mapped to how often that was right on held-out papers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractors.components.annotations import FoundEntity

#: The facts whose confidences are mapped; those of results are already when the results are found.
FACTS = ("mentions", "roles")
Curve = tuple[list[float], list[float]]


@dataclass(frozen=True, slots=True)
class Curves:
    """A curve for each of FACTS: places where confidences lie, and shares that were right there."""

    curves: Mapping[str, Curve]

    def at(self, fact: str, said: float) -> float:
        """What a confidence stands for, with four decimals."""
        places, shares = self.curves[fact]
        return round(float(np.interp(said, places, shares)), 4)

    def apply(self, entities: Iterable[FoundEntity]) -> None:
        """Map the confidences of entities and of their roles."""
        for entity in entities:
            entity.confidence = self.at("mentions", entity.confidence)
            entity.role_confidence = self.at("roles", entity.role_confidence)

    def write(self, path: Path) -> None:
        """As `read` reads it."""
        path.write_text(json.dumps(self.curves) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Curves:
        """What `write` wrote."""
        written = json.loads(path.read_text(encoding="utf-8"))
        return cls({fact: (written[fact][0], written[fact][1]) for fact in FACTS})
