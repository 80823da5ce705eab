"""The compiled patterns of `patterns/results/quantities.toml`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extractors.patterns.results import alternation, load_patterns
from kg.records import Bound

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_EXPONENT = r"(?:\s?(?:×|x|\*)\s?10\s?\^\s?\{?\s?(?P<power>[-−]?\d{1,2})\}?|[eE](?P<e>[-+]?\d{1,2})(?!\w))?"


class QuantityGrammar:
    """What numbers, units, hedges and the phrases that are a quantity by themselves look like.

    Attributes:
        number: A number with its sign, or a number word before `times` or `fold`.
        words: The value of each number word.
        unit: A unit behind a number, and what a record calls it in `unit_of`.
        hedge: A hedge before a number, and the bound that it sets in `bound_of`.
        verbs: Verbs before a number that hedge it, with the bound that they set.
        behind: Hedges behind a number and its unit, with the bound that they set.
        phrase: A phrase such as `doubles`; its last group is `p` and an index of `phrase_values`.
        before, after: What makes a number part of something else.
    """

    def __init__(self) -> None:
        data = load_patterns("quantities")
        self.words: dict[str, str] = data["words"]
        self.number = re.compile(
            rf"(?<![\w.@_^\\])(?<!\d[*×])(?P<sign>[−-](?=[\d.])|\+\s?)?(?P<digits>{_DIGITS}){_EXPONENT}"
            rf"|\b(?P<word>{alternation(self.words)})(?=[\s-](?:times|fold)\b|fold\b)",
            re.I,
        )
        self.unit_of: dict[str, str] = {form: unit for unit, forms in data["units"].items() for form in forms}
        self.unit = re.compile(rf"(?:\s?-\s?|\s?\\?(?=%)|\s*)(?P<form>{alternation(self.unit_of)})(?![\w&])")
        self.bound_of = {form: Bound(bound) for bound, forms in data["hedges"].items() for form in forms}
        worded = alternation(form for form in self.bound_of if form[-1].isalpha())
        signs = alternation(form for form in self.bound_of if not form[-1].isalpha())
        self.hedge = re.compile(
            rf"(?:(?<!\w)(?P<word>{worded})|(?P<sign>{signs}))"
            r"(?:\s?(?:an?|the|additional|average|another|only|just|of))*\s?\$?\s?$",
            re.I,
        )
        self.verbs = _by_bound(data["verbs"], r"\b(?:{})\s?(?:an?\s|the\s|only\s|just\s)?$")
        self.behind = _by_bound(data["after"], r"\s?(?:{})(?!\w)")
        self.phrase_values = [(Decimal(value), str(unit)) for value, unit in data["phrases"].values()]
        phrases = "|".join(f"(?P<p{i}>{phrase})" for i, phrase in enumerate(data["phrases"]))
        self.phrase = re.compile(rf"\b(?:{phrases})(?!\w)", re.I)
        self.before = re.compile(rf"(?<!\w)(?:{'|'.join(data['excluded']['before'])})\s?$")
        self.after = re.compile(rf"\s?(?:{'|'.join(data['excluded']['after'])})")


def _by_bound(forms: dict[str, list[str]], pattern: str) -> list[tuple[re.Pattern[str], Bound]]:
    """A pattern for each bound; forms are regular expressions."""
    return [
        (re.compile(pattern.format("|".join(these)), re.I), Bound(bound)) for bound, these in forms.items()
    ]


@lru_cache(maxsize=1)
def quantity_grammar() -> QuantityGrammar:
    """The grammar, compiled once when it is first asked for."""
    return QuantityGrammar()
