"""What the wording beside a value says: which way it moved, how it is hedged, what it is a share of, and ±.

Names are marked in the sentences as in `test_link`: `<our Net>` is the paper's own method, `<method ...>`
another one, `<data ...>` and `<metric ...>` the rest. One answer is expected for each value, in their order.
"""

from __future__ import annotations

import pytest

from extractors.components.annotations import FoundEntity, FoundResult
from extractors.components.quantities import find_quantities
from extractors.components.results import find_results
from extractors.components.results.frame import Frame
from extractors.components.results.subjects import was_before
from extractors.components.results.units import clashes
from kg.records import Bound, Change, EntityType, ResultKind
from tests.extractors.components.results.marked import unmark

UP, DOWN = Change.INCREASE, Change.DECREASE


def results_of(marked: str) -> list[FoundResult]:
    """The results of a marked sentence."""
    text, entities = unmark(marked)
    taken = [span for entity in entities for span in entity.spans]
    return find_results(text, [(0, len(text))], entities, find_quantities(text, taken))


CHANGES: list[tuple[str, list[Change | None]]] = [
    # Words that say it.
    ("<our Net> raises <metric recall> by 4.5 points on <data D>.", [UP]),
    ("We observe a 3.2% increase in <metric F1>.", [UP]),
    ("<metric BLEU> rises by 1.4.", [UP]),
    ("The <metric accuracy> jumped by 9%.", [UP]),
    ("The <metric accuracy> went up by 9%.", [UP]),
    ("The <metric score> is up by 4 points.", [UP]),
    ("Its <metric accuracy> is 6.1% higher than that of <method ViT>.", [UP]),
    ("The <metric accuracy> is 2 points above that of <method X>.", [UP]),
    ("With 8% more <metric FLOPs> it is better.", [UP]),
    ("<our Net> reaches +3.4 <metric mAP> on <data COCO>.", [UP]),
    ("<our Net> increases the <metric error rate> by 5%.", [UP]),
    ("<our Net> increases <metric throughput> by a factor of 2.5.", [UP]),
    ("<our Net> doubles the <metric throughput>.", [UP]),
    ("<metric Accuracy> nearly triples.", [UP]),
    ("<our Net> gives a 2.4x speedup.", [UP]),
    ("<our Net> is 3x faster.", [UP]),
    ("<our Net> reduces the <metric error rate> by 30%.", [DOWN]),
    ("We see a 45% reduction in <metric latency>.", [DOWN]),
    ("The <metric accuracy> drops by 7.5% on <data D>.", [DOWN]),
    ("The <metric accuracy> shrank by 4%.", [DOWN]),
    ("The <metric score> is down by 4 points.", [DOWN]),
    ("<our Net> needs 2.3 times fewer <metric parameters>.", [DOWN]),
    ("<our Net> uses 35% less <metric memory>.", [DOWN]),
    ("Its <metric WER> is 2.4% lower than that of <method X>.", [DOWN]),
    ("It saves over 25% of the <metric GPU hours>.", [DOWN]),
    ("There is a drop of 3.1 points in <metric F1>.", [DOWN]),
    ("It loses 6% <metric F1>.", [DOWN]),
    ("<metric Accuracy> fell 6%.", [DOWN]),
    ("<our Net> halves the <metric latency>.", [DOWN]),
    ("The <metric latency> is reduced by half.", [DOWN]),
    ("<our Net> lowers the <metric error> by a factor of 3.", [DOWN]),
    ("A change of -2.3% in <metric accuracy> is seen.", [DOWN]),
    # Words that judge, of a measure of which more is better.
    ("<our Net> improves <metric accuracy> by 2.1%.", [UP]),
    ("<our Net> outperforms <method BERT> by 5.3% in <metric accuracy>.", [UP]),
    ("<our Net> surpasses <method X> by a margin of 2.2%.", [UP]),
    ("It beats <method X> by 0.8 <metric BLEU> points.", [UP]),
    ("It scores 2.5 points better in <metric accuracy> than <method X>.", [UP]),
    ("<our Net> achieves a 0.9 dB <metric PSNR> gain over <method X>.", [UP]),
    ("<our Net> is 2x faster in <metric FPS>.", [UP]),
    ("It degrades <metric accuracy> by only 0.5%.", [DOWN]),
    ("<our Net> underperforms <method X> by 2.1% <metric accuracy>.", [DOWN]),
    ("It is 3.1 points behind <method X> in <metric accuracy>.", [DOWN]),
    # The same words, of a measure of which less is better.
    ("<our Net> improves <metric FID> by 2.4.", [DOWN]),
    ("An improvement of 0.7 in <metric RMSE> is seen.", [DOWN]),
    ("We see a 2.4 <metric FID> improvement.", [DOWN]),
    ("It beats <method X> by 0.8 <metric FID>.", [DOWN]),
    ("<our Net> outperforms <method X> by 12% in <metric localization error>.", [DOWN]),
    ("<our Net> is 2x faster in <metric inference time>.", [DOWN]),
    ("<our Net> achieves 30% better <metric latency>.", [DOWN]),
    ("The <metric latency> improves by 12%.", [DOWN]),
    ("It worsens the <metric FID> by 3.1.", [UP]),
    ("It degrades <metric perplexity> by 0.4.", [UP]),
    # Several values, each with its own words, or all with one.
    ("<our Net> improves <metric accuracy> by 3% and reduces <metric latency> by 20%.", [UP, DOWN]),
    ("<our Net> reaches 3% higher <metric accuracy> and 20% lower <metric latency>.", [UP, DOWN]),
    ("It decreases <metric latency> by 30% while increasing <metric accuracy> by 2%.", [DOWN, UP]),
    ("<our Net> reduces <metric latency> and <metric memory> by 20% and 30%.", [DOWN, DOWN]),
    ("The <metric accuracy> rose from 61% to 72%, a gain of 11 points.", [None, None, UP]),
    (
        "Gains of 3.1% in <metric accuracy>, 12% in <metric FID> and 4% in <metric F1> are seen.",
        [UP, DOWN, UP],
    ),
    ("It improves <metric MSE> and <metric PSNR> by 7.6% and 1.7%.", [None, None]),
    (
        "It reaches 68% <metric accuracy> in 200 <metric epochs>, beating <method X> by 6.4%.",
        [None, None, UP],
    ),
    # Another verb stands nearer to `by`, or only looks like one.
    ("<our Net> cuts the search space and improves <metric accuracy> by 3%.", [UP]),
    ("<our Net> improves the <metric accuracy> of pruned models by 3%.", [UP]),
    ("By lowering the temperature, <our Net> raises <metric recall> by 2 points.", [UP]),
    ("<our Net> shortens training while the <metric BLEU> falls by only 0.3.", [DOWN]),
    # Nothing says it.
    ("There is a difference of 2.1 points in <metric accuracy>.", [None]),
    ("The gap in <metric accuracy> is 3.4%.", [None]),
    ("The two differ by 2.2% in <metric accuracy>.", [None]),
    ("The <metric accuracy> changes by 1.2%.", [None]),
    ("<our Net> reaches 88% <metric accuracy>.", [None]),
    ("<metric accuracy> drops from 80% to 70%.", [None, None]),
    ("<metric Accuracy> falls below 60%.", [None]),
]

