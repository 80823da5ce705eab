"""Ingest made-up papers in a process of its own, as `sotagraph ingest` runs beside a service.

python -m tests.benchmarks.ingesting DATA START COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg import synthetic
from kg.data_directory import DataDirectory
from kg.ingest import ingest
from kg.validation import validate
from ontology.vocabulary import load_vocabulary
from tests.api.conftest import Known

if __name__ == "__main__":
    data, start, count = sys.argv[1:]
    pairs = list(synthetic.papers(int(count), start=int(start)))
    papers = (paper for paper, _ in pairs)
    ingest(papers, Known(pairs), DataDirectory(Path(data)), load_vocabulary(), validate=validate)
