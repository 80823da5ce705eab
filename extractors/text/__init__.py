"""The text as components see it, with an exact map back to the text as read."""

from extractors.text.normalisation import normalise
from extractors.text.normalised import Normalised

__all__ = ["Normalised", "normalise"]
