"""Where settings come from, and what is said of those that are wrong."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.settings import Settings, load, reference, variable
from kg.errors import SettingInvalid

ROOT = Path(__file__).parents[2]


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    return path


def test_options_go_before_environment_before_file_before_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is taken where nothing before it says anything."""
    config = file(tmp_path, "port = 1\nrate_limit = 1\nmax_body = 5000\n")
    monkeypatch.setenv("SOTAGRAPH_PORT", "2")
    monkeypatch.setenv("SOTAGRAPH_RATE_LIMIT", "2")

    settings = load({"port": 3, "host": None}, config)

    assert (settings.port, settings.rate_limit, settings.max_body) == (3, 2, 5000)
    assert settings.host == Settings().host
    assert load({}).port == 2


def test_lists_have_commas_in_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And are lists in files."""
    monkeypatch.setenv("SOTAGRAPH_TRUSTED_PROXIES", "10.0.0.0/8, ::1")
    config = file(tmp_path, 'cors_origins = ["https://a.org"]\n')

    settings = load({}, config)

    assert settings.trusted_proxies == ["10.0.0.0/8", "::1/128"]
    assert settings.cors_origins == ["https://a.org"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rate_limits = 3\n", "there is no setting 'rate_limits'. Did you mean 'rate_limit'?"),
        ("[sparql]\ndeadline = 3\n", "there is no setting 'sparql'."),
        ("port = 99999\n", "settings.toml, port: 99999 is not allowed: input should be less than"),
        ("body_deadline = nan\n", "settings.toml, body_deadline: nan is not allowed"),
        ('log_format = "xml"\n', "input should be 'console' or 'json'"),
        ('trusted_proxies = ["*"]\n', "settings.toml, trusted_proxies: '*' is not allowed"),
        ('cors_origins = ["a.org"]\n', "an origin is a scheme and a host"),
        ("port = \n", "this is no TOML"),
    ],
)
def test_a_wrong_file_is_one_error_that_says_where(tmp_path: Path, text: str, said: str) -> None:
    """With the key, the value and what was expected."""
    with pytest.raises(SettingInvalid) as caught:
        load({}, file(tmp_path, text))

    assert said in str(caught.value)
    assert "settings.toml" in str(caught.value)


def test_a_wrong_variable_or_option_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name under which it was given."""
    with pytest.raises(SettingInvalid, match=r"^--sparql-memory: 1 is not allowed"):
        load({"sparql_memory": 1})
    monkeypatch.setenv("SOTAGRAPH_MAX_BODY", "much")
    with pytest.raises(SettingInvalid, match=r"^SOTAGRAPH_MAX_BODY: 'much' is not allowed"):
        load({})


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """It is not taken for an empty one."""
    with pytest.raises(SettingInvalid, match="cannot be read"):
        load({}, tmp_path / "none.toml")


@given(st.binary(max_size=60))
def test_any_file_is_settings_or_one_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Nothing else is raised."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    try:
        assert isinstance(load({}, path), Settings)
    except SettingInvalid as error:
        assert error.where == str(path) or str(path) in str(error)  # noqa: PT017 - either outcome is right


def test_the_readme_lists_all_settings_as_they_are() -> None:
    """`python -m api.settings` prints the table."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("<!-- settings: python -m api.settings -->\n")[2].partition(
        "<!-- /settings -->"
    )[0]

    assert table == reference()
    assert all(variable(name) in table for name in Settings.model_fields)


def test_every_setting_is_read() -> None:
    """By some module of the service."""
    read = {
        node.attr
        for path in (ROOT / "api").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node.value) in {"settings", "self.settings", "self"}
    }

    assert set(Settings.model_fields) - read == set()


def test_help_does_not_wait_for_the_library() -> None:
    """It takes a quarter of a second to import."""
    program = (
        "import sys, api.cli; api.cli.build(); print({'pydantic_settings', 'structlog'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT
    )

    assert done.stdout == "set()\n"