NONE, MOST, OVER, ABOUT = None, Bound.UP_TO, Bound.OVER, Bound.ABOUT
BOUNDS: list[tuple[str, list[Bound | None]]] = [
    ("<our Net> reaches up to 94% <metric accuracy>.", [MOST]),
    ("<our Net> reduces <metric latency> by as much as 40%.", [MOST]),
    ("The <metric accuracy> is as high as 91%.", [MOST]),
    ("The <metric error> is at most 5%.", [MOST]),
    ("The <metric accuracy> drops by no more than 1.5%.", [MOST]),
    ("The <metric accuracy> drops by not more than 2%.", [MOST]),
    ("The <metric accuracy> drops by less than 1%.", [MOST]),
    ("The <metric error> is below 0.5.", [MOST]),
    ("The <metric error> is <2% on <data D>.", [MOST]),
    ("The <metric error> does not exceed 3%.", [MOST]),
    ("<our Net> needs 5% or less of the <metric memory>.", [MOST]),
    ("<our Net> outperforms <method X> by up to 6.3% <metric mIoU>.", [MOST]),
    ("<our Net> reaches an <metric accuracy> of just under 90%.", [MOST]),
    ("An <metric accuracy> of over 90% is reached.", [OVER]),
    ("<our Net> improves <metric accuracy> by more than 3%.", [OVER]),
    ("<our Net> improves <metric accuracy> by at least 3.5%.", [OVER]),
    ("<our Net> improves <metric accuracy> by no less than 3%.", [OVER]),
    ("<our Net> improves <metric accuracy> by well over 3%.", [OVER]),
    ("The <metric accuracy> is greater than or equal to 70%.", [OVER]),
    ("With <metric accuracy> exceeding 95%, it is best.", [OVER]),
    ("The <metric accuracy> exceeds 95%.", [OVER]),
    ("<our Net> surpasses 95% <metric accuracy>.", [OVER]),
    ("It needs upwards of 30 <metric GPU hours>.", [OVER]),
    ("<our Net> reaches an <metric accuracy> in excess of 90%.", [OVER]),
    ("<our Net> improves <metric accuracy> by 3% or more.", [OVER]),
    ("<our Net> reaches 90%+ <metric accuracy>.", [OVER]),
    ("<our Net> reaches 90+% <metric accuracy>.", [OVER]),
    ("<our Net> reaches ≥ 82.2% <metric accuracy>.", [OVER]),
    ("<our Net> reaches $>$90% <metric accuracy>.", [OVER]),
    ("<our Net> more than doubles <metric throughput>.", [OVER]),
    ("<our Net> is about 3 times faster.", [ABOUT]),
    ("<our Net> reaches around 90% <metric accuracy>.", [ABOUT]),
    ("<our Net> reaches nearly 90% <metric accuracy>.", [ABOUT]),
    ("<our Net> reaches almost 90% <metric accuracy>.", [ABOUT]),
    ("<our Net> reaches close to 90% <metric accuracy>.", [ABOUT]),
    ("<our Net> reaches ca. 90% <metric accuracy>.", [ABOUT]),
    ("<our Net> reaches ~90% <metric accuracy>.", [ABOUT]),
    ("<our Net> approaches 90% <metric accuracy>.", [ABOUT]),
    ("<our Net> gains 3% or so in <metric accuracy>.", [ABOUT]),
    ("<our Net> nearly halves the <metric latency>.", [ABOUT]),
    # A hedge in words holds for a list or a range, a sign for its number, and neither from old to new.
    ("<our Net> reduces <metric latency> and <metric memory> by up to 20% and 30%.", [MOST, MOST]),
    ("<our Net> improves <metric accuracy> by up to 5-10%.", [MOST, MOST]),
    ("It reaches over 90%, 85% and 80% <metric F1> on <data A>, <data B> and <data C>.", [OVER, OVER, OVER]),
    ("It reaches 88.2% and nearly 90% <metric accuracy> on <data A> and <data B>.", [NONE, ABOUT]),
    ("It reaches ~90% and 88.2% <metric accuracy> on <data A> and <data B>.", [ABOUT, NONE]),
    ("<our Net> raises <metric accuracy> from nearly 50% to 80%.", [ABOUT, NONE]),
    ("<our Net> raises <metric accuracy> from 50% to over 80%.", [NONE, OVER]),
    # The same words, but no hedge.
    ("<our Net> reaches 90% <metric accuracy>.", [NONE]),
    ("<our Net> improves over <method X> by 4% <metric accuracy>.", [NONE]),
    ("The gain over <method X> is 3% <metric accuracy>.", [NONE]),
]

