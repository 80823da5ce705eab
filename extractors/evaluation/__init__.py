"""Extraction measured against gold annotations.

| measure | what is compared |
|---|---|
| mentions | exact character spans with their entity type, every occurrence of every mention form |
| entities | a paper's entities of a type; two agree when any of their forms agree after folding |
| proposed | the methods that the paper contributes |
| roles | every method and data set with its role |
| results | the whole tuple: method, data set, metric, value, kind |
| scores | the same without the method |
| values | metric, value and kind alone |
| reports | method, data set and metric of each result, whatever the value |
| complete | the results tuple with unit and baseline as well |
| conditions | the words of the condition, over the results that agree as tuples |
| links | the URLs |
"""

from extractors.evaluation.card import ScoreCard, score_card
from extractors.evaluation.files import load_annotations, load_papers
from extractors.evaluation.measures import score

__all__ = ["ScoreCard", "load_annotations", "load_papers", "score", "score_card"]
