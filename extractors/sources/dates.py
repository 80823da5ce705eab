"""Dates with the precision that a source gives."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_tz

_ISO = re.compile(r"(\d{4})(?:[-/.]?(\d\d)(?:[-/.]?(\d\d)(?:[T ].*)?)?)?")
_YEARS = range(1800, 2200)


def parse_date(text: str) -> str | None:
    """ISO 8601 with the precision of `text`: `2024`, `2024-03` or `2024-03-12`; None if it is no date.

    Understood are ISO dates and times, also with slashes or without hyphens, and the dates of e-mail
    (`Mon, 2 Apr 2007 19:18:42 GMT`), which arXiv's metadata uses.
    """
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return _from_mail(text)
    year, month, day = match.groups()
    if int(year) not in _YEARS:
        return None
    if month is None:
        return year
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return f"{year}-{month}-{day}" if day else f"{year}-{month}"


def _from_mail(text: str) -> str | None:
    parsed = parsedate_tz(text)
    if parsed is None or parsed[0] not in _YEARS:
        return None
    try:
        return date(*parsed[:3]).isoformat()
    except ValueError:
        return None
