"""How many requests an address may send."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.transport.addresses import UNKNOWN, client, network
from api.transport.rate import RateLimit


class Clock:
    """Stands still unless it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_as_many_as_may_pass_and_then_evenly() -> None:
    """What is refused does not count, and says how long to wait."""
    clock = Clock()
    rate = RateLimit(6, 60, 10, clock)

    first = [rate.ask("a") for _ in range(8)]
    clock.now += first[-1].wait
    second = [rate.ask("a").allowed for _ in range(2)]

    assert [verdict.allowed for verdict in first] == [True] * 6 + [False] * 2
    assert [verdict.remaining for verdict in first] == [5, 4, 3, 2, 1, 0, 0, 0]
    assert first[-1].wait == 10
    assert second == [True, False]


@given(st.lists(st.floats(0, 30), max_size=200))
def test_no_window_has_more_than_twice_the_limit(pauses: list[float]) -> None:
    """As many at once, and as many as were given back meanwhile."""
    clock, passed = Clock(), []
    rate = RateLimit(5, 60, 10, clock)
    for pause in pauses:
        clock.now += pause
        if rate.ask("a").allowed:
            passed.append(clock.now)

    assert all(sum(begin <= moment <= begin + 60 for moment in passed) <= 10 for begin in passed)


def test_memory_is_bounded_and_addresses_are_told_apart() -> None:
    """The address that asked least recently is forgotten first."""
    rate = RateLimit(1, 60, 100, Clock())
    for number in range(1000):
        assert rate.ask(str(number)).allowed

    assert len(rate) == 100
    assert not rate.ask("999").allowed
    assert rate.ask("1").allowed


def test_an_ipv6_host_is_its_network() -> None:
    """It has 2^64 addresses of its own; IPv4 addresses are each counted."""
    assert network("2001:db8::1") == network("2001:db8::ffff:1") != network("2001:db8:0:1::1")
    assert network("10.0.0.1") != network("10.0.0.2")


@given(st.text())
def test_what_is_no_address_is_unknown(text: str) -> None:
    """A forwarded header may hold anything; it gets no place of its own."""
    found = client({"type": "http", "client": (f"x{text}", 0)})

    assert found == UNKNOWN


def test_a_mapped_address_is_the_ipv4_address() -> None:
    """Listening on :: makes them."""
    assert client({"type": "http", "client": ("::ffff:10.0.0.1", 5)}) == "10.0.0.1"
