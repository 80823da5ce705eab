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


def forbid_network(query: str) -> None:
    """Cut this process off the network for good; where the kernel will not, refuse queries that name SERVICE.

    Call it before other threads start. See `unshare(2)`.

    Raises:
        QueryInvalid: The process cannot be cut off and the query may contain a SERVICE clause.
    """
    if _cut_off() or "service" not in _unescaped(query).lower():
        return
    raise QueryInvalid(
        "SERVICE is not allowed: queries open no connections.", remedy="Ask the other endpoint by itself."
    )


def _cut_off() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET
    return bool(ctypes.CDLL(None, use_errno=True).unshare(flags) == 0)


def _unescaped(query: str) -> str:
    """SPARQL lets any character be written as an escape, keywords included (SPARQL 1.1, 19.2)."""
    return _ESCAPE.sub(lambda m: chr(min(int(m.group(1) or m.group(2), 16), 0x10FFFF)), query)
