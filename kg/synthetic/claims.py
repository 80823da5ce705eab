"""The sentences of a synthetic paper that state results, with the results that they state."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from kg.records import Bound, Change, Result, ResultKind, Span
from kg.synthetic import sentences
from kg.synthetic.cast import Cast
from kg.synthetic.writer import Draft, TextWriter

_UNITS = ("%", "%", None, None, "dB")


def state_results(random: Random, writer: TextWriter, cast: Cast) -> list[Result]:
    """Write up to four sentences that state results; a third of the papers has none."""
    results: list[Result] = []
    for _ in range(int(random.choice("0012223344"))):
        chance = random.random()
        if chance < 0.46:
            results += _absolute(random, writer, cast)
        elif chance < 0.90:
            results += _improvement(random, writer, cast)
        elif chance < 0.95:
            results += _speedup(random, writer, cast)
        else:
            results += _unvalued(random, writer, cast)
    return results


def _absolute(random: Random, writer: TextWriter, cast: Cast) -> list[Result]:
    if not cast.metrics:
        return []
    metric = random.choice(cast.metrics)
    method = random.choice([cast.proposed, cast.proposed, *cast.compared])
    # Two decimals with the last zero kept: the text of a value is more than its number.
    value, unit = f"{random.uniform(1, 99):.2f}", random.choice(_UNITS)
    slots: dict[str, Draft | str] = {"method": method, "metric": metric, "value": _with_unit(value, unit)}
    datasets = cast.datasets
    condition: str | None = None
    if len(datasets) > 1 and random.random() < 0.3:
        datasets = random.sample(datasets, 2)
        slots |= {"dataset": datasets[0], "second": datasets[1]}
        template = random.choice(sentences.ABSOLUTE_SHARED)
    else:
        condition = _condition(random, slots)
        datasets = [random.choice(datasets)] if datasets else []
        slots |= {"dataset": datasets[0]} if datasets else {}
        template = random.choice(sentences.ABSOLUTE if datasets else sentences.ABSOLUTE_PLAIN)
    evidence, places = _say(random, writer, template, slots)
    return [
        Result(
            kind=ResultKind.ABSOLUTE,
            anchor=Span(places["value"].start, places["value"].start + len(value)),
            evidence=evidence,
            method=method.name,
            dataset=dataset.name if dataset else None,
            task=_task(random, cast),
            metric=metric.name,
            value=Decimal(value),
            value_text=value,
            unit=unit,
            condition=condition,
            confidence=_confidence(random),
        )
        for dataset in (datasets or (None,))
    ]


def _improvement(random: Random, writer: TextWriter, cast: Cast) -> list[Result]:
    others = [*cast.compared, *cast.used]
    if not cast.metrics or not others:
        return []
    metric, baseline = random.choice(cast.metrics), random.choice(others)
    value = f"{random.uniform(0.1, 30):.1f}"
    slots: dict[str, Draft | str] = {
        "method": cast.proposed, "metric": metric, "other": baseline, "value": f"{value}%",
    }  # fmt: skip
    dataset = random.choice(cast.datasets) if cast.datasets else None
    condition = None
    if dataset:
        slots["dataset"] = dataset
        template = random.choice(sentences.IMPROVEMENT_DATASET)
    else:
        condition = _condition(random, slots)
        template = random.choice(sentences.IMPROVEMENT)
    evidence, places = _say(random, writer, template, slots)
    return [
        Result(
            kind=ResultKind.IMPROVEMENT,
            anchor=Span(places["value"].start, places["value"].start + len(value)),
            evidence=evidence,
            method=cast.proposed.name,
            dataset=dataset.name if dataset else None,
            task=_task(random, cast),
            metric=metric.name,
            value=Decimal(value),
            value_text=value,
            unit="%",
            baseline=baseline.name,
            condition=condition,
            change=Change.INCREASE,
            bound=Bound.UP_TO if dataset else None,
            confidence=_confidence(random),
        )
    ]


def _speedup(random: Random, writer: TextWriter, cast: Cast) -> list[Result]:
    others = [*cast.compared, *cast.used]
    if not others:
        return []
    baseline = random.choice(others)
    value = f"{random.uniform(1.1, 40):.1f}"
    slots: dict[str, Draft | str] = {"method": cast.proposed, "other": baseline, "value": f"{value}times"}
    condition = _condition(random, slots)
    evidence, places = _say(random, writer, random.choice(sentences.SPEEDUP), slots)
    at = places["value"]
    return [
        Result(
            kind=ResultKind.SPEEDUP,
            anchor=at,
            evidence=evidence,
            method=cast.proposed.name,
            value=Decimal(value),
            value_text=f"{value}times",
            unit="x",
            baseline=baseline.name,
            condition=condition,
            confidence=_confidence(random),
        )
    ]


def _unvalued(random: Random, writer: TextWriter, cast: Cast) -> list[Result]:
    if not cast.metrics or not cast.datasets:
        return []
    metric, dataset = random.choice(cast.metrics), random.choice(cast.datasets)
    slots: dict[str, Draft | str] = {"method": cast.proposed, "metric": metric, "dataset": dataset}
    evidence, _ = _say(random, writer, random.choice(sentences.UNVALUED), slots)
    named = metric.mentions[-1]
    return [
        Result(
            kind=ResultKind.UNVALUED,
            anchor=Span(named.start, named.end),
            evidence=evidence,
            method=cast.proposed.name,
            dataset=dataset.name,
            metric=metric.name,
            confidence=_confidence(random),
        )
    ]


def _say(
    random: Random, writer: TextWriter, template: str, slots: dict[str, Draft | str]
) -> tuple[Span, dict[str, Span]]:
    writer.put(" ")
    return writer.sentence(template, slots, _confidence(random))


def _condition(random: Random, slots: dict[str, Draft | str]) -> str | None:
    """Choose a condition or none, and put its phrase into the slots."""
    condition = random.choice(sentences.CONDITIONS) if random.random() < 0.5 else None
    slots["condition"] = f" ({condition})" if condition else ""
    return condition


def _task(random: Random, cast: Cast) -> str | None:
    return random.choice(cast.tasks).name if cast.tasks and random.random() < 0.68 else None


def _with_unit(value: str, unit: str | None) -> str:
    if unit is None:
        return value
    return f"{value}%" if unit == "%" else f"{value} {unit}"


def _confidence(random: Random) -> float:
    return round(random.uniform(0.4, 1.0), 3)
