"""What a step of the recipe is, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Protocol

from extractors.training.annotated import DataFiles, sort_files
from extractors.training.corpora import check_shippable, corpus_path
from extractors.training.markers import digest_file, digest_of
from extractors.training.settings import Settings
from kg.errors import SettingInvalid, SourceMissing


class Report(Protocol):
    """Is told how far a step is."""

    def __call__(self, done: int, of: int | None = None, note: str = "") -> None:
        """So many are done of so many, None while that is unknown; the note says more (`loss 2.31`)."""


class Reads(Enum):
    """What the command was given that a step may read."""

    DATA = "data"
    CORPUS = "corpus"
    PUBLIC = "public"


class Runs(Enum):
    """How often a step runs, and for whom."""

    ONCE = "once for the folds and for the final model"
    EACH = "for each fold, and for the final model"
    OVER_FOLDS = "once, when all folds have run"


@dataclass(frozen=True)
class Given:
    """What the command was given to read.

    Args:
        data: Files of papers and of annotations.
        corpus: Plain abstracts, a file of any format that the sources read.
        public: The folder of the public corpora.
    """

    data: tuple[Path, ...]
    corpus: Path | None = None
    public: Path | None = None

    @cached_property
    def files(self) -> DataFiles:
        """The files of `data`, by what they hold."""
        return sort_files(self.data)

    def need(self, what: Reads) -> Path:
        """The corpus, or the folder of public corpora.

        Raises:
            SettingInvalid: It was not given.
        """
        path = {Reads.CORPUS: self.corpus, Reads.PUBLIC: self.public}[what]
        if path is None:
            raise SettingInvalid(
                f"There is a step that cannot do without --{what.value}.",
                where="sotagraph train",
                remedy=f"Name it with --{what.value}, or stop before that step with --until.",
            )
        return path

    def digest(self, what: Reads, settings: Settings) -> str:
        """The digest of what is read, whatever it is called and wherever it lies.

        Raises:
            InputError: It is not there, or it must not be learned from.
        """
        if what is Reads.DATA:
            return digest_of(*map(digest_file, self.files.all))
        if what is Reads.CORPUS:
            return digest_file(_file(self.corpus)) if self.corpus else ""
        check_shippable(settings.public.corpora)
        if self.public is None:
            return ""
        return digest_of(*(digest_file(corpus_path(self.public, name)) for name in settings.public.corpora))


def _file(path: Path) -> Path:
    if not path.is_file():
        raise SourceMissing("There is no such file.", where=str(path), remedy="Check the path.")
    return path


@dataclass(frozen=True, slots=True)
class Work:
    """What a step is given.

    Args:
        folder: Where it writes what it makes.
        checkpoint: A folder for its own progress. A step that was interrupted finds there what it wrote, and
            goes on from it; when the step is done the folder is deleted.
        given: The files to read.
        settings: All settings; only those of the sections that the step names make it run again.
        fold: The fold that is held out, or None for the final model.
        report: To be told how far the step is.
        made: The folders of the steps that it needs, and of those that it takes along that are done, by name.
        folds: The same for each fold, for a step that runs over folds.
    """

    folder: Path
    checkpoint: Path
    given: Given
    settings: Settings
    fold: int | None
    report: Report
    made: Mapping[str, Path]
    folds: Sequence[Mapping[str, Path]] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A named piece of the recipe.

    Args:
        name: Also of its folder.
        run: Does the work.
        needs: The steps whose folders it reads.
        takes: Steps over folds whose folders it reads, for the final model, if they are done.
        reads: What it reads of that which the command was given.
        settings: The names of the sections that it obeys; `seed` always counts.
        runs: How often.
        version: Counted up when its code changes what it makes, so that it runs again.
    """

    name: str
    run: Callable[[Work], None]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    reads: tuple[Reads, ...] = ()
    settings: tuple[str, ...] = ()
    runs: Runs = Runs.EACH
    version: int = 1
