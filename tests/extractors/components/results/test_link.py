"""What a sentence with known names and numbers is read as.

Names are marked in the sentence: `<our PFGM++>` is the paper's own method, `<method ...>` another one,
`<data ...>`, `<trained ...>`, `<metric ...>` and `<task ...>` the rest. A result is written as
`value unit kind | metric | data set | method | baseline`, `-` where a slot is empty.
"""

from __future__ import annotations

import re

import pytest

from extractors.components.annotations import FoundResult
from extractors.components.quantities import find_quantities
from extractors.components.results import find_results
from kg.records import Bound, Change, ResultKind
from tests.extractors.components.results.marked import unmark


def results_of(*sentences: str) -> tuple[str, list[FoundResult]]:
    """The text of the marked sentences, behind a title, and its results."""
    text, entities = unmark("\n".join(("A title", *sentences)))
    spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    taken = [span for entity in entities for span in entity.spans]
    return text, find_results(text, spans, entities, find_quantities(text, taken))


def read(*sentences: str) -> list[str]:
    """The results of the sentences, written short."""
    return [_write(result) for result in results_of(*sentences)[1]]


def _write(result: FoundResult) -> str:
    value = str(result.quantity.value) if result.quantity else "-"
    head = " ".join(part for part in (value, result.unit, result.kind.value) if part)
    slots = (result.metric, result.dataset, result.method, result.baseline)
    return " | ".join([head, *(slot.name if slot else "-" for slot in slots)])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "<our Net> achieves 94.2% <metric accuracy> on <data CIFAR-10>.",
            ["94.2 % absolute | accuracy | CIFAR-10 | Net | -"],
        ),
        (
            "On <data CIFAR-10>, <our Net> reaches an <metric accuracy> of 94.2%.",
            ["94.2 % absolute | accuracy | CIFAR-10 | Net | -"],
        ),
        ("<our Net> achieves 88.1 <metric PDMS>.", ["88.1 absolute | PDMS | - | Net | -"]),
        ("<our Net> (<metric FID>=1.42) is best.", ["1.42 absolute | FID | - | Net | -"]),
        (
            "<our Net> obtains 68.1 <metric mIoU> on <data Cityscapes> and "
            "59.5 <metric mIoU> on <data BDD100K>.",
            ["68.1 absolute | mIoU | Cityscapes | Net | -", "59.5 absolute | mIoU | BDD100K | Net | -"],
        ),
        (
            "<our Net> has a <metric F-measure> of 79.9% at 84.2 <metric FPS> on <data CTW1500>.",
            [
                "79.9 % absolute | F-measure | CTW1500 | Net | -",
                "84.2 FPS absolute | FPS | CTW1500 | Net | -",
            ],
        ),
        (
            "It reaches 88.2 on <data Mind2Web>, 47.5 on <data OSWorld>, and 73.3 on <data AndroidWorld>.",
            [
                "88.2 absolute | - | Mind2Web | - | -",
                "47.5 absolute | - | OSWorld | - | -",
                "73.3 absolute | - | AndroidWorld | - | -",
            ],
        ),
        (
            "<our Net> reaches 29.8% <metric mAP> on <data COCO> at 33.5 fps.",
            ["29.8 % absolute | mAP | COCO | Net | -"],
        ),
        (
            "<our Net> reaches 56% <metric accuracy> on <data Sim> and 87% across 8 real-world tasks.",
            ["56 % absolute | accuracy | Sim | Net | -", "87 % absolute | accuracy | - | Net | -"],
        ),
        (
            "<our Net> has 56% <metric accuracy> on <data Sim> and 87% on the real-world dataset <data Do>.",
            ["56 % absolute | accuracy | Sim | Net | -", "87 % absolute | accuracy | Do | Net | -"],
        ),
        (
            "<our Net> is accurate on <data Cars> (96.0%) and <data Flowers> (99.1%).",
            ["96.0 % absolute | - | Cars | Net | -", "99.1 % absolute | - | Flowers | Net | -"],
        ),
    ],
)
def test_scores(sentence: str, expected: list[str]) -> None:
    """A score is linked to the metric and the data set beside it, before or behind."""
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On <data CIFAR-10>/<data FFHQ 64x64>, <our Net> has <metric FID> "
            "scores of 1.91/2.43 when D=2048/128.",
            ["1.91 absolute | FID | CIFAR-10 | Net | -", "2.43 absolute | FID | FFHQ 64x64 | Net | -"],
        ),
        (
            "<our Net> reaches a <metric PA> of 78.1%, 80.9% and 76.5% on <data "
            "City>, <data Cam>, and <data Kitti>.",
            [
                "78.1 % absolute | PA | City | Net | -",
                "80.9 % absolute | PA | Cam | Net | -",
                "76.5 % absolute | PA | Kitti | Net | -",
            ],
        ),
        (
            "We gain 7.6% <metric F1> and 5.7% <metric F1> over others on <data "
            "RAMS> and <data Wiki> respectively.",
            ["7.6 % improvement | F1 | RAMS | - | -", "5.7 % improvement | F1 | Wiki | - | -"],
        ),
        (
            "With <metric FID> 42.1, <metric LPIPS> 0.38, <metric FID> 30.3, <metric "
            "LPIPS> 0.50 on <data A> and <data B>.",
            [
                "42.1 absolute | FID | A | - | -",
                "0.38 absolute | LPIPS | A | - | -",
                "30.3 absolute | FID | B | - | -",
                "0.50 absolute | LPIPS | B | - | -",
            ],
        ),
        (
            "<our Net> reduces <metric latency> and <metric memory> by 46.45% and 16.13%.",
            ["46.45 % improvement | latency | - | Net | -", "16.13 % improvement | memory | - | Net | -"],
        ),
        (
            "<our Net> reduces <metric latency> and <metric memory> by 30%.",
            ["30 % improvement | latency | - | Net | -", "30 % improvement | memory | - | Net | -"],
        ),
        (
            "<our Net> has <metric SA> (99.5%) and <metric CS> (94.0%), beating "
            "<method GPT> by +25 and +20 points.",
            [
                "99.5 % absolute | SA | - | Net | -",
                "94.0 % absolute | CS | - | Net | -",
                "25 points improvement | SA | - | Net | GPT",
                "20 points improvement | CS | - | Net | GPT",
            ],
        ),
        (
            "<our Net> improves <metric AP> by 1.5% on <data Set5> and <data Set14>.",
            ["1.5 % improvement | AP | Set5 | Net | -", "1.5 % improvement | AP | Set14 | Net | -"],
        ),
    ],
)
def test_lists_are_handed_out(sentence: str, expected: list[str]) -> None:
    """Lists of equal length go pairwise; one value said of several names gives a result for each."""
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "<our Net> improves <metric BLEU> by 2.1 over <method Base>.",
            ["2.1 improvement | BLEU | - | Net | Base"],
        ),
        ("<our Net> has a 2.42 improvement on <metric FID>.", ["2.42 improvement | FID | - | Net | -"]),
        (
            "<our Net> outperforms <method BERT> by 3.2% on <data GLUE>.",
            ["3.2 % improvement | - | GLUE | Net | BERT"],
        ),
        (
            "Compared to <method ViNT>, <our Net> achieves 42.3% lower <metric inference time>.",
            ["42.3 % improvement | inference time | - | Net | ViNT"],
        ),
        ("<our Net> reduces <metric error> by 30%.", ["30 % improvement | error | - | Net | -"]),
        (
            "<our Net> has 2.5 points in <metric BLEU> and 1.5 points in <metric TER> over <method Base>.",
            [
                "2.5 points improvement | BLEU | - | Net | Base",
                "1.5 points improvement | TER | - | Net | Base",
            ],
        ),
        (
            "<our Net> gains 8.6 points in <metric accuracy> and 7.7 points in "
            "<metric recall> over <method GRPO>.",
            [
                "8.6 % improvement | accuracy | - | Net | GRPO",
                "7.7 % improvement | recall | - | Net | GRPO",
            ],
        ),
        (
            "<our Net> gains +10.2 on <data A>, +9.8 on <data B>.",
            ["10.2 improvement | - | A | Net | -", "9.8 improvement | - | B | Net | -"],
        ),
        (
            "<our Net> achieves 97.3% <metric success rate> (11.8% improvement).",
            [
                "97.3 % absolute | success rate | - | Net | -",
                "11.8 % improvement | success rate | - | Net | -",
            ],
        ),
    ],
)
def test_differences(sentence: str, expected: list[str]) -> None:
    """A difference is an improvement and no score, against the baseline that the sentence names."""
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("<our Net> is 17.5times faster.", ["17.5 x speedup | - | - | Net | -"]),
        ("<our Net> is 2.4 times faster than <method X>.", ["2.4 x speedup | - | - | Net | X"]),
        ("<our Net> achieves a 2.26x speedup on <data GSM8K>.", ["2.26 x speedup | - | GSM8K | Net | -"]),
        (
            "<our Net> is 2x faster in <metric computation time>.",
            ["2 x improvement | computation time | - | Net | -"],
        ),
        ("<our Net> uses 3 times less <metric memory>.", ["3 x improvement | memory | - | Net | -"]),
        (
            "<our Net> allows a 10times reduction in <metric denoising steps>.",
            ["10 x improvement | denoising steps | - | Net | -"],
        ),
        (
            "<our Net> has a <metric compression ratio> of 8x.",
            ["8 x absolute | compression ratio | - | Net | -"],
        ),
    ],
)
def test_factors(sentence: str, expected: list[str]) -> None:
    """A factor is a speedup without a metric, an improvement with one, and a score for a ratio."""
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "<our Net> reaches <metric FID> of 16.47 vs 34.36 using a standard <method DDIM>.",
            ["16.47 absolute | FID | - | Net | -", "34.36 absolute | FID | - | DDIM | -"],
        ),
        (
            "<our Net> has a 0.87 <metric score> (vs. 0.76 for <method SAM>).",
            ["0.87 absolute | score | - | Net | -", "0.76 absolute | score | - | SAM | -"],
        ),
        (
            "<our Net> reaches 72.4% <metric accuracy>, better than <method GPT-4o> (58.6%).",
            ["72.4 % absolute | accuracy | - | Net | -", "58.6 % absolute | accuracy | - | GPT-4o | -"],
        ),
        (
            "<method GPT-4> achieves 60% <metric accuracy>, while <our Net> achieves 75%.",
            ["60 % absolute | accuracy | - | GPT-4 | -", "75 % absolute | accuracy | - | Net | -"],
        ),
        (
            "<our Net> improves <metric BLEU> by 2.1 (from 30.1 to 32.2).",
            [
                "2.1 improvement | BLEU | - | Net | -",
                "30.1 absolute | BLEU | - | - | -",
                "32.2 absolute | BLEU | - | Net | -",
            ],
        ),
        (
            "We raise <method ResNet-50>'s <metric accuracy> from 75.3% to 79.3%.",
            ["75.3 % absolute | accuracy | - | ResNet-50 | -", "79.3 % absolute | accuracy | - | - | -"],
        ),
        (
            "Existing models achieve only 15% <metric accuracy> on <data Bench>.",
            ["15 % absolute | accuracy | Bench | - | -"],
        ),
        (
            "Without <method fine-tuning>, <our Net> achieves 54.3 <metric accuracy>.",
            ["54.3 absolute | accuracy | - | Net | -"],
        ),
        (
            "<our Net>, an open <method LLM>, achieves 60.4% on <data SWE>.",
            ["60.4 % absolute | - | SWE | Net | -"],
        ),
    ],
)
def test_who_has_the_value(sentence: str, expected: list[str]) -> None:
    """The value belongs to the subject or the method in brackets, the old one to nobody unless named."""
    assert read(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "<our Net> is a 7B model trained on 12 datasets.",
        "<our Net> has 20 layers and uses 10% of the labeled data.",
        "We collect 41K images on <data Set>.",
        "We evaluate <our Net> on 18 tasks of <data Bench>.",
        "<metric Accuracy> was measured over 50 runs.",
    ],
)
def test_sizes_and_settings_are_no_results(sentence: str) -> None:
    """Counts of things, model sizes and shares of training data measure nothing."""
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            ["On <data A>, <data B> and <data C>, <our Net> achieves state-of-the-art <metric FID>."],
            ["- none | FID | A | Net | -", "- none | FID | B | Net | -", "- none | FID | C | Net | -"],
        ),
        (["<our Net> improves <metric recall>."], []),
        (
            [
                "Evaluations were made on <data A> and <data B> with metrics like <metric FID>.",
                "Results show that <method DDIM> achieves better images.",
            ],
            ["- none | FID | A | DDIM | -", "- none | FID | B | DDIM | -"],
        ),
        (["<our Net> has fewer <metric parameters> on <data A>."], []),
        (
            ["We evaluate on <data A>.", "<our Net> outperforms others in terms of <metric FID>."],
            ["- none | FID | A | Net | -"],
        ),
    ],
)
def test_claims_without_a_value(sentences: list[str], expected: list[str]) -> None:
    """A measure that is claimed on data sets gives a result for each, and none without a data set."""
    assert read(*sentences) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            ["We evaluate on <data A>.", "<our Net> reaches 90% <metric accuracy>."],
            ["90 % absolute | accuracy | A | Net | -"],
        ),
        (
            ["We evaluate on <data A> and <data B>.", "<our Net> reaches 90% <metric accuracy> on average."],
            ["90 % absolute | accuracy | - | Net | -"],
        ),
        (
            ["We use <data A> and <data B>.", "<our Net> gains 7.0% and 3.4% <metric F1> on these datasets."],
            ["7.0 % improvement | F1 | A | Net | -", "3.4 % improvement | F1 | B | Net | -"],
        ),
        (
            ["<our Net> is trained on <trained A>.", "<our Net> reaches 90% <metric accuracy>."],
            ["90 % absolute | accuracy | - | Net | -"],
        ),
    ],
)
def test_data_sets_of_earlier_sentences(sentences: list[str], expected: list[str]) -> None:
    """The only data set so far counts, several only where the sentence points back, training data never."""
    assert read(*sentences) == expected


