"""A result while its slots are being filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.components.annotations import FoundEntity, Quantity
from extractors.components.results.frame import Frame, Series
from kg.records import Change, ResultKind


@dataclass(slots=True)
class Draft:
    """One quantity with what was linked to it; several metrics or data sets make several results."""

    frame: Frame
    series: Series
    quantity: Quantity
    kind: ResultKind
    change: Change | None = None
    metrics: list[FoundEntity] = field(default_factory=list)
    datasets: list[FoundEntity] = field(default_factory=list)
    method: FoundEntity | None = None
    baseline: FoundEntity | None = None
    task: FoundEntity | None = None
    condition: str | None = None
    metric_cost: float | None = None
    dataset_cost: float | None = None
    own_method: bool = False
