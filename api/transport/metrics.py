"""What the service counts, in the terms of Prometheus; all label values come from closed sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from api.sparql.pool import Pool
from kg.reader import Reader

__all__ = ["METHODS", "Metrics"]

#: The methods that are told apart; strangers can make up others.
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The metrics of one application.

    Args:
        pool: Whose workers are counted.
        reader: Whose snapshot is told.
    """

    def __init__(self, pool: Pool, reader: Reader) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "sotagraph_http_requests",
            "Requests that were answered.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "sotagraph_http_request_seconds",
            "Seconds from the headers of a request to the end of its answer.",
            ("route",),
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self.in_flight = Gauge(
            "sotagraph_http_requests_in_flight", "Requests being answered.", registry=self.registry
        )
        self.rate_limited = Counter(
            "sotagraph_http_rate_limited", "Requests refused with 429.", registry=self.registry
        )
        self.overloaded = Counter(
            "sotagraph_http_overloaded",
            "Requests refused because too many were being answered.",
            registry=self.registry,
        )
        self.cut = Counter(
            "sotagraph_http_answers_cut", "Answers that ended before they were whole.", registry=self.registry
        )
        self.registry.register(_State(pool, reader))

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(route, method if method in METHODS else "other", str(status)).inc()
        self._seconds.labels(route).observe(seconds)


class _State(Collector):
    """What is not counted but looked up when somebody asks."""

    def __init__(self, pool: Pool, reader: Reader) -> None:
        self._pool = pool
        self._reader = reader

    def describe(self) -> Iterable[Metric]:
        """Nothing: names are few and known."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """The state of the pool, and of the snapshot if one is open."""
        yield GaugeMetricFamily("sotagraph_sparql_workers", "Workers alive.", self._pool.alive)
        yield GaugeMetricFamily("sotagraph_sparql_workers_busy", "Workers that answer.", self._pool.busy)
        yield GaugeMetricFamily("sotagraph_sparql_waiting", "Queries that wait.", self._pool.waiting)
        ended = CounterMetricFamily(
            "sotagraph_sparql_ended", "Queries without a whole answer, by reason.", labels=("reason",)
        )
        for reason, number in self._pool.ended.items():
            ended.add_metric((reason,), number)
        yield ended
        snapshot = self._reader.known()
        if snapshot is not None:
            manifest = snapshot.manifest
            created = datetime.fromisoformat(manifest.created)
            age = (datetime.now(UTC) - created).total_seconds()
            yield GaugeMetricFamily(
                "sotagraph_snapshot_age_seconds", "Seconds since the snapshot was published.", age
            )
            yield GaugeMetricFamily("sotagraph_papers", "Papers in the snapshot.", manifest.papers)
