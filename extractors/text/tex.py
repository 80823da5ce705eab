"""TeX commands as they occur in abstracts, as data."""

from __future__ import annotations

# A command that stands for a character, with the character that components read in its place.
SYMBOLS: dict[str, str] = {
    "times": "x", "cdot": "·", "cdots": "...", "ldots": "...", "dots": "...", "bullet": "•", "ast": "*",
    "star": "*", "to": "→", "rightarrow": "→", "Rightarrow": "→", "longrightarrow": "→", "mapsto": "→",
    "uparrow": "↑", "leftarrow": "←", "leftrightarrow": "↔", "downarrow": "↓", "infty": "∞", "pm": "±",
    "mp": "∓", "leq": "≤", "le": "≤", "leqslant": "≤", "lesssim": "≤", "geq": "≥", "ge": "≥",
    "geqslant": "≥", "gtrsim": "≥", "ll": "<<", "gg": ">>", "lt": "<", "gt": ">", "neq": "≠", "ne": "≠",
    "equiv": "≡", "propto": "∝", "sim": "~", "simeq": "~", "approx": "~", "in": "∈", "subset": "⊂",
    "subseteq": "⊆", "cup": "∪", "cap": "∩", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "θ", "iota": "ι",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "nabla": "∇", "partial": "∂", "circ": "°", "degree": "°",
    "sqrt": "√", "sum": "∑", "prod": "∏", "forall": "∀", "exists": "∃", "langle": "<", "rangle": ">",
    "mid": "|", "Vert": "|", "vert": "|", "prime": "'", "dagger": "†", "textasciitilde": "~",
    "textbackslash": " ", "textunderscore": "_", "textdegree": "°", "texttimes": "x", "percent": "%",
    "quad": " ", "qquad": " ", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j",
}  # fmt: skip

# Symbols that a scraper leaves in braces without a backslash (`64{times}64`, `D{to}infty`): those of the
# above that are no letter or word that an author puts in braces.
BRACED: frozenset[str] = frozenset(
    name
    for name in SYMBOLS
    if len(name) > 1
    and name not in {"in", "mid", "star", "sum", "prod", "prime", "ss", "ae", "AE", "oe", "OE", "aa", "AA"}
)

# Commands that are dropped; the argument of one, if it has any, stays.
FORMATTING: frozenset[str] = frozenset({
    "textbf", "textit", "emph", "texttt", "textsc", "textsf", "textrm", "textmd", "textsl", "textup",
    "text", "textnormal", "underline", "uline", "mathbf", "mathrm", "mathcal", "mathbb", "mathit", "mathsf",
    "mathtt", "mathfrak", "mathscr", "boldsymbol", "bm", "operatorname", "mbox", "hbox", "ensuremath",
    "url", "path", "href", "textsubscript", "textsuperscript", "bar", "hat", "tilde", "vec", "widehat",
    "widetilde", "overline", "em", "bf", "it", "rm", "sc", "sl", "sf", "tt", "cal", "small", "tiny",
    "large", "Large", "footnotesize", "scriptsize", "normalsize", "displaystyle", "left", "right", "big",
    "Big", "bigl", "bigr", "Bigl", "Bigr", "bfseries", "itshape", "scshape", "ttfamily", "noindent",
    "xspace", "centering", "frac", "tfrac", "dfrac", "limits", "nolimits", "protect", "unicode",
})  # fmt: skip

# No name of a command above is longer.
LONGEST = max(map(len, (*SYMBOLS, *FORMATTING)))

# Commands that are dropped with their first argument.
SILENT: frozenset[str] = frozenset({
    "textcolor", "color", "colorbox", "cite", "citep", "citet", "citealp", "citeauthor", "citeyear", "ref",
    "eqref", "autoref", "cref", "label", "vspace", "hspace", "fontsize",
})  # fmt: skip

# Command names that no English word contains, so a lost backslash is certain wherever they stand.
UNMISTAKABLE: tuple[str, ...] = (
    "rightarrow", "leftarrow", "infty", "cdot", "leq", "geq", "lesssim", "gtrsim", "varepsilon", "mathbb",
    "mathcal",
)  # fmt: skip

COMBINING: dict[str, str] = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
