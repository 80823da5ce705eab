"""The reliability plot: how sure the extractors were against how often they were right."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from extractors.evaluation.calibration import Reliability
from kg.errors import SettingInvalid, SotagraphError


def check_plotting() -> None:
    """See that plots can be drawn, before something long is begun for one.

    Raises:
        SettingInvalid: matplotlib is not installed.
    """
    if find_spec("matplotlib") is None:
        raise SettingInvalid(
            "matplotlib, which draws the plot, is not installed.",
            where="--plot",
            remedy="Install it with `pip install 'sotagraph[train]'`, or leave --plot out.",
        )


def plot_reliability(calibration: Mapping[str, Reliability], path: Path) -> None:
    """Draw one panel for each kind of fact into an SVG file; equal figures give an equal file.

    Raises:
        SettingInvalid: There is nothing to draw, or matplotlib is not installed.
        SotagraphError: The file cannot be written.
    """
    check_plotting()
    if not calibration:
        raise SettingInvalid(
            "Nothing that was found carries a confidence, so there is nothing to plot.",
            where="--plot",
            remedy="Score annotations as `sotagraph extract` writes them.",
        )
    import matplotlib as mpl  # noqa: PLC0415 - an extra, and slow to load
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context({"svg.hashsalt": "sotagraph", "svg.fonttype": "none"}):
        figure = Figure(figsize=(3.4 * len(calibration), 3.8), layout="constrained")
        for panel, (name, kind) in zip(
            figure.subplots(1, len(calibration), squeeze=False)[0], calibration.items(), strict=True
        ):
            panel.plot([0, 1], [0, 1], color="0.7", linewidth=1)
            panel.plot([b.confidence for b in kind.bins], [b.right for b in kind.bins], marker="o")
            panel.set(
                xlim=(0, 1), ylim=(0, 1), aspect="equal", xlabel="confidence", ylabel="share that is right"
            )
            panel.set_title(
                f"{name}: {kind.count:,} found\nexpected calibration error {kind.ece:.3f}", fontsize=9
            )
        try:
            figure.savefig(path, format="svg", metadata={"Date": None, "Creator": "sotagraph"})
        except OSError as error:
            raise SotagraphError(
                f"The plot cannot be written: {error.strerror or error}.",
                where=str(path),
                remedy="Name a file in a folder that can be written to.",
            ) from error
