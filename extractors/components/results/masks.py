"""Private characters that stand for mentions and quantities, one for every character, so offsets stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.records import EntityType

MASKS = {
    EntityType.METRIC: "\ue000",
    EntityType.DATASET: "\ue001",
    EntityType.METHOD: "\ue002",
    EntityType.TASK: "\ue003",
}
QUANTITY_MASK = "\ue004"
#: What masked text is read in: a mask however long, a word, or a sign.
TOKEN = re.compile("|".join(f"{mask}+" for mask in (*MASKS.values(), QUANTITY_MASK)) + r"|\w[\w'’-]*|[^\w\s]")
# Text may hold private characters of its own, which stand for nothing here.
_NO_MASK = dict.fromkeys(map(ord, [*MASKS.values(), QUANTITY_MASK]), "\ufffd")


def masked(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """The text with each span overwritten by its mask, the later over the earlier."""
    characters = list(text.translate(_NO_MASK))
    for start, end, mask in spans:
        characters[start:end] = mask * (end - start)
    return "".join(characters)
