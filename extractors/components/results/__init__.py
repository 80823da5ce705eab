"""Links quantities, metrics, data sets and methods into results.

`find_results` in `link` is the whole of it as a function, `component` registers it with spaCy. What they work
on is in `frame` (a sentence) and `draft` (a value); each question about a value has its file:

| is it a result, and of which kind | `counts`, `measures`, `kinds`, `cues`, `claims` |
| which way did it move, what is it a share of | `changes`, `shares` |
| what does it measure | `metrics`, `measure_phrases`, `noun_phrases`, `tidying`, `units` |
| where, whose, against what, when | `datasets`, `subjects`, `baselines`, `conditions`, `tasks`, `context` |
| which value gets which name | `gaps`, `assignment`, `coordination`, `distribution`, `inheritance` |
| how sure is it | `confidence` |
"""

from extractors.components.results.component import ResultFinder
from extractors.components.results.link import find_results

__all__ = ["ResultFinder", "find_results"]
