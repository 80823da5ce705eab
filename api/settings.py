"""Everything that the service can be told, in one class, and where it is told: options, environment, file."""

from __future__ import annotations

import difflib
import ipaddress
import json
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from api.graphql.limits import Limits as GraphqlLimits
from api.sparql.limits import Limits
from kg.errors import SettingInvalid

__all__ = ["PREFIX", "Settings", "load", "reference", "variable"]

#: What the names of environment variables begin with.
PREFIX = "SOTAGRAPH_"
_SPARQL = Limits()
_GRAPHQL = GraphqlLimits()


def _listed(value: object) -> object:
    """A list that an environment variable gives as one string, with commas."""
    return [item.strip() for item in value.split(",") if item.strip()] if isinstance(value, str) else value


def _network(value: object) -> str:
    """An address or a network, as it is. Raises ValueError if it is neither."""
    return str(ipaddress.ip_network(str(value)))


def _origin(value: object) -> str:
    text = str(value)
    scheme, mark, host = text.partition("://")
    if text != "*" and not (mark and scheme in {"http", "https"} and host and "/" not in host):
        raise ValueError("an origin is a scheme and a host, such as https://example.org, or *")
    return text


class Settings(BaseModel):
    """What the service is told. The name of a field is its TOML key; see `variable` for the environment."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    data: Path = Field(
        default_factory=lambda: user_data_path("sotagraph", appauthor=False),
        description="Folder of the graph.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on; 0.0.0.0 is all of them.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 is any free one.")
    sparql_deadline: float = Field(
        default=_SPARQL.deadline,
        ge=0.1,
        description="Seconds that a SPARQL query may take, waiting and sending included.",
    )
    sparql_memory: int = Field(
        default=_SPARQL.memory, ge=256, description="Megabytes of memory that a SPARQL query may need."
    )
    sparql_result: int = Field(
        default=_SPARQL.result, ge=1, description="Megabytes that a SPARQL answer may have."
    )
    sparql_workers: int = Field(
        default=_SPARQL.workers, ge=1, description="SPARQL queries answered at a time."
    )
    sparql_queue: int = Field(default=_SPARQL.queue, ge=0, description="SPARQL queries that may wait.")
    graphql_deadline: float = Field(
        default=_GRAPHQL.deadline,
        ge=0.1,
        description="Seconds that a GraphQL question may take, waiting included.",
    )
    graphql_cost: int = Field(
        default=_GRAPHQL.cost,
        ge=1,
        description="Values that a GraphQL answer may hold, by the sizes that its lists are asked for.",
    )
    graphql_depth: int = Field(
        default=_GRAPHQL.depth, ge=1, le=100, description="Levels of fields that a GraphQL question may have."
    )
    graphql_threads: int = Field(
        default=_GRAPHQL.threads, ge=1, description="Parts of GraphQL questions answered at a time."
    )
    rate_limit: int = Field(
        default=600,
        ge=0,
        le=1_000_000,
        description="Requests a minute from one address (IPv6: one /64); 0 is no limit.",
    )
    rate_addresses: int = Field(
        default=100_000,
        ge=100,
        description="Addresses remembered for the rate limit; the oldest are forgotten first.",
    )
    trusted_proxies: Annotated[list[Annotated[str, BeforeValidator(_network)]], BeforeValidator(_listed)] = (
        Field(default=[], description="Addresses or networks of proxies whose X-Forwarded headers count.")
    )
    max_connections: int = Field(default=1000, ge=1, description="Connections open at a time.")
    max_requests: int = Field(
        default=200, ge=1, description="Requests answered at a time; /healthz, /readyz, /metrics always are."
    )
    max_streams: int = Field(
        default=100, ge=1, description="Websockets and streams of events open at a time."
    )
    max_streams_per_address: int = Field(
        default=20, ge=1, description="Websockets and streams open from one address (IPv6: one /64)."
    )
    stream_lifetime: float = Field(
        default=3600, ge=1, description="Seconds that a websocket or a stream of events may stay open."
    )
    max_body: int = Field(
        default=1_000_000, ge=1000, description="Bytes that the body of a request may have."
    )
    max_headers: int = Field(
        default=32_768, ge=1024, description="Bytes that the address and headers of a request may have."
    )
    header_deadline: float = Field(
        default=10, ge=0.1, description="Seconds in which the headers of a request must arrive."
    )
    body_deadline: float = Field(
        default=20, ge=0.1, description="Seconds in which the body of a request must arrive."
    )
    send_deadline: float = Field(
        default=30,
        ge=0.1,
        description="Seconds that a client may leave its answer unread before it is cut off.",
    )
    stop_delay: float = Field(
        default=0,
        ge=0,
        description="Seconds between the signal to stop, when /readyz turns 503, and the end of listening.",
    )
    stop_patience: int = Field(
        default=10, ge=0, description="Seconds that requests in flight may take to end at a stop."
    )
    cors_origins: Annotated[list[Annotated[str, BeforeValidator(_origin)]], BeforeValidator(_listed)] = Field(
        default=["*"], description="Origins whose pages may read answers, without cookies; empty is none."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="How log lines are written."
    )
    log_requests: bool = Field(default=True, description="Whether each request is a log line.")

    @property
    def sparql(self) -> Limits:
        """What SPARQL queries may take."""
        return Limits(
            self.sparql_deadline,
            self.sparql_memory,
            self.sparql_result,
            self.sparql_workers,
            self.sparql_queue,
        )

    @property
    def graphql(self) -> GraphqlLimits:
        """What GraphQL questions may cost."""
        return GraphqlLimits(
            cost=self.graphql_cost,
            deadline=self.graphql_deadline,
            threads=self.graphql_threads,
            depth=self.graphql_depth,
        )


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def reference() -> str:
    """All settings as a table in Markdown, which the README has."""
    rows = ["| TOML key | variable | default | what it is |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "a folder of your account" if name == "data" else f"`{json.dumps(field.default)}`"
        rows.append(f"| `{name}` | `{variable(name)}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"


def load(options: Mapping[str, Any], config: Path | None = None) -> Settings:
    """The settings: options before environment before file before defaults.

    Args:
        options: What the command line gives, by the names of the settings; None is not given.
        config: The TOML file, if there is one.

    Raises:
        SettingInvalid: A file that cannot be read, a key that is none, a value that is not allowed.
    """
    # Here, because the import takes a quarter of a second.
    from pydantic_settings import BaseSettings, SettingsConfigDict, TomlConfigSettingsSource  # noqa: PLC0415
    from pydantic_settings.sources import PydanticBaseSettingsSource  # noqa: PLC0415

    class Sources(Settings, BaseSettings):
        model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, enable_decoding=False)

        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is given
            file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=config)

    given = {name: value for name, value in options.items() if value is not None}
    if config is not None:
        _check_file(config)
    try:
        found = Sources(**given)
    except ValidationError as error:
        raise _wrong(error, given, config) from None
    return Settings.model_construct(**{name: getattr(found, name) for name in Settings.model_fields})


def _check_file(config: Path) -> None:
    """Read the file once, because the library takes one that is missing for one that is empty."""
    try:
        tomllib.loads(config.read_bytes().decode())
    except OSError as error:
        raise SettingInvalid(
            f"{config} cannot be read: {error.strerror}.", where="--config", remedy="Name a TOML file."
        ) from error
    except ValueError as error:
        raise SettingInvalid(f"this is no TOML: {error}.", where=str(config), remedy="Correct it.") from error


def _wrong(error: ValidationError, given: Mapping[str, Any], config: Path | None) -> SettingInvalid:
    """The first fault as one error that names the setting and where it was said."""
    fault = error.errors(include_url=False)[0]
    name = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, Settings.model_fields, n=1, cutoff=0.5)
        return SettingInvalid(
            f"there is no setting {name!r}.",
            where=str(config),
            remedy=f"Did you mean {near[0]!r}?" if near else "The README lists all settings.",
        )
    if name in given:
        where = "--" + name.replace("_", "-")
    elif os.environ.get(variable(name)):
        where = variable(name)
    else:
        where = f"{config}, {name}"
    expected = fault["msg"].removeprefix("Value error, ")
    meaning = Settings.model_fields[name].description
    return SettingInvalid(
        f"{fault['input']!r} is not allowed: {expected[:1].lower()}{expected[1:]}.",
        where=where,
        remedy=f"It is: {meaning}",
    )


if __name__ == "__main__":
    sys.stdout.write(reference())