def test_a_metric_is_read_off_the_grammar() -> None:
    """A noun phrase that a number measures becomes a metric though nobody found it before."""
    _, found = results_of("<our Net> reduces harmful outputs by 65% and has a 12% higher pass rate.")

    assert [result.metric.name for result in found if result.metric] == ["harmful outputs", "pass rate"]


def test_change_bound_and_share() -> None:
    """The quote's direction, hedge and whole are kept beside the unsigned value."""
    _, (drop, share) = results_of(
        "<our Net> drops <metric F1> by up to 6%.", "It keeps 95% <metric accuracy> of <method BERT>."
    )

    assert drop.change is Change.DECREASE
    assert drop.quantity is not None
    assert drop.quantity.bound is Bound.UP_TO
    assert (share.kind, share.relative_to, share.condition) == (ResultKind.ABSOLUTE, "BERT", "of BERT")


@pytest.mark.parametrize(
    ("sentence", "conditions"),
    [
        ("<our Net> has <metric FID> of 1.91/2.43 when D=2048/128.", ["D=2048", "D=128"]),
        (
            "<our Net> has 83.5% <metric mIoU> without test-time augmentation.",
            ["without test-time augmentation"],
        ),
        ("<our Net> has 83.5% <metric mIoU> without any loss of speed.", [None]),
        ("<our Net> has an <metric FPS> of 30.4 with 63.2% <metric mIoU> on the same dataset.", [None, None]),
        ("<our Net> has an <metric accuracy> of 84.8%, being comparable to <method Swin-B>.", [None]),
        ("In class-conditional setting, <our Net> has <metric FID> of 1.74.", ["class-conditional"]),
        ("<our Net> reaches 16.8% (text-to-image) <metric recall>.", ["text-to-image"]),
        ("<our Net> reaches 44% zero-shot <metric accuracy>.", ["zero-shot"]),
        ("<our Net> loses 6% <metric F1> under heavy distraction.", ["heavy distraction"]),
        ("<our Net> reaches 44% <metric accuracy>.", [None]),
        ("With <method ResNet-50>, <our Net> reaches 44% <metric accuracy>.", ["ResNet-50"]),
        ("With <method CNNs>, <our Net> reaches 44% <metric accuracy>.", [None]),
        ("With <method CLIP-based models>, <our Net> reaches 44% <metric accuracy>.", [None]),
        ("With <method early stopping>, <our Net> reaches 44% <metric accuracy>.", [None]),
        ("Without using <method dropout>, <our Net> reaches 44% <metric accuracy>.", ["without dropout"]),
        ("<our Net> reaches 44% <metric accuracy>, surpassing earlier zero-shot models.", [None]),
        ("<our Net> reaches 44% (51% for ensemble) <metric accuracy>.", [None, "ensemble"]),
        ("<our Net> has 44% (ensemble 51%) and 60% <metric accuracy>.", [None, "ensemble", None]),
        (
            "<our Net> has high <metric accuracy> in fully-supervised (44%) and zero-shot (51%) settings.",
            ["fully-supervised", "zero-shot"],
        ),
        ("<our Net> has <metric FID> of 16.4 vs 34.3 of <method Base> when T=10.", ["T=10", "T=10"]),
        ("<our Net> has 44% <metric accuracy> and 31% for the next-best baseline.", [None, None]),
        ("<our Net> has 44% <metric accuracy> when evaluated in a strict setting.", ["strict"]),
        ("With <method ConvNets>, <our Net> reaches 44% <metric accuracy>.", [None]),
        ("With a <method VGG16 based Net>, <our Net> reaches 44% <metric accuracy>.", ["VGG16"]),
        (
            "<our Net> has 4.1% <metric error>, on par with the clearly larger network of <method Base>.",
            [None],
        ),
        ("<our Net> gains 4% <metric accuracy> on average.", ["on average"]),
        ("On average over seeds, <our Net> gains 4% <metric accuracy>.", [None]),
        (
            "<our Net> has 44% <metric accuracy> on the newly released <data A> and 51% on <data B>.",
            [None, None],
        ),
        (
            "<our Net> has 44% and 51% <metric accuracy> on the two datasets with 3 steps.",
            ["3 steps", "3 steps"],
        ),
    ],
)
def test_conditions(sentence: str, conditions: list[str | None]) -> None:
    """The setting beside a value is its condition, handed out when it is a list."""
    assert [result.condition for result in results_of(sentence)[1]] == conditions


def test_evidence_holds_the_anchor() -> None:
    """The evidence is the sentence, the anchor the digits within it."""
    text, (result,) = results_of("Nothing here.", "<our Net> achieves up to 94.2% <metric accuracy>.")

    assert text[slice(*result.evidence)] == "Net achieves up to 94.2% accuracy."
    assert text[slice(*result.anchor)] == "94.2"
