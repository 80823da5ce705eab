"""The network: a small BERT that also reads how words are written and what the rules say of them."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from extractors.tagger.features import FEATURE_COUNT, ROLES, told_roles, told_tags
from extractors.tagger.tagging import SLOTS, TAGS, VALUE_KINDS
from extractors.tagger.words import SHAPE_COUNT
from extractors.training.chain import TagChain

_KEY = 32
# Distances from a value to a word, in words, fall into so many bands on each side.
_BANDS = 12
# How much the logit of a tag gains at the start where the rules say it: they are right three times of four.
_TRUST = 3.0
# Without such instructions products in bfloat16 are slower than those in 32 bits.
_HAS_BFLOAT16 = any(torch.cpu.get_capabilities().get(name) for name in ("avx512_bf16", "amx_bf16"))


def half_precision(*, training: bool) -> torch.autocast:
    """Products in bfloat16 while training, where the processor has it: a third of the time is spared.

    Weights, sums over a text and what is exported stay in 32 bits (Micikevicius et al. 2018).
    """
    return torch.autocast("cpu", torch.bfloat16, enabled=training and _HAS_BFLOAT16)


class Encoder(nn.Module):
    """Word pieces to states; what is new in it starts at zero, so that it starts as the base encoder.

    Args:
        config: The arguments of BertConfig.
        features: How many features each word has.
    """

    def __init__(self, config: dict[str, Any], features: int) -> None:
        super().__init__()
        self.config = BertConfig(**config)
        self.config._attn_implementation = "sdpa"
        self.bert = BertModel(self.config, add_pooling_layer=False)
        self.shapes = nn.Embedding(SHAPE_COUNT, self.config.hidden_size, padding_idx=0)
        self.features = nn.Linear(features, self.config.hidden_size, bias=False)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, mask: Tensor | None, shapes: Tensor, features: Tensor) -> Tensor:
        """States, `[batch, pieces, hidden]`.

        Args:
            ids, mask, shapes: `[batch, pieces]`, of int64; `mask` is 1 where there is a piece; None for
                everywhere, which spares a fifth of the time.
            features: `[batch, pieces, features]`.
        """
        words = self.bert.embeddings.word_embeddings(ids)
        embedded = words + self.shapes(shapes) + self.features(features)
        with half_precision(training=self.training):
            states: Tensor = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states.float()


class MaskedLanguageModel(nn.Module):
    """The encoder with a head that says which piece was masked (Devlin et al. 2019)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.transform = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), nn.LayerNorm(hidden))
        self.bias = nn.Parameter(torch.zeros(encoder.config.vocab_size))

    def forward(self, states: Tensor) -> Tensor:
        """Logits over the pieces, `[masked, vocabulary]`, of the states of masked places."""
        weights = self.encoder.bert.embeddings.word_embeddings.weight
        with half_precision(training=self.training):
            logits: Tensor = self.transform(states) @ weights.T
        return logits.float() + self.bias


class WordTagger(nn.Module):
    """Tags for words that others annotated by other rules; for pre-training alone."""

    def __init__(self, encoder: Encoder, tags: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.tags = nn.Linear(encoder.config.hidden_size, tags)

    def forward(self, words: Tensor) -> Tensor:
        """Logits, `[words, tags]`, of the states of words, `[words, hidden]`."""
        logits: Tensor = self.tags(words)
        return logits


class Heads(nn.Module):
    """What is read off the states of the words of one text.

    Pointers are scaled dot products between the value's query and each word's key, with a learned bias for
    the distance between them, as in Vinyals et al. (2015) and Shaw et al. (2018).
    """

    def __init__(self, hidden: int, dropout: float) -> None:
        super().__init__()
        self.mix = nn.Sequential(nn.Linear(hidden + FEATURE_COUNT, hidden), nn.GELU())
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden + FEATURE_COUNT, len(TAGS))
        self.chain = TagChain()
        self.roles = nn.Linear(hidden + FEATURE_COUNT, len(ROLES))
        self.kinds = nn.Linear(hidden + FEATURE_COUNT, len(VALUE_KINDS))
        self.queries = nn.Linear(hidden, len(SLOTS) * _KEY)
        self.keys = nn.Linear(hidden, len(SLOTS) * _KEY)
        self.nothing = nn.Linear(hidden, len(SLOTS))
        self.distance = nn.Parameter(torch.zeros(len(SLOTS), 2 * _BANDS + 1))
        with torch.no_grad():
            # It starts by saying what the rules say, rather than learning first that they are mostly right.
            for weights, told in ((self.tags.weight, told_tags()), (self.roles.weight, told_roles())):
                for row, column in told:
                    weights[row, hidden + column] = _TRUST

    def mixed(self, states: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """States with the features beside them, and what is read off both, `[words, ...]`."""
        mixed = self.dropout(self.mix(torch.cat([states, features], -1)))
        return mixed, torch.cat([mixed, features], -1)

    def pointers(self, mixed: Tensor, anchors: Tensor) -> Tensor:
        """Logits, `[slots, anchors, words + 1]`; the last column is `nothing`.

        Args:
            mixed: `[words, hidden]`, of one text.
            anchors: `[anchors]`, words of that text.
        """
        at = mixed[anchors]
        queries = self.queries(at).view(-1, len(SLOTS), _KEY).transpose(0, 1)
        keys = self.keys(mixed).view(-1, len(SLOTS), _KEY).transpose(0, 1)
        scores = queries @ keys.transpose(1, 2) / _KEY**0.5
        offsets = torch.arange(mixed.shape[0], device=mixed.device).unsqueeze(0) - anchors.unsqueeze(1)
        scores = scores + self.distance[:, bands(offsets)]
        return torch.cat([scores, self.nothing(at).T.unsqueeze(-1)], -1)


def bands(offsets: Tensor) -> Tensor:
    """Signed distances to bands that widen with the square root of the distance."""
    wide = torch.sqrt(offsets.abs().float()).round().long().clamp(max=_BANDS)
    return _BANDS + torch.sign(offsets) * wide


class Tagger(nn.Module):
    """The encoder and its heads over one window, as it is exported: a batch of one, no padding."""

    def __init__(self, encoder: Encoder, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads(encoder.config.hidden_size, dropout)

    def forward(
        self, ids: Tensor, shapes: Tensor, features: Tensor, first: Tensor, anchors: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Emissions of the chain of tags; probabilities of roles, kinds and pointers.

        Args:
            ids, shapes: `[1, pieces]`.
            features: `[1, pieces, features]`.
            first: `[words]`, the first piece of each word.
            anchors: `[anchors]`.
        """
        states = self.encoder(ids, None, shapes, features)[0, first]
        mixed, both = self.heads.mixed(states, features[0, first])
        return (
            self.heads.tags(both),
            self.heads.roles(both).softmax(-1),
            self.heads.kinds(both[anchors]).softmax(-1),
            self.heads.pointers(mixed, anchors).softmax(-1),
        )
