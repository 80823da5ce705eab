"""A pipeline that does what a paper's title says, for tests of the processes that pipelines run in.

Its workers import this module, so it imports little.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from kg.errors import SettingInvalid
from kg.records import Abbreviation, Extraction, Extractor, Paper

IDENTITY = Extractor("obedient", "1", "0" * 64)
HOURS = 10_000


class Obedient:
    """Finds its process's number and threads in a text; a title may ask for something else.

    Args:
        log: A file to which each paper's title is added when it is read.
    """

    identity = IDENTITY

    def __init__(self, log: Path | None = None) -> None:
        self._log = log

    def __call__(self, paper: Paper) -> Extraction:
        if self._log is not None:
            with self._log.open("a", encoding="utf-8") as log:
                log.write(f"{paper.title}\n")
        match paper.title:
            case "fail":
                raise ZeroDivisionError("no value")
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "exit":
                os._exit(3)
            case "hang":
                time.sleep(HOURS)
            case "spin":
                while True:
                    pass
        said = (("process", str(os.getpid())), ("threads", os.environ.get("OMP_NUM_THREADS", "any")))
        return Extraction(paper.text_digest, IDENTITY, abbreviations=tuple(Abbreviation(*s) for s in said))


def refuse() -> Obedient:
    """Cannot be loaded, for a reason that it gives."""
    raise SettingInvalid("there is no such model", where="model", remedy="Name another.")


def die() -> Obedient:
    """Dies while it loads."""
    os.kill(os.getpid(), signal.SIGKILL)
    return Obedient()


def other() -> Obedient:
    """Is of another version than the parent believes."""
    found = Obedient()
    found.identity = replace(IDENTITY, version="2")
    return found


def paper(title: str) -> Paper:
    """A paper that asks for something."""
    return Paper(title=title, abstract="", source="obedient")


def said(extraction: object, what: str) -> str:
    """What an extraction says of the process that made it."""
    assert isinstance(extraction, Extraction), extraction
    return next(found.long for found in extraction.abbreviations if found.short == what)
