"""The settings of the recipe: what there is to set, and what it is set to unless a file says otherwise."""

from __future__ import annotations

import difflib
import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from kg.errors import SettingInvalid, SourceMissing, SourceUnreadable

_DEFAULTS = Path(__file__).with_name("settings.toml")
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class PublicSettings:
    """The section `public`; `settings.toml` says what each setting is for."""

    corpora: tuple[str, ...]
    longest: int


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """The section `encoder`: what is kept of the base encoder."""

    layers: int


@dataclass(frozen=True, slots=True)
class PretrainingSettings:
    """The section `pretraining`: masked words of plain abstracts."""

    papers: int
    steps: int
    batch: int
    rate: float
    masked: float


@dataclass(frozen=True, slots=True)
class WarmingSettings:
    """The section `warming`: mentions that others annotated."""

    segments: int
    epochs: int
    batch: int
    rate: float
    head_factor: float


@dataclass(frozen=True, slots=True)
class FittingSettings:
    """The section `fitting`: the tagger on the annotated papers."""

    epochs: int
    last_epochs: int
    batch: int
    rate: float
    head_factor: float
    decay: float
    blind: float
    masked: float
    role_weight: float
    kind_weight: float
    slot_weight: float
    averaged: float


@dataclass(frozen=True, slots=True)
class JudgingSettings:
    """The section `judging`: the trees that decide about names and roles."""

    form_rounds: int
    join_rounds: int
    role_rounds: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings: those of the whole recipe, and a section for each thing that is set."""

    seed: int
    folds: int
    papers: int
    public: PublicSettings
    encoder: EncoderSettings
    pretraining: PretrainingSettings
    warming: WarmingSettings
    fitting: FittingSettings
    judging: JudgingSettings


AnySettings = TypeVar("AnySettings", bound=Settings)


def load_settings(config: Path | None = None) -> Settings:
    """The settings that the package brings, changed as a TOML file says.

    Raises:
        SourceMissing, SourceUnreadable: The file is not there or cannot be read.
        SettingInvalid: It is no TOML, names a setting that there is not, or gives one a value that it cannot
            have.
    """
    return read_settings(Settings, _DEFAULTS.read_text(encoding="utf-8"), config)


def read_settings(kind: type[AnySettings], defaults: str, config: Path | None) -> AnySettings:
    """See `load_settings`.

    Args:
        kind: The dataclass of all settings.
        defaults: TOML that sets every one of them.
        config: The file that changes some.
    """
    table = tomllib.loads(defaults)
    if config is not None:
        changes = _File(config)
        changes.check(kind, changes.table)
        table = _merged(table, changes.table)
    built: AnySettings = _built(kind, table)
    return built


def section_text(settings: Settings, name: str) -> str:
    """A section, or one setting of the whole recipe, as text that is equal for equal values."""
    return json.dumps(asdict(settings)[name], sort_keys=True)


class _File:
    """A file of changes, which knows on which line a setting stands."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.exists():
            raise SourceMissing("There is no such file.", where=str(path), remedy="Check the path.")
        try:
            if path.stat().st_size > _MAX_BYTES:
                raise SettingInvalid(
                    "This is too large for a file of settings.", where=str(path), remedy="Check the path."
                )
            self._text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceUnreadable(
                f"The file cannot be read: {error}.", where=str(path), remedy="Give a TOML file in UTF-8."
            ) from None
        try:
            self.table = tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise SettingInvalid(
                f"This is no TOML: {error}.",
                where=str(path),
                remedy="Write `name = value` below `[section]`.",
            ) from None

    def check(self, kind: type, table: Mapping[str, Any], path: tuple[str, ...] = ()) -> None:
        """See that every setting in the table is one of `kind` and has a value that it can have."""
        known = get_type_hints(kind)
        for name, value in table.items():
            at = (*path, name)
            if name not in known:
                raise self._unknown(at, sorted(known))
            if is_dataclass(known[name]) and isinstance(value, Mapping):
                self.check(known[name], value, at)
            elif not _fits(value, known[name]):
                raise SettingInvalid(
                    f"The setting {'.'.join(at)} cannot be {_shown(value)}.",
                    where=self._line(at),
                    remedy=f"Give it {_expected(known[name])}.",
                )

    def _unknown(self, at: tuple[str, ...], known: list[str]) -> SettingInvalid:
        close = difflib.get_close_matches(at[-1], known, n=1, cutoff=0.7)
        names = f"Did you mean {close[0]!r}? " if close else ""
        there = f"in [{'.'.join(at[:-1])}]" if at[:-1] else "outside the sections"
        return SettingInvalid(
            f"There is no setting {'.'.join(at)!r}.",
            where=self._line(at),
            remedy=f"{names}Known {there}: {', '.join(known)}.",
        )

    def _line(self, at: tuple[str, ...]) -> str:
        """The line on which the setting begins: the first after which a part of the file has it."""
        lines = self._text.split("\n")
        complete = 0
        for count in range(1, len(lines) + 1):
            try:
                table: Any = tomllib.loads("\n".join(lines[:count]))
            except tomllib.TOMLDecodeError:
                continue
            for name in at:
                table = table.get(name) if isinstance(table, dict) else None
            if table is not None:
                break
            complete = count
        while complete + 1 < len(lines) and lines[complete].partition("#")[0].strip() == "":
            complete += 1
        return f"{self._path}, line {complete + 1}"


def _merged(table: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(table)
    for name, value in changes.items():
        merged[name] = _merged(merged[name], value) if isinstance(value, Mapping) else value
    return merged


def _built(kind: Any, table: Mapping[str, Any]) -> Any:
    values = {}
    for name, hint in get_type_hints(kind).items():
        value = table[name]
        if is_dataclass(hint):
            values[name] = _built(hint, value)
        else:
            values[name] = tuple(value) if isinstance(value, list) else hint(value)
    return kind(**values)


def _fits(value: object, hint: Any) -> bool:
    if hint is bool or hint is str:
        return isinstance(value, hint)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if hint is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and math.isfinite(value) and value >= 0  # type: ignore[arg-type, operator]
    items = get_args(hint)
    return isinstance(value, list) and bool(items) and all(_fits(item, items[0]) for item in value)


def _expected(hint: Any) -> str:
    named = {
        bool: "true or false",
        str: "a string",
        int: "a whole number that is not negative",
        float: "a number that is not negative",
    }
    if hint in named:
        return named[hint]
    return "a section" if is_dataclass(hint) else f"a list, in each place {_expected(get_args(hint)[0])}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
