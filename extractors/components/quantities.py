"""The numbers that a text measures with, their units, hedges and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import Quantity, register_extensions
from extractors.components.hardware import hardware
from extractors.components.quantity_grammar import QuantityGrammar, quantity_grammar
from kg.records import Bound

NAME = "sotagraph_quantities"

_YEAR = range(1900, 2100)
# Longer numbers are identifiers, and larger exponents no measurements; stores keep 18 digits of a decimal.
_MAX_LENGTH = 16
_MAX_EXPONENT = 12
# What may stand between the members of one list: `1.91/2.43`, `4, 5 and 6`, `70-80`, `2 to 3`.
_JOINT = re.compile(r"\s?(?:,\s?and|,\s?or|,|/|and|or|to|through|&|-{1,3}|–|—|~|∼|→|->|=>)\s?")
# A lone plus is what the sign of the next number leaves of `+-`.
_PLUS_MINUS = re.compile(
    r"\s?_?[(\[]?\s?(?:±|∓|\+/-|\+-|\\pm|\+/?(?=$)|plus[ -]or[ -]minus\s)\s?"
    # `88.1 (std 0.3)`, `88.1 with a standard deviation of 0.3`
    r"|,?\s?[(\[]?\s?(?:with\s)?(?:an?\s)?"
    r"(?:standard (?:deviations?|errors?)|std\.?(?:\sdev\.?)?|s\.?d\.?|s\.?e\.?m?\.?)"
    r"(?:\s?[=:]|\sof)?\s?(?:±\s?)?",
    re.I,
)
# Joints over which a hedge in words holds on: `up to 4, 5 and 6%`, but not `from nearly 50% to 80%`.
_HOLDS_ON = re.compile(r"\s?(?:,\s?and|,\s?or|,|/|and|or|&|-{1,3}|–|—)\s?")
# `90+%`
_PLUS_BEFORE_PERCENT = re.compile(r"\+(?=\s?\\?%)")
# The longest hedge with the words that may follow it.
_HEDGE_LENGTH = 32
_TAIL_OF_NAME = re.compile(r"[^\W\d_]|_(?!\s?±)|-[^\W\d_]|[:^*]\s?\d|[x×]\d")


@Language.factory(NAME, assigns=["doc._.quantities"])
def create_quantities(nlp: Language, name: str) -> QuantityFinder:  # noqa: ARG001 - spaCy asks for it
    """Make the finder."""
    return QuantityFinder(name)


class QuantityFinder:
    """Find quantities.

    What:
        A number with a sign, thousands separators or an exponent, or in words before `times` or `fold`, with
        the hedge before and the unit behind it. A number inside a name (`CIFAR-10`, `RTX 4090`, `64x64`), a
        year, a list or section number, a confidence level and a setting such as `5-shot` are none. A count
        (`12 datasets`) is one; it is left to the results to see that it measures nothing.

    Examples:
        `up to 1.91/2.43` gives two quantities of one group, both with the bound.

    Sets:
        `doc._.quantities`, in the order of the text.

    Parameters:
        name: Name of the component.
    """

    def __init__(self, name: str) -> None:
        register_extensions()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set the quantities; entities and links are there already."""
        names = [span for entity in doc._.entities for span in entity.spans]
        urls = [link.span for link in doc._.links]
        doc._.quantities = find_quantities(doc._.text, [*names, *urls])
        return doc


def find_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """The quantities of a text in order.

    Args:
        text: Normalised text.
        taken: Spans (of names and addresses) in which a number is no quantity.
    """
    grammar = quantity_grammar()
    inside = bytearray(len(text))
    for start, end in (*taken, *hardware(text)):
        inside[start:end] = b"\1" * (end - start)
    found = [q for q in _numbers(text, grammar) if not any(inside[slice(*q.number)])]
    for quantity in found:
        inside[slice(*quantity.span)] = b"\1" * (quantity.span[1] - quantity.span[0])
    found.extend(q for q in _phrases(text, grammar) if not any(inside[slice(*q.number)]))
    found.sort(key=lambda q: q.span)
    return _joined(text, _uncertain(text, found))


def _numbers(text: str, grammar: QuantityGrammar) -> Iterator[Quantity]:
    previous_end = -1
    for match in grammar.number.finditer(text):
        if not _stands_alone(text, match, grammar, previous_end):
            continue
        quantity = _measured(text, match, grammar, dash=match.start() == previous_end)
        if quantity is not None:
            previous_end = quantity.span[1]
            yield quantity


def _stands_alone(text: str, match: re.Match[str], grammar: QuantityGrammar, previous_end: int) -> bool:
    """Whether the number is neither the tail of a name nor an identifier, section or version."""
    start = match.start()
    if match.end() - start > _MAX_LENGTH:
        return False
    sign = match["sign"] or ""
    before = text[max(0, start - 24) : start]
    joined = start == previous_end or (before[-1:] in "/-–" and start - 1 == previous_end)
    tail = re.search(r"\w[-−/–:]\s?$", before[-2:] + sign) and not (before[-1:] + sign).endswith(" ")
    if not joined and (tail or (sign and re.search(r"\w$", before))):
        return False
    return not grammar.before.search(before) and not grammar.after.match(text[match.end() : match.end() + 16])


