"""What a source would say of a synthetic paper beside its text."""

from __future__ import annotations

from random import Random

from kg.records import Identifier, IdentifierKind

_GIVEN = ("Ada", "Bo", "Chen", "Dolores", "Eşref", "Fatima", "Goran", "Hana", "Ivo", "Júlia", "Kenji", "Lena",
          "Minh", "Noor", "Oluwaseun", "Priya", "Quentin", "Rosa", "Søren", "Tomáš", "Uma", "Vera", "Wei",
          "Ximena", "Yuki", "Zoë")  # fmt: skip
_FAMILY = ("Abe", "Berg", "Cho", "Díaz", "Eriksen", "Fu", "García", "Huang", "Ito", "Jansen", "Kovač", "Li",
           "Müller", "Nguyen", "Okafor", "Patel", "Quispe", "Rossi", "Sato", "Tran", "Usman", "Varga", "Wang",
           "Xu", "Yılmaz", "Zhang", "O'Neill", "van der Berg")  # fmt: skip
_VENUES = ("NeurIPS", "ICML", "ICLR", "CVPR", "ACL", "EMNLP", "ECCV", "AAAI", "Interspeech", "TMLR")
_CATEGORIES = ("cs.LG", "cs.CV", "cs.CL", "cs.AI", "stat.ML", "eess.AS", "cs.RO", "cs.IR")

_FIRST_YEAR = 2016
_MONTHS = 120


def month_of(index: int) -> tuple[int, int]:
    """Year and month of a paper, 2016 to 2025, spread evenly and the same for every seed."""
    years, month = divmod(index * 7919 % _MONTHS, 12)
    return _FIRST_YEAR + years, month + 1


def identifiers(random: Random, index: int) -> tuple[Identifier, ...]:
    """Mostly one from arXiv, sometimes a DOI beside it or none; no two indices share one."""
    found = []
    chance = random.random()
    if chance < 0.85:
        year, month = month_of(index)
        # `month_of` and the number together give the index back, so the identifier is unique.
        number = f"{year % 100:02d}{month:02d}.{index // _MONTHS:05d}"
        found.append(Identifier(IdentifierKind.ARXIV, number))
    if 0.75 < chance < 0.9:
        found.append(Identifier(IdentifierKind.DOI, f"10.5555/sg.{index}"))
    return tuple(found)


def date(random: Random, index: int) -> str:
    """ISO 8601, to the day for most, to the month or the year for some."""
    year, month = month_of(index)
    chance = random.random()
    if chance < 0.1:
        return f"{year}"
    if chance < 0.35:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{random.randint(1, 28):02d}"


def authors(random: Random) -> tuple[str, ...]:
    """One to eight names."""
    count = random.randint(1, 8)
    return tuple(f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}" for _ in range(count))


def venue(random: Random) -> str | None:
    """A conference or a journal, for every other paper."""
    return random.choice(_VENUES) if random.random() < 0.5 else None


def categories(random: Random) -> tuple[str, ...]:
    """One or two subject categories."""
    return tuple(random.sample(_CATEGORIES, random.randint(1, 2)))
