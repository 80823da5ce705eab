"""The orders in which lists can be asked for."""

from __future__ import annotations

from enum import StrEnum

from kg.queries.selection import Key, Order


class EntityOrder(StrEnum):
    """How lists of entities can be sorted."""

    LABEL = "label"
    SUPPORT = "support"


class PaperOrder(StrEnum):
    """How lists of papers can be sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


class ResultOrder(StrEnum):
    """How lists of results can be sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LOWEST = "lowest"
    HIGHEST = "highest"
    CONFIDENCE = "confidence"


_BY_LABEL = "LCASE(?label) ?{}"
#: Of dates of which one begins as the other does, the shorter is the newer, as in the catalogue.
_NEWEST = 'DESC(CONCAT(STR(?date), "~"))'
_OLDEST = "(!BOUND(?date)) STR(?date)"
_PAPER = "LCASE(?title) ?paper"
#: The order of papers, and of what is in them; DATED binds what it takes.
NEWEST_PAPER = f"{_NEWEST} {_PAPER}"
DATED = ("?paper dcterms:title ?title .", "OPTIONAL { ?paper sg:date ?date }")
_PLACED = (*DATED, "?result sg:evidence/sg:start ?start .")
_PLACE = f"{NEWEST_PAPER} ?start ?result"
_DATE_OF_RESULT = "(SELECT date FROM paper WHERE paper.id = result.paper)"


def entity_order(order: EntityOrder, variable: str, support: str) -> Order:
    """An order of entities, of which `support` gives the number of papers in SQL."""
    by_label = _BY_LABEL.format(variable)
    if order is EntityOrder.LABEL:
        return Order(order, (), by_label)
    return Order(order, (Key(support, descending=True),), f"DESC(?support) {by_label}")


def paper_order(order: PaperOrder) -> Order:
    """An order of papers."""
    match order:
        case PaperOrder.NEWEST:
            return Order(order, (), NEWEST_PAPER, DATED)
        case PaperOrder.OLDEST:
            keys = (Key("date IS NULL"), Key("date"))
            return Order(order, keys, f"{_OLDEST} {_PAPER}", DATED)
        case PaperOrder.TITLE:
            return Order(order, (Key("title"),), _PAPER, DATED)


def result_order(order: ResultOrder) -> Order:
    """An order of results."""
    keys: tuple[Key, ...]
    value = ("OPTIONAL { ?result sg:value ?value }",)
    match order:
        case ResultOrder.NEWEST:
            return Order(order, (), _PLACE, _PLACED)
        case ResultOrder.OLDEST:
            keys = (Key(f"{_DATE_OF_RESULT} IS NULL"), Key(_DATE_OF_RESULT))
            return Order(order, keys, f"{_OLDEST} {_PAPER} ?start ?result", _PLACED)
        case ResultOrder.LOWEST:
            keys = (Key("value IS NULL"), Key("value"))
            return Order(order, keys, f"(!BOUND(?value)) ?value {_PLACE}", (*value, *_PLACED))
        case ResultOrder.HIGHEST:
            keys = (Key("value IS NULL"), Key("value", descending=True))
            return Order(order, keys, f"DESC(?value) {_PLACE}", (*value, *_PLACED))
        case ResultOrder.CONFIDENCE:
            keys = (Key("confidence", descending=True),)
            sure = ("?result sg:confidence ?confidence .",)
            return Order(order, keys, f"DESC(?confidence) {_PLACE}", (*sure, *_PLACED))
