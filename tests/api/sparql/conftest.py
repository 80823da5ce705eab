"""A service whose limits are soon reached, and ways to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.sparql.limits import Limits

Serving = Callable[[FastAPI], AbstractContextManager[httpx.Client]]
Query = Callable[..., httpx.Response]

#: Enough for any honest query here, and soon over for the others.
STRICT = Limits(deadline=3, memory=400, result=1, workers=1, queue=1)


@pytest.fixture
def query(client: httpx.Client) -> Query:
    """Asks the garden by GET; keyword arguments are headers, with _ for -."""

    def query(sparql: str, parameters: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        return client.get(
            "/sparql",
            params={"query": sparql, **(parameters or {})},
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )

    return query


@pytest.fixture(scope="module")
def strict(garden: Path, serving: Serving) -> Iterator[httpx.Client]:
    """A service over the garden whose limits are STRICT."""
    with serving(create_app(garden, STRICT)) as found:
        yield found
