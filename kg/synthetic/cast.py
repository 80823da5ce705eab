"""Which entities a synthetic paper is about."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from kg.records import Abbreviation, EntityType, Role
from kg.synthetic import names
from kg.synthetic.writer import Draft

# Papers propose names from beyond those that the first ranks hold, so each is its paper's own.
_PROPOSED_WORDS = ("Network", "Transformer", "Sampler", "Alignment", "Regularisation", "Prompting")


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of one paper, by what it does with them; `proposed` has one member."""

    proposed: Draft
    used: list[Draft]
    compared: list[Draft]
    mentioned: list[Draft]
    datasets: list[Draft]
    tasks: list[Draft]
    metrics: list[Draft]
    abbreviation: Abbreviation | None

    def all(self) -> list[Draft]:
        """Every entity once."""
        methods = [self.proposed, *self.used, *self.compared, *self.mentioned]
        return methods + self.datasets + self.tasks + self.metrics


def cast(random: Random, index: int) -> Cast:
    """Draw a paper's entities: 5.5 methods, 2.5 tasks, 1.2 metrics and 0.9 data sets on average."""
    proposed, abbreviation = _proposed(random, index)
    taken = {(EntityType.METHOD, proposed.name)}

    def some(entity_type: EntityType, counts: str, role: Role | None = None) -> list[Draft]:
        return _draw(random, entity_type, int(random.choice(counts)), role, taken)

    # Each string is a distribution: one of its digits is drawn.
    return Cast(
        proposed=proposed,
        used=some(EntityType.METHOD, "122334", Role.USED),
        compared=some(EntityType.METHOD, "001123", Role.COMPARED),
        mentioned=some(EntityType.METHOD, "001112", Role.MENTIONED),
        datasets=_datasets(random, some(EntityType.DATASET, "0000111223")),
        tasks=some(EntityType.TASK, "1123334"),
        metrics=some(EntityType.METRIC, "0111111222"),
        abbreviation=abbreviation,
    )


def _proposed(random: Random, index: int) -> tuple[Draft, Abbreviation | None]:
    short = names.invented(EntityType.METHOD, index)
    if random.random() >= 0.25:
        return Draft(EntityType.METHOD, short, Role.PROPOSED), None
    long = f"{' '.join(names.stem(index)).title()} {random.choice(_PROPOSED_WORDS)}"
    return Draft(EntityType.METHOD, short, Role.PROPOSED), Abbreviation(short, long)


def _draw(
    random: Random, entity_type: EntityType, count: int, role: Role | None, taken: set[tuple[EntityType, str]]
) -> list[Draft]:
    drafts = []
    for _ in range(count):
        name = names.draw(random, entity_type)
        identity = (entity_type, name)
        if identity not in taken:
            taken.add(identity)
            drafts.append(Draft(entity_type, _spelling(random, name), role))
    return drafts


def _spelling(random: Random, name: str) -> str:
    """The name as this paper writes it: some write `CIFAR10` for `CIFAR-10`."""
    return name.replace("-", "") if random.random() < 0.05 else name


def _datasets(random: Random, drafts: list[Draft]) -> list[Draft]:
    for draft in drafts:
        draft.role = random.choices(
            (Role.EVALUATED, Role.INTRODUCED, Role.TRAINED, Role.MENTIONED), (80, 14, 3, 3)
        )[0]
    return drafts
