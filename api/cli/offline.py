"""No network for this process: SERVICE in a query opens connections, and Oxigraph cannot turn that off."""

from __future__ import annotations

import ctypes
import os
import re
import sys

from kg.errors import QueryInvalid

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Where the word is no keyword: IRIs, strings and comments (SPARQL 1.1, 19.8), skipped as one token each.
_TOKEN = re.compile(
    r"""
    <[^<>"{}|^`\\\x00-\x20]*> | \#[^\r\n]*
    | '''(?:[^\\]|\\.)*?''' | \"""(?:[^\\]|\\.)*?\""" | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*"
    | (?<![\w?$@:.-]) (?P<keyword>SERVICE) (?![\w:.-])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def forbid_network(query: str) -> None:
    """Refuse a query with a SERVICE clause, and cut this process off the network for good.

    The clause is looked for to explain the refusal. What keeps a query from the network is the kernel, see
    `unshare(2)`; where it will not, every query that has the word anywhere is refused. Call it before other
    threads start.

    Raises:
        QueryInvalid: The query has a SERVICE clause, or might have one and the process cannot be cut off.
    """
    written_out = _written_out(query)
    if any(match["keyword"] for match in _TOKEN.finditer(written_out)):
        raise QueryInvalid(
            "SERVICE is not allowed: queries open no connections.",
            where="SPARQL",
            remedy="Ask the other endpoint by itself.",
        )
    if not _cut_off() and "service" in written_out.lower():
        raise QueryInvalid(
            "this system cannot keep a query from the network, so none may have the word SERVICE anywhere.",
            where="SPARQL",
            remedy="Run it on Linux with user namespaces allowed.",
        )


def _cut_off() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET
    return bool(ctypes.CDLL(None, use_errno=True).unshare(flags) == 0)


def _written_out(query: str) -> str:
    """The query without escapes: any character may be written as one, in keywords too (SPARQL 1.1, 19.2)."""
    while True:
        plain = _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)
        if plain == query:
            return plain
        query = plain
