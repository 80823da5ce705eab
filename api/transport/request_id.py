"""The name of a request, by which its log lines and its answer are found."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

from starlette.types import Scope

__all__ = ["current", "take"]

#: The request that the running task belongs to; empty outside of requests.
current: ContextVar[str] = ContextVar("request_id", default="")
_SANE = re.compile(rb"[A-Za-z0-9._-]{1,64}")


def take(scope: Scope) -> str:
    """The name that a client gave its request if that is a plain word, else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            return value.decode() if _SANE.fullmatch(value) else secrets.token_hex(8)
    return secrets.token_hex(8)
