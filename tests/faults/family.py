"""A process with two workers, both busy for ever, to be killed or interrupted from outside.

family.py LOG     prints the workers' process numbers; each paper's title goes to LOG as it is begun
"""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from extractors.workers import Workers
from tests.extractors.obedient import IDENTITY, Obedient, paper, said


def main(log: Path) -> None:
    """Have two workers read some papers, and then one that hangs and one that does not come to an end."""
    easy, last = [f"paper {number}" for number in range(16)], [*["hang"] * 8, *["spin"] * 8]
    with closing(Workers(partial(Obedient, log), IDENTITY, 2)) as workers:
        answers = workers.map(map(paper, [*easy, *last]))
        processes = {said(answer, "process") for answer in islice(answers, len(easy))}
        sys.stdout.write(f"{' '.join(processes)}\n")
        sys.stdout.flush()
        next(answers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
