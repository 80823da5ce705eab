"""Who a client is: its address, which proxies that are trusted may have said."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from starlette.types import Scope

__all__ = ["UNKNOWN", "client", "network"]

#: In place of an address that is none.
UNKNOWN = "unknown"


def client(scope: Scope) -> str:
    """The address of the client of a request, in its canonical form."""
    found = scope.get("client")
    return _canonical(found[0]) if found else UNKNOWN


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return UNKNOWN
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


@lru_cache(maxsize=4096)
def network(address: str) -> str:
    """Whose requests are counted together: an IPv4 address, or the /64 that an IPv6 host has to itself."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network((address.partition("%")[0], 64), strict=False))
