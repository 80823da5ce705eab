"""Characters and sequences that components read as something plainer, as data."""

from __future__ import annotations

# Exactly these, wherever they stand. An empty value drops the characters.
PLAIN: dict[str, str] = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‟": '"',
    "″": '"', "«": '"', "»": '"', "``": '"', "''": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-",
    "−": "-", "﹣": "-", "---": "—", "--": "-", "―": "—", "×": "x", "✕": "x", "✖": "x", "⨯": "x", "⋅": "·",
    "∙": "·", "∗": "*", "…": "...", "∼": "~", "≈": "~", "≃": "~", "⩽": "≤", "⩾": "≥", "≲": "≤", "≳": "≥",
    "µ": "μ", "ϵ": "ε", "ϕ": "φ", "∆": "Δ", "Ω": "Ω", "º": "°", "٪": "%", "％": "%", "∕": "/", "⁄": "/",
    "`": "'", "®": "", "™": "",
    "\xad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\u200e": "",
    "\u200f": "", "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\ufe0f": "",
    # UTF-8 read as Latin-1 or Windows-1252.
    "â\x80\x99": "'", "â\x80\x98": "'", "â\x80\x9c": '"', "â\x80\x9d": '"', "â\x80\x93": "-",
    "â\x80\x94": "—", "â€™": "'", "â€˜": "'", "â€œ": '"', "â€\x9d": '"', "â€“": "-", "â€”": "—",
    "Ã\x97": "x", "Ã—": "x", "Â±": "±", "Â°": "°",
}  # fmt: skip

# Look-alikes that Unicode itself maps to plain letters (NFKC): ligatures, full-width forms, letters of
# formulas.
COMPATIBLE = (
    "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff\u2102\u210a-\u2115\u2119-\u211d\u2124\u212c-\u2134"
)