SHARES: list[tuple[str, str | None, str | None]] = [
    ("<our Net> retains 99% of the <metric accuracy> of <method BERT>.", "the accuracy of BERT", "of BERT"),
    ("<our Net> achieves 97% of <method GPT-4>'s <metric accuracy>.", "GPT-4's accuracy", "of GPT-4"),
    (
        "On <data D>, it reaches 92% of the performance of <method GPT-4>.",
        "the performance of GPT-4",
        "of GPT-4",
    ),
    ("It keeps 95% <metric accuracy> of <method BERT>.", "BERT", "of BERT"),
    ("On <data D>, it reaches 88% of <method X>.", "X", "of X"),
    ("That is on par with the 2.65% <metric test error> of <method NASNet>.", None, None),
    ("Its <metric accuracy> is only 60% of that of <method X>.", "that of X", "of X"),
    ("On <data D>, it achieves up to 97% of <method GPT-4> performance.", "GPT-4 performance", "of GPT-4"),
    ("It uses 30% of the <metric memory> required by <method X>.", "the memory required by X", "of X"),
    ("<our Net> delivers 91% of the <metric F1> achieved by <method X>.", "the F1 achieved by X", "of X"),
    (
        "It reaches 80% of the <metric accuracy> of the best supervised model.",
        "the accuracy of the best supervised model",
        "of the best supervised model",
    ),
    ("It preserves 99% of the teacher's <metric F1>.", "the teacher's F1", "of teacher"),
    ("On <data D>, it attains 90% of human performance.", "human performance", "of human performance"),
    (
        "On <data D>, it recovers 98% of full fine-tuning performance.",
        "full fine-tuning performance",
        "of full fine-tuning performance",
    ),
    ("It retains 96.5% of its original <metric accuracy>.", "its original accuracy", None),
    ("On <data D>, it retains over 90% of the original quality.", "the original quality", None),
    ("Its <metric accuracy> comes within 1% of <method BERT>.", "BERT", None),
    ("Its <metric accuracy> is within 0.5 points of <method BERT> on <data D>.", "BERT", None),
    ("It is within 1.2 <metric BLEU> of the best <method Transformer>.", "the best Transformer", None),
    ("It stays within 3% of full-precision <metric accuracy> on <data D>.", "full-precision accuracy", None),
    # A share of things is a score, and so is a share of the bare measure.
    ("<our Net> reaches 94% <metric accuracy> on <data D>.", None, None),
    ("<our Net> achieves 74.8% of <metric F1-score> on <data D>.", None, None),
    ("<our Net> reaches an <metric accuracy> of 94%.", None, None),
    ("<our Net> answers within 2 <metric seconds>.", None, None),
    ("<our Net> reduces 30% of the <metric parameters>.", None, None),
    ("<our Net> improves the <metric accuracy> by 3%.", None, None),
]

