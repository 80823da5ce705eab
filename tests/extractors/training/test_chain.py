"""What training says of sequences of tags is what the tagger says of them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.tagger.chain import Chain
from extractors.tagger.tagging import TAGS

pytestmark = pytest.mark.training


def test_the_likelihood_of_a_mention_is_what_the_tagger_gives_it() -> None:
    """One text of one word: its loss is the negative logarithm of the probability of its tag."""
    import torch

    from extractors.training.chain import TagChain

    generator = np.random.default_rng(1)
    emissions = generator.normal(size=(1, len(TAGS))).astype(np.float32)
    chain = TagChain()
    loss = chain.loss([torch.from_numpy(emissions)], [torch.tensor([1])])
    told = Chain(emissions, chain().detach().numpy())
    assert loss.item() == pytest.approx(-np.log(told.span(0, 1, 1)), abs=1e-4)


def test_texts_of_a_batch_do_not_change_one_another() -> None:
    """A short text beside a long one has the loss that it has alone."""
    import torch

    from extractors.training.chain import TagChain

    generator = torch.Generator().manual_seed(1)
    texts = [torch.randn(size, len(TAGS), generator=generator) for size in (2, 5)]
    tags = [torch.tensor([1, 2]), torch.tensor([0, 3, 4, 0, 0])]
    chain = TagChain()
    both = chain.loss(texts, tags).item() * 7
    alone = sum(chain.loss([text], [tag]).item() * len(tag) for text, tag in zip(texts, tags, strict=True))
    assert both == pytest.approx(alone, rel=1e-5)


def test_a_mention_never_goes_on_that_has_not_begun() -> None:
    """However much speaks for it."""
    from extractors.training.chain import TagChain

    emissions = np.zeros((2, len(TAGS)))
    emissions[:, TAGS.index("I-Task")] = 9
    told = Chain(emissions, TagChain()().detach().numpy()).marginals()
    assert told[0, TAGS.index("I-Task")] < 1e-6
