"""Review: people decide about what was extracted, and the next snapshot shows it.

Each function takes the writer's lock, keeps one decision, and publishes. `kg.queries.decisions` reads
decisions and the history of a fact from what is published.
"""

from kg.review.deciding import Reviewed
from kg.review.entities import merge, split
from kg.review.facts import accept, reject
from kg.review.links import correct_link
from kg.review.mentions import correct_mention
from kg.review.results import SLOTS, correct_result
from kg.review.signature import Signature
from kg.review.undoing import undo

__all__ = [
    "SLOTS",
    "Reviewed",
    "Signature",
    "accept",
    "correct_link",
    "correct_mention",
    "correct_result",
    "merge",
    "reject",
    "split",
    "undo",
]
