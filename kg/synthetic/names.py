"""Names without end: every rank has one, the first ranks those that everybody knows.

Ranks are drawn so that the probability of rank r falls as 1/r (Zipf's law), which is how often names
occur in abstracts: a handful everywhere, most of them once.
"""

from __future__ import annotations

import math
from random import Random

from ontology.types import EntityType

_KNOWN = {
    EntityType.METHOD: (
        "LLMs", "diffusion models", "transformers", "reinforcement learning", "fine-tuning", "CLIP",
        "contrastive learning", "GPT-4", "BERT", "LoRA", "U-Net", "ResNet-50", "GANs", "DDIM", "VAE",
        "chain-of-thought prompting", "β-VAE", "knowledge distillation", "graph neural networks", "PFGM++",
    ),
    EntityType.DATASET: (
        "ImageNet", "CIFAR-10", "COCO", "KITTI", "CIFAR-100", "Cityscapes", "GSM8K", "MNIST", "FFHQ",
        "nuScenes", "SQuAD", "LibriSpeech", "MMLU", "ADE20K", "GLUE",
    ),
    EntityType.TASK: (
        "object detection", "semantic segmentation", "image classification", "image generation",
        "question answering", "autonomous driving", "machine translation", "video generation",
        "code generation", "speech recognition", "text-to-image generation", "super-resolution",
    ),
    EntityType.METRIC: (
        "accuracy", "F1", "mAP", "FID", "BLEU", "mIoU", "PSNR", "AUC", "recall", "SSIM", "perplexity",
        "word error rate", "success rate", "ROUGE-L", "precision",
    ),
}  # fmt: skip

# How many ranks there are; with more, fewer names come twice.
_RANKS = {
    EntityType.METHOD: 1_000_000,
    EntityType.DATASET: 200_000,
    EntityType.TASK: 200_000,
    EntityType.METRIC: 3_000,
}

_SUFFIXES = {
    EntityType.METHOD: ("Net", "Former", "GAN", "Diff", "LM", "-VL", "++", "Flow"),
    EntityType.DATASET: ("Bench", "QA", "-1K", "Text", "360", "-Hard"),
    EntityType.TASK: ("",),
    EntityType.METRIC: ("Score", "@10", "Dist", "Acc"),
}

# Two letters each, so that a row of them can be read in one way only.
_SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprtvz" for vowel in "aeiou")
_BLOCK = len(_SYLLABLES) ** 3

_SETTINGS = ("few-shot", "zero-shot", "weakly supervised", "open-vocabulary", "long-tailed", "multi-view",
             "cross-lingual", "unsupervised", "real-time", "continual", "privacy-preserving")  # fmt: skip
_INPUTS = ("image", "video", "point cloud", "speech", "molecule", "MRI", "satellite image", "document",
           "graph", "time series", "tactile", "music", "source code", "EEG", "gait", "depth")  # fmt: skip
_PROBLEMS = ("segmentation", "retrieval", "captioning", "restoration", "forecasting", "clustering",
             "tracking", "editing", "compression", "matching", "anomaly detection", "registration",
             "denoising")  # fmt: skip


def draw(random: Random, entity_type: EntityType) -> str:
    """A name of this type by Zipf's law."""
    # The logarithm of a rank is uniform where the density of ranks is 1/r.
    rank = int(math.exp(random.random() * math.log(_RANKS[entity_type]))) - 1
    return name(entity_type, rank)


def name(entity_type: EntityType, rank: int) -> str:
    """The name at a rank, counted from 0; no two ranks of a type share a name or its fold."""
    known = _KNOWN[entity_type]
    if rank < len(known):
        return known[rank]
    return invented(entity_type, rank - len(known))


def invented(entity_type: EntityType, number: int) -> str:
    """A made-up name; no two numbers of a type share one."""
    if entity_type is EntityType.TASK:
        return _task(number)
    suffixes = _SUFFIXES[entity_type]
    number, which = divmod(number, len(suffixes))
    return "".join(stem(number)).capitalize() + suffixes[which]


def stem(number: int) -> list[str]:
    """The number in syllables, at least three; neighbouring numbers look nothing alike."""
    rest, low = divmod(number, _BLOCK)
    # A factor without a divisor in common with the block maps the block onto itself.
    syllables = _spell(low * 100_003 % _BLOCK, 3)
    return syllables + _spell(rest, 0)


def _spell(number: int, shortest: int) -> list[str]:
    """The number to the base of the syllables, the least digit first."""
    syllables: list[str] = []
    while number or len(syllables) < shortest:
        number, digit = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[digit])
    return syllables


def _task(number: int) -> str:
    number, setting = divmod(number, len(_SETTINGS))
    number, data = divmod(number, len(_INPUTS))
    number, problem = divmod(number, len(_PROBLEMS))
    field = "".join(stem(number - 1)) + " " if number else ""
    return f"{_SETTINGS[setting]} {field}{_INPUTS[data]} {_PROBLEMS[problem]}"
