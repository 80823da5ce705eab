"""Finds the numbers that a text measures with, their units, hedges and lists.

Sets `doc._.quantities`, in the order of the text. A number inside a name (`CIFAR-10`, `top-1`, `64x64`),
a year, a list or section number, a confidence level and a setting such as `5-shot` are no quantities; a
count (`12 datasets`) is one, and it is left to the results to see that it measures nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.annotations import Quantity, register_extensions
from extractors.components.results.patterns import alternation, load_patterns
from kg.records import Bound, EntityType

Spans = Sequence[tuple[int, int]]

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_EXPONENT = r"(?:\s?(?:×|x|\*)\s?10\s?\^\s?\{?\s?(?P<power>[-−]?\d{1,2})\}?|[eE](?P<e>[-+]?\d{1,2})(?!\w))?"
_YEAR = range(1900, 2100)
# What may stand between the members of one list: `1.91/2.43`, `4, 5 and 6`, `70-80`, `2 to 3`.
_JOINT = re.compile(r"\s?(?:,\s?and|,\s?or|,|/|and|or|to|through|&|-{1,3}|–|—|~|∼|→|->|=>)\s?")
_PLUS_MINUS = re.compile(r"\s?\(?\s?(?:±|\+/-|\+-|\\pm|\+/?(?=$))\s?")
# A list hands the unit of its last member to the earlier ones, a slash or a range likewise.
_MAX_EXPONENT = 30


class _Grammar:
    """The compiled patterns of `patterns/results/quantities.toml`."""

    def __init__(self) -> None:
        data = load_patterns("quantities")
        self.words: dict[str, str] = data["words"]
        self.phrase_values = [(Decimal(value), unit) for value, unit in data["phrases"].values()]
        phrases = "|".join(f"(?P<p{i}>{phrase})" for i, phrase in enumerate(data["phrases"]))
        self.phrase = re.compile(rf"\b(?:{phrases})(?!\w)", re.I)
        forms = {form: unit for unit, forms in data["units"].items() for form in forms}
        self.unit_of = {form: unit for unit, form_list in data["units"].items() for form in form_list}
        self.unit = re.compile(rf"(?:\s?-\s?|\s?\\?(?=%)|\s*)(?P<form>{alternation(forms)})(?!\w)")
        hedges = {form: Bound(bound) for bound, forms in data["hedges"].items() for form in forms}
        self.bound_of = hedges
        self.hedge = re.compile(
            rf"(?:(?<!\w)(?P<word>{alternation(f for f in hedges if f[-1].isalpha())})|"
            rf"(?P<sign>{alternation(f for f in hedges if not f[-1].isalpha())}))"
            r"(?:\s?(?:an?|the|additional|average|another|only|just|of))*\s?$",
            re.I,
        )
        excluded = data["excluded"]
        self.before = re.compile(rf"(?<!\w)(?:{'|'.join(excluded['before'])})\s?$")
        self.after = re.compile(rf"\s?(?:{'|'.join(excluded['after'])})")
        self.number = re.compile(
            rf"(?<![\w.@_^\\])(?P<sign>[−-](?=[\d.])|\+\s?)?(?P<digits>{_DIGITS}){_EXPONENT}"
            rf"|\b(?P<word>{alternation(self.words)})(?=[\s-](?:times|fold)\b|fold\b)",
            re.I,
        )


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    return _Grammar()


def find_quantities(text: str, taken: Spans = ()) -> list[Quantity]:
    """The quantities of a text in order.

    Args:
        text: Normalised text.
        taken: Spans (of names and URLs) in which a number is no quantity.
    """
    grammar = _grammar()
    inside = [False] * (len(text) + 1)
    for start, end in taken:
        inside[start:end] = [True] * (end - start)
    found = [q for q in _numbers(text, grammar) if not any(inside[q.number[0] : q.number[1]])]
    found.extend(_phrases(text, grammar, found, inside))
    found.sort(key=lambda q: q.span)
    return _joined(text, _uncertain(text, found))


def _numbers(text: str, grammar: _Grammar) -> Iterator[Quantity]:
    previous_end = -1
    for match in grammar.number.finditer(text):
        if not _stands_alone(text, match, grammar, previous_end):
            continue
        quantity = _measured(text, match, grammar, dash=match.start() == previous_end)
        if quantity is not None:
            previous_end = quantity.span[1]
            yield quantity


def _stands_alone(text: str, match: re.Match[str], grammar: _Grammar, previous_end: int) -> bool:
    """Whether the number is neither the tail of a name nor a list, section, version or year number."""
    start = match.start()
    sign = match["sign"] or ""
    before = text[max(0, start - 24) : start]
    joined = start == previous_end or (before[-1:] in "/-–" and start - 1 == previous_end)
    glued = before[-1:] + sign
    if not joined and re.search(r"\w[-−/–:]\s?$", before[-2:] + sign) and not glued.endswith(" "):
        return False
    if re.search(r"\w$", before) and sign:
        return joined
    if grammar.before.search(before):
        return False
    after = text[match.end() : match.end() + 16]
    return not grammar.after.match(after)


def _measured(text: str, match: re.Match[str], grammar: _Grammar, *, dash: bool) -> Quantity | None:
    """The quantity of a number; `dash` says that its sign joins it to the number before (`58%-70%`)."""
    value = _value(match, grammar)
    end = match.end()
    unit = None
    form = grammar.unit.match(text, end)
    if form:
        unit, end = grammar.unit_of[form["form"]], form.end()
    elif re.match(r"[^\W\d_]|_|-[^\W\d_]|[:^*]\s?\d|[x×]\d", text[end : end + 3]):
        return None
    elif _is_ordinal(text, match, value):
        return None
    sign = "" if dash else (match["sign"] or "")
    start, bound = _hedged(text, match.start("digits") if dash else match.start(), grammar)
    number = (match.start("digits"), match.end()) if match["digits"] else match.span("word")
    if sign[:1] not in ("", "+"):
        number, value = (match.start("sign"), number[1]), -value
    return Quantity((start, end), number, value, unit, bound)


def _value(match: re.Match[str], grammar: _Grammar) -> Decimal:
    if match["word"]:
        return Decimal(grammar.words[match["word"].lower()])
    exponent = int((match["power"] or match["e"] or "0").replace("−", "-"))
    value = Decimal(match["digits"].replace(",", ""))
    return value.scaleb(exponent) if abs(exponent) <= _MAX_EXPONENT else value


def _is_ordinal(text: str, match: re.Match[str], value: Decimal) -> bool:
    """Whether a bare number is a year, `(1)`, `1)` or `[12]`."""
    digits = match["digits"]
    if digits is None or not digits.isdigit():
        return False
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if before == "[" and after in "],":
        return True
    return (len(digits) == 4 and int(value) in _YEAR) or (len(digits) < 3 and after == ")")


def _hedged(text: str, start: int, grammar: _Grammar) -> tuple[int, Bound | None]:
    hedge = grammar.hedge.search(text, max(0, start - 24), start)
    if not hedge:
        return start, None
    return hedge.start(), grammar.bound_of[(hedge["word"] or hedge["sign"]).lower()]


def _phrases(
    text: str, grammar: _Grammar, found: Sequence[Quantity], inside: Sequence[bool]
) -> Iterator[Quantity]:
    for match in grammar.phrase.finditer(text):
        start, end = match.span()
        taken = any(q.span[0] < end and start < q.span[1] for q in found)
        if match.lastgroup and not taken and not any(inside[start:end]):
            value, unit = grammar.phrase_values[int(match.lastgroup.removeprefix("p"))]
            opening, bound = _hedged(text, start, grammar)
            yield Quantity((opening, end), (start, end), value, unit, bound)


def _uncertain(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Fold `± 0.3` into the quantity before it."""
    kept: list[Quantity] = []
    for quantity in found:
        gap = text[kept[-1].span[1] : quantity.span[0]] if kept else ""
        if kept and _PLUS_MINUS.fullmatch(gap):
            last = kept.pop()
            unit = last.unit or quantity.unit
            kept.append(
                Quantity(
                    (last.span[0], quantity.span[1]),
                    last.number,
                    last.value,
                    unit,
                    last.bound,
                    abs(quantity.value),
                )
            )
        else:
            kept.append(quantity)
    return kept