UNCERTAINTIES: list[tuple[str, list[str | None]]] = [
    ("<our Net> reaches 88.1 ± 0.3% <metric accuracy>.", ["0.3"]),
    ("<our Net> reaches 88.1% ± 0.3% <metric accuracy>.", ["0.3"]),
    ("<our Net> reaches an <metric accuracy> of 88.1 (±0.3).", ["0.3"]),
    ("<our Net> reaches 88.1+-0.3 <metric accuracy>.", ["0.3"]),
    ("<our Net> reaches 88.1 +/- 0.3 <metric accuracy>.", ["0.3"]),
    ("<our Net> reaches 88.1 plus or minus 0.3 <metric accuracy>.", ["0.3"]),
    ("<our Net> reaches an <metric accuracy> of 88.1_± 0.3.", ["0.3"]),
    ("<our Net> reaches an <metric error> of 1.5e-3 ± 2e-4.", ["0.0002"]),
    ("<our Net> reaches an <metric accuracy> of 88.1 (std 0.3).", ["0.3"]),
    ("<our Net> reaches an <metric accuracy> of 88.1 (SD = 0.3).", ["0.3"]),
    ("<our Net> reaches 88.1 with a standard deviation of 0.3 in <metric accuracy>.", ["0.3"]),
    ("<our Net> improves <metric accuracy> by 2.1±0.4 points.", ["0.4"]),
    ("It has a <metric Dice> of 0.912 ± 0.021 and a <metric HD95> of 4.3 ± 1.2 mm.", ["0.021", "1.2"]),
    ("It reaches 71.2±1.1 and 80.5±0.4 <metric F1> on <data A> and <data B>.", ["1.1", "0.4"]),
    ("<our Net> reaches an <metric accuracy> of 88.1.", [None]),
    ("It reaches 88.1% and 90.3% <metric F1> on <data A> and <data B>.", [None, None]),
    ("<our Net> reaches 88.1% (90.3% with ensembling) <metric accuracy>.", [None, None]),
]


