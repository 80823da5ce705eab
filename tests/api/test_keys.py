"""Keys for writing through the API: made, used, refused and revoked."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.keys import Forbidden, KeyRing, Scope, Unauthenticated
from kg.data_directory import DataDirectory
from kg.errors import NameUnknown, SettingInvalid

Run = Callable[..., Any]


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    """The keys of an empty data directory."""
    return KeyRing(DataDirectory(tmp_path))


def test_a_key_allows_its_scopes_and_no_other(ring: KeyRing) -> None:
    """It tells who uses it."""
    _, secret = ring.create("nightly", [Scope.REVIEW])

    key = ring.authorize(f"Bearer {secret}", Scope.REVIEW)

    assert (key.name, key.scopes) == ("nightly", {Scope.REVIEW})
    with pytest.raises(Forbidden, match=r"does not allow ingest\. Use one of scope ingest"):
        ring.authorize(f"Bearer {secret}", Scope.INGEST)


def test_a_key_is_not_in_the_file_that_keeps_it(ring: KeyRing, tmp_path: Path) -> None:
    """And the file is its owner's alone."""
    _, secret = ring.create("nightly", [Scope.REVIEW])
    path = DataDirectory(tmp_path).keys

    assert secret.encode() not in path.read_bytes()
    assert secret[12:].encode() not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "sent", [None, "", "Bearer", "Basic {}", "Bearer {}x", "Bearer sg_00000000_" + "a" * 43]
)
def test_what_is_no_key_is_refused(ring: KeyRing, sent: str | None) -> None:
    """With how to send one, and without repeating it."""
    _, secret = ring.create("nightly", [Scope.REVIEW])

    with pytest.raises(Unauthenticated) as caught:
        ring.authorize(None if sent is None else sent.format(secret), Scope.REVIEW)

    assert secret not in str(caught.value)
    assert "Authorization: Bearer KEY" in str(caught.value)


def test_a_key_with_another_secret_is_refused(ring: KeyRing) -> None:
    """Its id is no secret."""
    _, secret = ring.create("nightly", [Scope.REVIEW])
    other = secret[:12] + "".join("b" if c == "a" else "a" for c in secret[12:])

    with pytest.raises(Unauthenticated, match="does not count"):
        ring.authorize(f"Bearer {other}", Scope.REVIEW)


def test_a_revoked_key_ends_at_once(ring: KeyRing) -> None:
    """For whoever has it, and stays in the list."""
    _, secret = ring.create("nightly", [Scope.REVIEW])
    ring.revoke("nightly")

    with pytest.raises(Unauthenticated, match="does not count"):
        ring.authorize(f"Bearer {secret}", Scope.REVIEW)
    (key,) = ring.all()
    assert key.revoked


def test_a_key_ends_on_its_day(ring: KeyRing) -> None:
    """A day that was is none that will be."""
    _, past = ring.create("past", [Scope.REVIEW], "2020-01-31")
    _, coming = ring.create("coming", [Scope.REVIEW], "2999-01-31")

    assert ring.authorize(f"Bearer {coming}", Scope.REVIEW).used is None
    with pytest.raises(Unauthenticated, match="does not count"):
        ring.authorize(f"Bearer {past}", Scope.REVIEW)
    assert {key.name: bool(key.used) for key in ring.all()} == {"past": False, "coming": True}


def test_names_are_one_each_and_plain(ring: KeyRing) -> None:
    """What is wrong is named."""
    ring.create("nightly", [Scope.REVIEW])

    with pytest.raises(SettingInvalid, match="There is a key 'nightly' already"):
        ring.create("nightly", [Scope.INGEST])
    with pytest.raises(SettingInvalid, match="cannot be the name"):
        ring.create("night\nly", [Scope.INGEST])
    with pytest.raises(SettingInvalid, match="is no day"):
        ring.create("weekly", [Scope.INGEST], "tomorrow")
    with pytest.raises(NameUnknown, match="no key 'weekly'"):
        ring.revoke("weekly")


@given(st.text(max_size=80))
def test_any_header_is_refused_or_allowed(text: str) -> None:
    """None breaks anything, also where no key was ever made."""
    with pytest.raises(Unauthenticated):
        KeyRing(DataDirectory(Path("/nonexistent"))).authorize(text, Scope.REVIEW)


def test_the_command_line_makes_lists_and_revokes(cli: Run, tmp_path: Path) -> None:
    """The key alone is on standard output, once; the list never has it."""
    made = cli("keys", "create", "nightly", "--scope", "review", "--scope", "ingest", "--data", tmp_path)
    secret = made.out.strip()
    listed = json.loads(cli("keys", "list", "--json", "--data", tmp_path).out)
    revoked = cli("keys", "revoke", "nightly", "--data", tmp_path)
    wrong = cli("keys", "create", "other", "--scope", "everything", "--data", tmp_path)

    assert (made.code, made.err.startswith("Key ")) == (0, True)
    assert KeyRing(DataDirectory(tmp_path)).all()[0].id in secret
    assert [(key["name"], key["scopes"], key["revoked"]) for key in listed] == [
        ("nightly", "ingest review", "")
    ]
    assert revoked.code == 0
    assert (wrong.code, "Give ingest or review" in wrong.err) == (1, True)
