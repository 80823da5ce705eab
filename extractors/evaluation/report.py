"""The scores in the documents: `python -m extractors.evaluation.report` measures the seeds and writes them.

README.md shows F1 alone, ARCHITECTURE.md everything. Run it in a checkout whenever extraction has changed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import fill

from extractors.evaluation.card import Measure, ScoreCard, score_card
from extractors.evaluation.files import load_annotations, load_papers
from extractors.evaluation.published import PublishedScores, published_scores
from extractors.guidelines import to_annotation
from kg.errors import RecordInvalid

BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"
_HINT = "<!-- written by `python -m extractors.evaluation.report` -->"
_WIDTH = 118
_SEEDS = "tests/data/seeds.papers.jsonl", "tests/data/seeds.gold.jsonl"


def summary(seeds: ScoreCard, folds: PublishedScores | None) -> str:
    """F1 of every measure with its interval, for the README."""
    columns = {f"{seeds.papers} seeds": seeds.measures}
    if folds:
        columns |= {f"{folds.papers:,} others": folds.folds}
    heads = [head for name in columns for head in (f"{name}: F1", "95%")]
    rows = [
        [name, *(cell for measures in columns.values() for cell in _f1(measures.get(name)))]
        for name in seeds.measures
    ]
    return f"{_prose(seeds, folds)}\n\n{_table(['measure', *heads], rows)}"


def full(seeds: ScoreCard, folds: PublishedScores | None) -> str:
    """Everything, for ARCHITECTURE.md."""
    parts = [_prose(seeds, folds), _measures(seeds, folds)]
    if folds:
        parts += _details(folds)
    return "\n\n".join(parts)


def figures(folds: PublishedScores) -> str:
    """Everything about the folds alone, for the card of a model."""
    rows = [[name, *_figures(measure)] for name, measure in all_measures(folds.folds, folds.by_type).items()]
    parts = [_table(["measure", "P", "R", "F1", "95%"], rows), *_details(folds)]
    return "\n\n".join(parts)


#: What each document shows.
PAGES: dict[str, Callable[[ScoreCard, PublishedScores | None], str]] = {
    "README.md": summary,
    "ARCHITECTURE.md": full,
}


def with_scores(page: str, scores: str) -> str:
    """The page with its block of scores replaced.

    Raises:
        RecordInvalid: It has no such block, or several.
    """
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(BEGIN) > page.index(END):
        raise RecordInvalid(
            "There is no one block for the scores.",
            remedy=f"Put the lines {BEGIN} and {END} where they belong.",
        )
    before, after = page[: page.index(BEGIN)], page[page.index(END) :]
    return f"{before}{BEGIN}\n{_HINT}\n{scores}\n{after}"


def _prose(seeds: ScoreCard, folds: PublishedScores | None) -> str:
    text = (
        "Counts are summed over all papers; the interval of F1 holds 95% of 1,000 resamples of the papers. "
        f"The {seeds.papers} seeds were annotated by two people and an adjudicator and never trained on; "
        f"they have only {seeds.measures['results'].gold} results, so they say little about these. "
        f"Anyone can repeat them with `sotagraph evaluate {' '.join(_SEEDS)}`."
    )
    if folds:
        text += (
            f" The {folds.papers:,} others have one annotator each and {folds.folds['results'].gold:,} "
            "results; their figures are by cross-validation: every paper was read by a model that had "
            "not seen it."
        )
        if folds.taught > folds.papers:
            text += f" The models learned from {folds.taught - folds.papers:,} more, which are not measured."
    return _wrapped(text)


def _wrapped(text: str) -> str:
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _measures(seeds: ScoreCard, folds: PublishedScores | None) -> str:
    columns = {f"{seeds.papers} seeds": all_measures(seeds.measures, seeds.by_type)}
    if folds:
        columns |= {f"{folds.papers:,} others": all_measures(folds.folds, folds.by_type)}
    heads = [head for name in columns for head in (f"{name}: P", "R", "F1", "95%")]
    names = next(iter(columns.values()))
    rows = [
        [name, *(cell for measures in columns.values() for cell in _figures(measures.get(name)))]
        for name in names
    ]
    return _table(["measure", *heads], rows)


def all_measures(
    measures: Mapping[str, Measure], by_type: Mapping[str, Mapping[str, Measure]]
) -> dict[str, Measure]:
    """The measures, each followed by its parts."""
    found: dict[str, Measure] = {}
    for name, measure in measures.items():
        found[name] = measure
        found |= {f"{name}.{kind}": typed for kind, typed in by_type.get(name, {}).items()}
    return found


def _details(folds: PublishedScores) -> Iterator[str]:
    if folds.calibration:
        bins = (
            [kind, f"{b.low:.2f}-{b.high:.2f}", f"{b.confidence:.2f}", f"{b.right:.2f}", f"{b.count:,}"]
            for kind, found in folds.calibration.items()
            for b in found.bins
        )
        errors = ", ".join(f"{found.ece:.3f} for {kind}" for kind, found in folds.calibration.items())
        yield _wrapped(
            f"How far confidences can be believed, on the {folds.papers:,} others, in tenths from the least "
            f"sure to the surest; the expected calibration error is {errors}."
        )
        yield _table(["fact", "confidence", "mean", "right", "found"], bins)
    if folds.learning_curve:
        yield "F1 by how many papers the models of the folds learned from, those of the fold itself aside:"
        names = list(folds.folds)
        yield _table(
            ["papers", *names],
            (
                [f"{papers:,}", *(_f1(measures.get(name))[0] for name in names)]
                for papers, measures in [*folds.learning_curve.items(), (folds.taught, folds.folds)]
            ),
        )


def _figures(measure: Measure | None) -> tuple[str, ...]:
    if measure is None:
        return ("-",) * 4
    return f"{measure.precision:.3f}", f"{measure.recall:.3f}", *_f1(measure)


def _f1(measure: Measure | None) -> tuple[str, str]:
    if measure is None:
        return "-", "-"
    return f"{measure.f1:.3f}", f"{measure.low:.2f}-{measure.high:.2f}"


def _table(heads: list[str], rows: Iterator[list[str]] | list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, ["---"] * len(heads), *rows])


def measure_seeds(root: Path) -> ScoreCard:
    """The score card of the pipeline as it is, on the seeds of a checkout."""
    from extractors.extraction import make_extract  # noqa: PLC0415 - loads the pipeline

    papers, gold = load_papers(root / _SEEDS[0]), load_annotations(root / _SEEDS[1])
    extract = make_extract()
    return score_card(
        papers, gold, {key: to_annotation(key, papers[key], extract(papers[key])) for key in gold}
    )


def main() -> None:
    """Write the scores into the documents of the checkout that this runs in."""
    root = Path()
    seeds, folds = measure_seeds(root), published_scores()
    for name, write in PAGES.items():
        path = root / name
        path.write_text(with_scores(path.read_text(encoding="utf-8"), write(seeds, folds)), encoding="utf-8")
        sys.stdout.write(f"{name}: the scores are those of this checkout.\n")


if __name__ == "__main__":
    main()
