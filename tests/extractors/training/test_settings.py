from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest

from extractors.training.settings import Settings, load_settings, read_settings, section_text
from kg.errors import SettingInvalid, SotagraphError, SourceMissing, SourceUnreadable


@dataclass(frozen=True, slots=True)
class Garden:
    """A section with a setting of each kind."""

    rows: int
    water: float
    fence: bool
    owner: str
    plants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GardenSettings(Settings):
    """Settings with one more section."""

    garden: Garden


FILE = Path(__file__).parents[3] / "extractors" / "training" / "settings.toml"
DEFAULTS = (
    FILE.read_text(encoding="utf-8")
    + """
[garden]
rows = 2
water = 0.5
fence = true
owner = "Ada"
plants = ["rose"]
"""
)


def load(tmp_path: Path, text: str) -> GardenSettings:
    config = tmp_path / "config.toml"
    config.write_text(text, encoding="utf-8")
    return read_settings(GardenSettings, DEFAULTS, config)


def test_the_file_of_the_package_sets_every_setting() -> None:
    """And no other, so that a reader of the file has seen all there is."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))

    found = asdict(load_settings())

    def names(value: object) -> object:
        return {key: names(item) for key, item in value.items()} if isinstance(value, dict) else None

    assert names(found) == names(table)
    # As a file of changes, it passes the checks and changes nothing.
    assert load_settings(FILE) == load_settings()


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    """The rest is as the package has it; a whole number may stand for a fraction."""
    found = load(tmp_path, "folds = 4\n[garden]\nwater = 2\nplants = ['rose', 'oak']\n")

    garden = Garden(2, 2.0, True, "Ada", ("rose", "oak"))
    assert found.garden == garden
    assert found == replace(load(tmp_path, ""), folds=4, garden=garden)
    assert isinstance(found.garden.water, float)


def test_equal_settings_have_equal_texts(tmp_path: Path) -> None:
    """However they are written."""
    one, other = load(tmp_path, "garden.water = 2"), load(tmp_path, "[garden]\nwater = 2.0")

    assert section_text(one, "garden") == section_text(other, "garden")
    assert section_text(one, "garden") != section_text(load(tmp_path, ""), "garden")
    assert section_text(one, "seed") == str(one.seed)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (
            "seed = 2\nsede = 3\n",
            2,
            "'sede'. Did you mean 'seed'? Known outside the sections: encoder, fitting, folds, ",
        ),
        (
            "[garden]\n# few\n\nrows = 3\nrow = 3",
            5,
            "'garden.row'. Did you mean 'rows'? Known in [garden]: fence, owner, plants, rows, water.",
        ),
        ("\ngarden.fense = true\nseed = 3", 2, "'garden.fense'. Did you mean 'fence'?"),
        ("garden = {owner = 'Bo', gate = 1}", 1, "'garden.gate'. Known in [garden]"),
        ("[gardens]\nrows = 1", 1, "'gardens'. Did you mean 'garden'?"),
        ("[garden]\nlist = [\n  1,\n  2,\n]\n", 2, "'garden.list'"),
        (
            "[garden]\nrows = 'many'",
            2,
            "garden.rows cannot be 'many'. Give it a whole number that is not negative.",
        ),
        ("[garden]\nrows = true", 2, "garden.rows cannot be True."),
        ("seed = -1", 1, "seed cannot be -1."),
        ("[garden]\nwater = nan", 2, "garden.water cannot be nan. Give it a number that is not negative."),
        ("[garden]\nfence = 1", 2, "garden.fence cannot be 1. Give it true or false."),
        ("[garden]\nowner = 3", 2, "garden.owner cannot be 3. Give it a string."),
        ("[garden]\nplants = 'oak'", 2, "cannot be 'oak'. Give it a list, in each place a string."),
        ("[garden]\nplants = ['oak', 3]", 2, "cannot be ['oak', 3]."),
        ("garden = 5", 1, "garden cannot be 5. Give it a section."),
        ("[seed]\nrows = 1", 1, "seed cannot be {'rows': 1}."),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    """And with what is known, or what would be right."""
    with pytest.raises(SettingInvalid) as caught:
        load(tmp_path, text)

    assert caught.value.where == f"{tmp_path / 'config.toml'}, line {line}"
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (None, SourceMissing, "There is no such file."),
        (b"seed = ", SettingInvalid, "This is no TOML: Invalid value (at end of document)."),
        (b"a = 1\nb b", SettingInvalid, "at line 2, column 3"),
        (b"\xff\xfe", SourceUnreadable, "The file cannot be read"),
        (b"#" * 1_000_001, SettingInvalid, "too large for a file of settings"),
    ],
    ids=["missing", "cut off", "no TOML", "binary", "large"],
)
def test_a_file_that_cannot_be_read_is_one_clear_error(
    tmp_path: Path, content: bytes | None, kind: type[SotagraphError], says: str
) -> None:
    """It names the file."""
    config = tmp_path / "config.toml"
    if content is not None:
        config.write_bytes(content)

    with pytest.raises(kind) as caught:
        load_settings(config)

    assert says in str(caught.value)
    assert caught.value.where == str(config)
