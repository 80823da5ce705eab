"""How log lines are written: all of them, uvicorn's too, through one formatter."""

from __future__ import annotations

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from api.settings import Settings
from api.transport import request_id

__all__ = ["configure"]

#: Line ends of any kind, and what a terminal would obey.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: Uvicorn's line for an answer that was cut off; `Observation` has said it with the request's id.
_CUT = "ASGI callable returned without completing response."


def configure(settings: Settings) -> None:
    """Write all log lines to the standard error stream, in the format of the settings."""
    shared: list[Processor] = [
        _named,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _escaped,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(lambda record: record.msg != _CUT)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("sotagraph.request").setLevel(
        logging.INFO if settings.log_requests else logging.WARNING
    )


def _named(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Add the request that a line is about."""
    if name := request_id.current.get():
        event["request_id"] = name
    return event


def _escaped(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Let nobody forge a line; the lines of a traceback are set in."""
    for key, value in event.items():
        if isinstance(value, str) and _CONTROL.search(value):
            lines = value.split("\n") if key == "exception" else [value]
            event[key] = "\n    ".join(_CONTROL.sub(_escape, line) for line in lines)
    return event


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()
