"""A result while its slots are being filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.components.annotations import FoundEntity, Quantity
from extractors.components.results.frame import Frame, Series
from extractors.components.results.kinds import Kind


@dataclass(slots=True)
class Draft:
    """One quantity with what was linked to it; several metrics or data sets make several results.

    Args:
        frame: The sentence.
        series: The quantities that it shares its kind with.
        quantity: The value.
        kind: What the value is.
        metrics, datasets: What was linked; one result for each pair.
        metric_cost, dataset_cost: How far they are, None when there is none or when it is inherited.
        method: Who has the value.
        own_method: Whether the sentence says who has it.
        task: What the value is about.
        baseline: What a difference is against.
        condition: The setting.
    """

    frame: Frame
    series: Series
    quantity: Quantity
    kind: Kind
    metrics: list[FoundEntity] = field(default_factory=list)
    datasets: list[FoundEntity] = field(default_factory=list)
    metric_cost: float | None = None
    dataset_cost: float | None = None
    method: FoundEntity | None = None
    own_method: bool = False
    task: FoundEntity | None = None
    baseline: FoundEntity | None = None
    condition: str | None = None
