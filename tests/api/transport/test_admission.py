"""Rate limits, requests in flight, and pages of other origins."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.api.transport.conftest import Serve, ready

ENDLESS = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}
ROUTES = ("/", "/graphql", "/sparql", "/static/icon.svg", "/openapi.json", "/schema.graphql", "/nope")


def test_every_route_counts_but_those_of_supervisors(serve: Serve) -> None:
    """The answer is 429 with the seconds to wait; each answer before says how many are left."""
    with serve(rate_limit=len(ROUTES)) as service, httpx.Client(base_url=service.address) as client:
        ready(service)
        before = [client.get(path, headers={"accept": "text/html"}) for path in ROUTES]
        after = [client.get(path, headers={"origin": "https://a.org"}) for path in ROUTES]
        exempt = [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")]
        metrics = client.get("/metrics").text

    assert 429 not in {answer.status_code for answer in before}
    assert [answer.headers["ratelimit"].split(";")[1] for answer in before] == [
        f"r={n}" for n in range(6, -1, -1)
    ]
    assert {answer.status_code for answer in after} == {429}
    assert 1 <= int(after[0].headers["retry-after"]) <= 9
    assert "Try again in" in after[0].json()["errors"][0]["message"]
    assert after[0].headers["access-control-allow-origin"] == "*"
    assert exempt == [200] * 3
    assert "sotagraph_http_rate_limited_total 7.0" in metrics


@pytest.mark.parametrize(("proxies", "second"), [([], 429), (["127.0.0.1"], 200)])
def test_only_trusted_proxies_say_who_asks(serve: Serve, proxies: list[str], second: int) -> None:
    """Else a header would be a way round the limit."""
    with serve(rate_limit=1, trusted_proxies=proxies) as service:
        ready(service)
        codes = [
            httpx.get(
                f"{service.address}/schema.graphql", headers={"x-forwarded-for": f"10.0.0.{n}"}
            ).status_code
            for n in (1, 2)
        ]

    assert codes == [200, second]


def test_no_limit_is_a_limit_too(serve: Serve) -> None:
    """0 turns counting off."""
    with serve(rate_limit=0) as service, httpx.Client(base_url=service.address) as client:
        ready(service)
        answers = [client.get("/schema.graphql") for _ in range(700)]

    assert {answer.status_code for answer in answers} == {200}
    assert "ratelimit" not in answers[0].headers


def test_beyond_the_requests_in_flight_there_is_503(serve: Serve) -> None:
    """Supervisors are answered all the same."""

    def ask_slowly(address: str) -> httpx.Response:
        # It is the one refused where it arrives while another request is in flight.
        while (given := httpx.get(f"{address}/sparql", params=ENDLESS, timeout=60)).status_code == 503:
            pass
        return given

    with serve(max_requests=1, sparql_deadline=3) as service, ThreadPoolExecutor() as threads:
        ready(service)
        slow = threads.submit(ask_slowly, service.address)
        answer = httpx.get(f"{service.address}/healthz")
        while answer.status_code != 503 and not slow.done():
            answer = httpx.get(f"{service.address}/schema.graphql")
        health = httpx.get(f"{service.address}/readyz")
        first = slow.result()

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert health.status_code == 200
    assert first.status_code == 504


@pytest.mark.parametrize("path", ["/graphql", "/sparql"])
def test_pages_of_every_origin_may_read_unless_told_otherwise(serve: Serve, path: str) -> None:
    """Preflights are answered; nothing is allowed with cookies."""
    asked = {
        "origin": "https://a.org",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    with serve() as service:
        ready(service)
        preflight = httpx.options(service.address + path, headers=asked)
        answer = httpx.get(service.address + path, headers={"origin": "https://a.org", "accept": "text/html"})

    assert preflight.status_code == 200
    assert (
        preflight.headers["access-control-allow-origin"]
        == answer.headers["access-control-allow-origin"]
        == "*"
    )
    assert "content-type" in preflight.headers["access-control-allow-headers"]
    assert {"ETag", "X-Request-ID", "RateLimit"} <= set(
        answer.headers["access-control-expose-headers"].split(", ")
    )
    assert "access-control-allow-credentials" not in answer.headers


def test_origins_are_a_setting(serve: Serve) -> None:
    """Others get no header and their browsers read nothing."""
    with serve(cors_origins=["https://a.org"]) as service:
        ready(service)
        found = [
            httpx.get(f"{service.address}/healthz", headers={"origin": origin}).headers.get(
                "access-control-allow-origin"
            )
            for origin in ("https://a.org", "https://b.org")
        ]

    assert found == ["https://a.org", None]
