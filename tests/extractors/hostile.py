"""Texts of any length that nobody wrote to be read: what a broken scraper, a joke or an attack looks like."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

Generator = Callable[[int], str]

_PIECES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SIGNS = "()[]{}<>\"'`“’/\\-–—,;:.!?%±+*=~^_&#@$|×…™°€"
_LISTS = (
    f"BERT achieves {'1.5, ' * 30}FID, {'PSNR, SSIM, BLEU, mAP, FID, ' * 5}on "
    f"{'CIFAR-10, MNIST, FFHQ, COCO, ' * 8}. "
)


def _opened(opening: str, unit: str) -> Generator:
    return lambda length: (opening + unit * (length // len(unit) + 1))[:length]


def _nested(opening: str, inner: str, closing: str) -> Generator:
    def generate(length: int) -> str:
        times = max(1, (length - len(inner)) // (len(opening) + len(closing)))
        return opening * times + inner + closing * times

    return generate


def _counted(form: str) -> Generator:
    def generate(length: int) -> str:
        parts: list[str] = []
        size = 0
        while size < length:
            parts.append(form.replace("#", str(len(parts))))
            size += len(parts[-1])
        return "".join(parts)[:length]

    return generate


#: Every generator by its name; each takes a length and gives a text of it, or of nearly it.
GENERATORS: dict[str, Generator] = {
    **{f"sign {sign}": _opened("", sign) for sign in _SIGNS},
    **{name: _opened("", unit) for name, unit in _PIECES["repeated"].items()},
    **{name: _opened(*pair) for name, pair in _PIECES["opened"].items()},
    **{name: _nested(*triple) for name, triple in _PIECES["nested"].items()},
    **{name: _counted(form) for name, form in _PIECES["counted"].items()},
    "long lists of all": _opened("", _LISTS),
    "one pair of brackets": lambda length: f"Deep Net ({'d' * (length - 11)})",
    "via in vain": lambda length: f"{' via ' * (length // 5)} x:y",
}

#: Those that anybody would try first.
NAMED: tuple[str, ...] = tuple(_PIECES["named"]["names"])
