"""The learning curve of the package's model: `python -m extractors.evaluation.learning_curve SCORES...`.

Each SCORES is the `evaluate/scores.json` of a recipe that ran with `--folds` and a lower setting `papers`.
They are written beside the scores of the model in a checkout, from where
`python -m extractors.evaluation.report` takes them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractors.evaluation.published import PublishedScores, packaged_scores


def add_curve(path: Path, smaller: list[Path]) -> PublishedScores:
    """Write the scores of smaller runs into the scores at `path`; those that were there before go.

    Raises:
        RecordInvalid: A run cannot be held against the model.
    """
    runs = [PublishedScores.from_json(run.read_bytes()) for run in smaller]
    scores = PublishedScores.from_json(path.read_bytes()).with_curve(runs)
    path.write_text(scores.to_json(), encoding="utf-8")
    return scores


def main() -> None:
    """Add the runs that are named to the scores of the package's model."""
    scores = add_curve(packaged_scores(), [Path(name) for name in sys.argv[1:]])
    sys.stdout.write(f"{packaged_scores()}: a curve over {[*scores.learning_curve, scores.taught]} papers.\n")


if __name__ == "__main__":
    main()
