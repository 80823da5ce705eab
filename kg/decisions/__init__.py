"""Decisions applied: what a paper's extraction and links are once people have had their say.

Pure functions of records; `kg.store` keeps the decisions, `kg.review` makes them.
"""

from kg.decisions.shown import Shown, show
from kg.decisions.standing import Standing

__all__ = ["Shown", "Standing", "show"]
