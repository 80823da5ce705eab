"""The likelihood of tag sequences under a linear-chain conditional random field (Lafferty et al. 2001)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from extractors.tagger.tagging import TAGS

# What no sequence of tags can hold: a mention that goes on where none of its type has begun.
_NEVER = -30.0


class TagChain(nn.Module):
    """What speaks for each tag after each other; `[1 + tags, tags]`, the first row for the first word."""

    allowed: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(1 + len(TAGS), len(TAGS)))
        allowed = torch.ones_like(self.weights, dtype=torch.bool)
        for tag, name in enumerate(TAGS):
            if name.startswith("I-"):
                allowed[:, tag] = False
                allowed[[tag, tag + 1], tag] = True
        self.register_buffer("allowed", allowed)

    def forward(self) -> Tensor:
        """The weights, with those of impossible steps so low that they never count."""
        return torch.where(self.allowed, self.weights, _NEVER)

    def loss(self, emissions: Sequence[Tensor], tags: Sequence[Tensor]) -> Tensor:
        """The mean negative log-likelihood a word.

        Args:
            emissions: Of each text, `[words, tags]`.
            tags: Of each text, `[words]`.
        """
        lengths = torch.tensor([len(text) for text in tags])
        scores = nn.utils.rnn.pad_sequence(list(emissions), batch_first=True)
        wanted = nn.utils.rnn.pad_sequence(list(tags), batch_first=True)
        steps = self()
        start, steps = steps[0], steps[1:]
        inside = torch.arange(scores.shape[1]) < lengths.unsqueeze(1)
        said = scores.gather(2, wanted.unsqueeze(2)).squeeze(2)
        moved = torch.cat([start[wanted[:, :1]], steps[wanted[:, :-1], wanted[:, 1:]]], 1)
        gold = ((said + moved) * inside).sum(1)
        ways = start + scores[:, 0]
        for word in range(1, scores.shape[1]):
            following = torch.logsumexp(ways.unsqueeze(2) + steps, 1) + scores[:, word]
            ways = torch.where(inside[:, word].unsqueeze(1), following, ways)
        return (torch.logsumexp(ways, 1) - gold).sum() / lengths.sum()
