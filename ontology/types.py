"""The four types of entity that a paper can name."""

from enum import StrEnum


class EntityType(StrEnum):
    """What an entity is; the value is the local name of its class in the ontology."""

    METHOD = "Method"
    DATASET = "Dataset"
    TASK = "Task"
    METRIC = "Metric"
