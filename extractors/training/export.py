"""The fitted tagger as an ONNX file with 8-bit weights."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from extractors.tagger.features import FEATURE_COUNT
from extractors.tagger.session import INPUTS, OUTPUTS, TRANSITIONS
from extractors.training.network import Tagger

_OPSET = 17


def export(model: Tagger, path: Path) -> None:
    """Write `model` to `path`, one window at a time, weights of 8 bits.

    Only the products of weights and the embeddings are quantised; what the heads say stays in 32 bits, since
    it is small and decides.
    """
    model.eval()
    ids = torch.tensor([[101, 2023, 2003, 1037, 3231, 102]])
    shapes = torch.tensor([[0, 1, 1, 1, 1, 0]])
    features = torch.zeros(1, 6, FEATURE_COUNT)
    first, anchors = torch.tensor([1, 2, 3, 4]), torch.tensor([1, 3])
    pieces, words, values = "pieces", "words", "anchors"
    axes = {
        "ids": {1: pieces},
        "shapes": {1: pieces},
        "features": {1: pieces},
        "first": {0: words},
        "anchors": {0: values},
        "emissions": {0: words},
        "roles": {0: words},
        "kinds": {0: values},
        "links": {1: values, 2: "words_and_nothing"},
    }
    with tempfile.TemporaryDirectory() as scratch:
        whole, tidy = Path(scratch, "whole.onnx"), Path(scratch, "tidy.onnx")
        torch.onnx.export(
            model,
            (ids, shapes, features, first, anchors),
            str(whole),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        quant_pre_process(str(whole), str(tidy), skip_symbolic_shape=True)
        heads = [node for node in _nodes(tidy) if "/heads/" in node]
        path.parent.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(
            str(tidy),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=heads,
        )
    network = onnx.load(str(path))
    entry = network.metadata_props.add()
    entry.key, entry.value = TRANSITIONS, json.dumps(model.heads.chain().tolist())
    onnx.save(network, str(path))


def _nodes(path: Path) -> list[str]:
    return [node.name for node in onnx.load(str(path)).graph.node]