@pytest.mark.parametrize(("sentence", "expected"), CHANGES)
def test_a_change_is_what_the_words_say(sentence: str, expected: list[Change | None]) -> None:
    """Up or down, by words of movement or, with what is measured, by words of judgement; or nothing."""
    assert [result.change for result in results_of(sentence)] == expected


@pytest.mark.parametrize(("sentence", "expected"), BOUNDS)
def test_a_hedge_sets_the_bound(sentence: str, expected: list[Bound | None]) -> None:
    """Before the number, behind it, or in its verb."""
    assert [r.quantity.bound for r in results_of(sentence) if r.quantity] == expected


@pytest.mark.parametrize(("sentence", "whole", "condition"), SHARES)
def test_a_share_names_its_whole(sentence: str, whole: str | None, condition: str | None) -> None:
    """As written; whose it is becomes the condition, as the annotation guidelines have it."""
    (result,) = results_of(sentence)

    assert result.relative_to == whole
    if whole is not None and condition is not None:
        assert (result.kind, result.condition) == (ResultKind.ABSOLUTE, condition)


@pytest.mark.parametrize(("sentence", "expected"), UNCERTAINTIES)
def test_the_number_after_plus_minus_is_no_value(sentence: str, expected: list[str | None]) -> None:
    """It is the uncertainty of the one before, however it is written."""
    found = [r.quantity.uncertainty for r in results_of(sentence) if r.quantity]

    assert [None if number is None else str(number) for number in found] == expected


def test_a_limit_after_a_move_is_where_it_ended() -> None:
    """`falls below 60%` gives a score, `falls by 60%` a difference."""
    (ended,) = results_of("<metric Accuracy> falls below 60%.")
    (moved,) = results_of("<metric Accuracy> falls by 60%.")

    assert (ended.kind, moved.kind) == (ResultKind.ABSOLUTE, ResultKind.IMPROVEMENT)


def test_a_distance_from_another_is_a_difference() -> None:
    """`within 1% of X` is no score of 1%."""
    (result,) = results_of("Its <metric accuracy> comes within 1% of <method BERT>.")

    assert (result.kind, result.change) == (ResultKind.IMPROVEMENT, None)


@pytest.mark.parametrize(
    ("unit", "metric", "clashing"),
    [
        ("FPS", "accuracy", True),
        ("GB", "mAP", True),
        ("ms", "FLOPs", True),
        ("milliseconds", "J&F", True),
        ("GFLOPs", "FLOPs", False),
        ("ms", "latency", False),
        ("%", "accuracy", False),
        (None, "FID", False),
    ],
)
def test_what_cannot_be_a_value_of_a_metric(unit: str | None, metric: str, clashing: bool) -> None:
    """By its unit; without one nothing is known."""
    assert clashes(unit, FoundEntity(EntityType.METRIC, metric, [(0, 1)])) is clashing
    assert not clashes(unit, None)


@pytest.mark.parametrize(
    ("said", "former"),
    [
        ("It is better than the previous record of 83.1%", True),
        ("Prior work reported 83.1%", True),
        ("The former best value was 83.1%", True),
        ("It beats the previous record, with an accuracy of 83.1%", False),
        ("It has an accuracy of 83.1%", False),
    ],
)
def test_what_is_said_to_be_a_value_of_before(said: str, former: bool) -> None:
    """Where the words lead up to the value without a comma."""
    frame = Frame(0, 0, len(said), said, said)

    assert was_before(frame, said.index("83.1")) is former
