"""Graphs of any size without reading a paper: a seeded generator of papers and their extractions."""

from kg.synthetic.papers import EXTRACTOR, paper, papers

__all__ = ["EXTRACTOR", "paper", "papers"]