def _joined(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Number the lists and hand a unit that stands once at the end of a list to its other members."""
    runs: list[list[Quantity]] = []
    for quantity in found:
        gap = text[runs[-1][-1].span[1] : quantity.span[0]] if runs else ""
        if runs and _JOINT.fullmatch(gap):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    result: list[Quantity] = []
    for number, run in enumerate(run for run in runs):
        group = number if len(run) > 1 else None
        unit: str | None = None
        members = []
        for quantity in reversed(run):
            unit = quantity.unit or unit
            members.append(
                Quantity(
                    quantity.span,
                    quantity.number,
                    quantity.value,
                    unit,
                    quantity.bound,
                    quantity.uncertainty,
                    group,
                )
            )
        result.extend(reversed(members))
    return result


class QuantityFinder:
    """The component; see the module."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.quantities`."""
        names: Iterable[tuple[int, int]] = (
            span for entity in doc._.entities for span in entity.spans if entity.type in EntityType
        )
        urls = (link.span for link in doc._.links)
        doc._.quantities = find_quantities(doc.text, [*names, *urls])
        return doc


@Language.factory("sotagraph_quantities", assigns=["doc._.quantities"])
def make_quantity_finder(nlp: Language, name: str) -> QuantityFinder:
    """Make the component `sotagraph_quantities`."""
    register_extensions()
    return QuantityFinder()
