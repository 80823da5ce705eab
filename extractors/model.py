"""A trained model: a directory of networks, trees and thresholds."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.model_files import CURVES, FILES, NETWORK
from kg.errors import ModelInvalid

if TYPE_CHECKING:
    from extractors.components.results.learned.model import ResultModel
    from extractors.judging.curves import Curves
    from extractors.judging.judge import Judge
    from extractors.tagger.session import TaggerSession


class Model:
    """What `sotagraph train` makes; its parts are loaded when they are first asked for.

    Args:
        directory: Where it is; the model that comes with the package by default.

    Raises:
        ModelInvalid: A part is missing.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = packaged_model() if directory is None else directory
        missing = [name for name in FILES if not (self.directory / name).is_file()]
        if missing:
            raise ModelInvalid(
                f"The model lacks {', '.join(missing)}.",
                where=str(self.directory),
                remedy="Install the package again, or name the directory that `sotagraph train` wrote.",
            )

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the names and contents of its parts, in hexadecimal."""
        digest = hashlib.sha256()
        for name in sorted(FILES):
            content = (self.directory / name).read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    @cached_property
    def tagger(self) -> TaggerSession:
        """The network."""
        # Here, so that a process that only asks for the digest does without spaCy.
        from extractors.tagger.session import TaggerSession  # noqa: PLC0415

        return TaggerSession(self.directory)

    @cached_property
    def judge(self) -> Judge:
        """The judges of forms and roles."""
        from extractors.judging.judge import Judge  # noqa: PLC0415

        return Judge.load(self.directory)

    @cached_property
    def results(self) -> ResultModel:
        """The trees of results."""
        from extractors.components.results.learned.model import ResultModel  # noqa: PLC0415

        return ResultModel.load(self.directory)

    @cached_property
    def curves(self) -> Curves:
        """What confidences stand for."""
        from extractors.judging.curves import Curves  # noqa: PLC0415

        return Curves.read(self.directory / CURVES)


@cache
def default_model() -> Model | None:
    """The model that comes with the package, once a process."""
    return Model() if (packaged_model() / NETWORK).is_file() else None


def packaged_model() -> Path:
    """The directory of the model that comes with the package."""
    return Path(str(files("extractors") / "models"))
