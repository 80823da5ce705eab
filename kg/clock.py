"""The time, as everything that is kept has it."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["now"]


def now() -> str:
    """Now in UTC, to the second, as ISO 8601 and xsd:dateTime have it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