def _measured(text: str, match: re.Match[str], grammar: QuantityGrammar, *, dash: bool) -> Quantity | None:
    """The quantity of a number; `dash` says that its sign joins it to the number before (`58%-70%`)."""
    value, end, unit = _value(match, grammar), match.end(), None
    plus = _PLUS_BEFORE_PERCENT.match(text, end)
    if form := grammar.unit.match(text, plus.end() if plus else end):
        unit, end = grammar.unit_of[form["form"]], form.end()
    elif _TAIL_OF_NAME.match(text[end : end + 3]) or _is_ordinal(text, match, value):
        return None
    sign = "" if dash else (match["sign"] or "")
    start, bound = _hedged(text, match.start("digits") if dash else match.start(), grammar)
    if plus:
        bound = Bound.OVER
    elif behind := _hedged_behind(text, end, grammar):
        end, bound = behind
    number = (match.start("digits"), match.end()) if match["digits"] else match.span("word")
    if sign[:1] not in ("", "+"):
        number, value = (match.start("sign"), number[1]), -value
    return Quantity((start, end), number, value, unit, bound)


def _value(match: re.Match[str], grammar: QuantityGrammar) -> Decimal:
    if match["word"]:
        return Decimal(grammar.words[match["word"].lower()])
    exponent = int((match["power"] or match["e"] or "0").replace("−", "-"))
    value = Decimal(match["digits"].replace(",", ""))
    return value.scaleb(exponent) if 0 < abs(exponent) <= _MAX_EXPONENT else value


def _is_ordinal(text: str, match: re.Match[str], value: Decimal) -> bool:
    """Whether a bare number is a year, `(1)`, `1)` or `[12]`."""
    digits = match["digits"]
    if digits is None or not digits.isdigit():
        return False
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if before == "[" and after in "],":
        return True
    return (len(digits) == 4 and int(value) in _YEAR) or (len(digits) < 3 and after == ")")


def _hedged(text: str, start: int, grammar: QuantityGrammar) -> tuple[int, Bound | None]:
    """Where a quantity begins with its hedge, and the bound that it sets."""
    left = max(0, start - _HEDGE_LENGTH)
    for verb, bound in grammar.verbs:
        if verb.search(text, left, start):
            return start, bound
    hedge = grammar.hedge.search(text, left, start)
    if not hedge:
        return start, None
    return hedge.start(), grammar.bound_of[(hedge["word"] or hedge["sign"]).lower()]


def _hedged_behind(text: str, end: int, grammar: QuantityGrammar) -> tuple[int, Bound] | None:
    """Where a quantity ends with the hedge behind it, and the bound that it sets."""
    for hedge, bound in grammar.behind:
        if found := hedge.match(text, end):
            return found.end(), bound
    return None


def _phrases(text: str, grammar: QuantityGrammar) -> Iterator[Quantity]:
    """The phrases that are a quantity by themselves."""
    for match in grammar.phrase.finditer(text):
        if match.lastgroup:
            value, unit = grammar.phrase_values[int(match.lastgroup.removeprefix("p"))]
            opening, bound = _hedged(text, match.start(), grammar)
            yield Quantity((opening, match.end()), match.span(), value, unit, bound)


def _uncertain(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Fold `± 0.3` into the quantity before it."""
    kept: list[Quantity] = []
    for quantity in found:
        if kept and _PLUS_MINUS.fullmatch(text[kept[-1].span[1] : quantity.span[0]]):
            last = kept.pop()
            span, unit = (last.span[0], quantity.span[1]), last.unit or quantity.unit
            kept.append(replace(last, span=span, unit=unit, uncertainty=abs(quantity.value)))
        else:
            kept.append(quantity)
    return kept


def _joined(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Number the lists, and hand the unit that stands once behind a list to its other members."""
    runs: list[list[Quantity]] = []
    for quantity in found:
        if runs and _JOINT.fullmatch(text[runs[-1][-1].span[1] : quantity.span[0]]):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    result: list[Quantity] = []
    for number, run in enumerate(runs):
        unit: str | None = None
        members = []
        for quantity in reversed(run):
            unit = quantity.unit or unit
            members.append(replace(quantity, unit=unit, group=number if len(run) > 1 else None))
        result.extend(_hedged_on(text, members[::-1]))
    return result


def _hedged_on(text: str, run: Sequence[Quantity]) -> list[Quantity]:
    """The members of a list, with the hedge in words of the one before where they have none of their own."""
    hedged: list[Quantity] = []
    held: Bound | None = None
    for i, quantity in enumerate(run):
        joint = text[run[i - 1].span[1] : quantity.span[0]] if i else ""
        if quantity.bound is not None:
            held = quantity.bound if text[quantity.span[0]].isalpha() else None
        elif not _HOLDS_ON.fullmatch(joint) or (i and quantity.unit != run[i - 1].unit):
            held = None
        hedged.append(replace(quantity, bound=quantity.bound or held))
    return hedged
