"""Whether the libraries that training needs, and nothing else does, are there."""

from __future__ import annotations

from importlib.util import find_spec

from kg.errors import SettingInvalid

#: What the extra `train` installs, by the names that are imported.
MODULES = (
    "torch",
    "transformers",
    "safetensors",
    "onnx",
    "lightgbm",
    "onnxmltools",
    "all_minilm_l6_v2",
    "matplotlib",
)


def require_extra() -> None:
    """See that everything is there.

    Raises:
        SettingInvalid: Something is not installed.
    """
    missing = [name for name in MODULES if find_spec(name) is None]
    if missing:
        raise SettingInvalid(
            f"Not installed, but needed: {', '.join(missing)}.",
            where="sotagraph train",
            remedy="Install the extra with `pip install 'sotagraph[train]'`.",
        )
