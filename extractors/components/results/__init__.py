"""Links quantities, metrics, data sets and methods into results.

`find_results` is the whole of it as a function; `component` registers it as `sotagraph_results`. Each
question has its file: `metrics`, `datasets`, `subjects`, `kinds`. `frame` is what they look at.
"""

from extractors.components.results.component import ResultFinder
from extractors.components.results.link import find_results

__all__ = ["ResultFinder", "find_results"]
