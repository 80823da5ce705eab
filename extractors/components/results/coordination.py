"""Lists of mentions: `CityScapes, CamVid, and Kitti`, `CIFAR-10/FFHQ 64x64`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.components.results.frame import Frame, Mention

_BETWEEN = re.compile(
    r"(?:\s(?:scores?|values?|metrics?|rates?|datasets?|data\ssets?|benchmarks?|models?|methods?|tasks?|respectively|test|sets?))*"
    r"(?:\s?\([^()\ue000-\ue004]{1,40}\))?"
    r"\s?(?:,\s?and|,\s?or|,\s?as\swell\sas|,|;|/|and|or|&|\+|as\swell\sas|along\swith)\s?"
    r"(?:(?:and|the|both|its|also|on|in|for|to|even|a|of|challenging|popular|large-scale|public)\s)*"
)


def lists(frame: Frame, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Split the mentions of one type into lists; a mention that stands alone is a list of one."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        gap = frame.mask[runs[-1][-1].end : mention.start] if runs else ""
        if runs and _BETWEEN.fullmatch(gap):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs
