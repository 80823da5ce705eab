"""API keys: who may write through the API, and what.

A key is random, so its SHA-256 is all that is kept of it: there is nothing to guess, and the file gives
nobody a key. Keys are read anew at each use, so a revoked one ends at once, without a restart.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from kg.clock import now
from kg.data_directory import DataDirectory
from kg.errors import NameUnknown, SettingInvalid, SotagraphError
from kg.store.failures import reading, writing

__all__ = ["Forbidden", "Key", "KeyRing", "Scope", "Unauthenticated"]

#: What every key begins with, so that people and scanners for leaked secrets know one when they see it.
PREFIX = "sg_"
#: How many random bytes a key has.
LENGTH = 32

_NAME = re.compile(r"[\w .@+-]{1,100}")
# A key's part is read by everybody who has it, the rest is the secret.
_KEY = re.compile(rf"{PREFIX}([0-9a-f]{{8}})_([A-Za-z0-9_-]{{43}})")
_TABLE = """
CREATE TABLE IF NOT EXISTS key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    scopes TEXT NOT NULL,
    created TEXT NOT NULL,
    expires TEXT,
    revoked TEXT,
    used TEXT -- to the day
) WITHOUT ROWID
"""
#: What `_key` reads.
_COLUMNS = "id, name, scopes, created, expires, revoked, used"
_REMEDY = "Send `Authorization: Bearer KEY`; `sotagraph keys create` makes a key."


class Unauthenticated(SotagraphError):
    """No key was sent, or one that does not count."""


class Forbidden(SotagraphError):
    """A key that may not do this."""


class Scope(StrEnum):
    """What a key allows; reading needs none."""

    INGEST = "ingest"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, without its secret; times are UTC, as ISO 8601 has them."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created: str
    expires: str | None = None
    revoked: str | None = None
    used: str | None = None


class KeyRing:
    """The keys of a data directory, in a file that its owner alone can read.

    Args:
        directory: Where.
    """

    def __init__(self, directory: DataDirectory) -> None:
        self._path = directory.keys

    def create(self, name: str, scopes: Collection[Scope], expires: str | None = None) -> tuple[Key, str]:
        """A new key, and the only sight of it as a whole.

        Args:
            name: What it is called; decisions that are made with it are by this name.
            scopes: What it allows.
            expires: The first day on which it no longer counts, as `2027-01-31`.

        Raises:
            SettingInvalid: The name is taken or cannot be one, there is no scope, or the day is none.
            StoreError: The disk refuses.
        """
        if not _NAME.fullmatch(name) or name != name.strip():
            raise SettingInvalid(
                f"{name[:100]!r} cannot be the name of a key.",
                where="NAME",
                remedy="Use up to 100 letters, digits, spaces and any of . @ + - _.",
            )
        if not scopes:
            raise SettingInvalid("A key needs a scope.", where="--scope", remedy="Give ingest or review.")
        if expires is not None:
            expires = _day(expires)
        secret = secrets.token_urlsafe(LENGTH)
        key = Key(secrets.token_hex(4), name, frozenset(scopes), now(), expires)
        row = (key.id, name, _digest(secret), " ".join(sorted(key.scopes)), key.created, expires)
        with self._open(writable=True) as database:
            try:
                database.execute(
                    "INSERT INTO key (id, name, digest, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
                    row,
                )
            except sqlite3.IntegrityError as error:
                raise SettingInvalid(
                    f"There is a key {name!r} already.", where="NAME", remedy="Choose another name."
                ) from error
        return key, f"{PREFIX}{key.id}_{secret}"

    def all(self) -> list[Key]:
        """All keys, revoked ones included, in the order of their making."""
        with self._open() as database:
            rows = database.execute(
                f"SELECT {_COLUMNS} FROM key ORDER BY created, id"  # noqa: S608 - constants
            ).fetchall()
        return [_key(row) for row in rows]

    def revoke(self, name: str) -> Key:
        """Let a key, given by name or id, no longer count. Raises NameUnknown for one that is not there."""
        with self._open(writable=True) as database:
            row = database.execute(
                "UPDATE key SET revoked = coalesce(revoked, ?) WHERE ? IN (id, name) "  # noqa: S608 - constants
                f"RETURNING {_COLUMNS}",
                (now(), name),
            ).fetchone()
        if row is None:
            raise NameUnknown(
                f"there is no key {name[:100]!r}.", where="KEY", remedy="`sotagraph keys list` shows them."
            )
        return _key(row)

    def authorize(self, authorization: str | None, scope: Scope) -> Key:
        """The key of an `Authorization` header, if it allows this.

        Raises:
            Unauthenticated: There is none, or it does not count.
            Forbidden: It does not allow this.
        """
        key = self.identify(authorization)
        if scope not in key.scopes:
            raise Forbidden(
                f"the key {key.name!r} does not allow {scope}.",
                where="Authorization",
                remedy=f"Use one of scope {scope}.",
            )
        self._used(key)
        return key

    def identify(self, authorization: str | None) -> Key:
        """The key of an `Authorization` header. Raises Unauthenticated: there is none that counts."""
        if authorization is None:
            raise Unauthenticated("this needs a key.", where="Authorization", remedy=_REMEDY)
        scheme, _, token = authorization.partition(" ")
        match = _KEY.fullmatch(token.strip())
        if scheme.lower() != "bearer" or match is None:
            raise Unauthenticated("this is no key of ours.", where="Authorization", remedy=_REMEDY)
        with self._open() as database:
            row = database.execute(
                f"SELECT digest, {_COLUMNS} FROM key WHERE id = ?",  # noqa: S608 - constants
                (match[1],),
            ).fetchone()
        known = row is not None and secrets.compare_digest(row[0], _digest(match[2]))
        key = _key(row[1:]) if known else None
        if key is None or key.revoked or (key.expires is not None and key.expires <= now()):
            raise Unauthenticated("this key does not count.", where="Authorization", remedy=_REMEDY)
        return key

    def _used(self, key: Key) -> None:
        """Note the day on which a key was used, once a day."""
        today = now()[:10]
        if key.used != today:
            with self._open(writable=True) as database:
                database.execute("UPDATE key SET used = ? WHERE id = ?", (today, key.id))

    @contextmanager
    def _open(self, *, writable: bool = False) -> Iterator[sqlite3.Connection]:
        if not writable and not self._path.exists():
            with closing(sqlite3.connect(":memory:")) as nothing:
                nothing.execute(_TABLE)
                yield nothing
            return
        with writing(self._path) if writable else reading(self._path):
            if writable:
                _make(self._path)
            with closing(sqlite3.connect(self._path, timeout=10)) as database, database:
                database.execute(_TABLE)
                yield database


def _make(path: Path) -> None:
    """An empty file that its owner alone can read, if there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def _key(row: tuple[str, str, str, str, str | None, str | None, str | None]) -> Key:
    id_, name, scopes, created, expires, revoked, used = row
    return Key(id_, name, frozenset(map(Scope, scopes.split())), created, expires, revoked, used)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _day(text: str) -> str:
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise SettingInvalid(
            f"{text[:40]!r} is no day.", where="--expires", remedy="Write it as 2027-01-31."
        ) from error
    return day.strftime("%Y-%m-%d")
