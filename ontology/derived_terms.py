"""The terms for what is derived from all papers together; `ontology.terms.SG` has them too."""

# ruff: noqa: N815 - properties are spelled as in the ontology

from __future__ import annotations

from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef


class DerivedTerms(DefinedNamespace):
    """A part of `SG`, which is what to import."""

    _fail = True
    _NS = Namespace("https://w3id.org/sotagraph/ontology#")

    # Classes.

    #: What papers report by one metric on one data set.
    Leaderboard: URIRef
    #: What was measured under one protocol and in one unit, and so compares.
    LeaderboardGroup: URIRef
    #: A method with its scores in one group, or one result that cannot rank.
    LeaderboardRow: URIRef
    #: A result as leaderboards compare it.
    Score: URIRef
    #: That a score was the best known one of its group for a time.
    Record: URIRef
    #: Values that differ though all that the texts state of them agrees.
    Contradiction: URIRef
    #: That papers claim one method to beat another.
    Victory: URIRef
    #: That papers state results of a method by a metric on a data set.
    Report: URIRef

    #: What a reader should know of a score that ranks.
    Mark: URIRef

    # Individuals.

    #: The paper that states it does not propose the method.
    ReportedByOthers: URIRef
    #: The text hedges the value of the score.
    Approximate: URIRef

    # Properties.

    #: The leaderboard that this is a part of.
    leaderboard: URIRef
    #: The group of a leaderboard that this is a part of.
    group: URIRef
    #: The row that a score stands in.
    row: URIRef
    #: The score that gives a row its rank.
    best: URIRef
    #: A score that a record or a contradiction is about.
    score: URIRef
    #: The result that a score is read from.
    result: URIRef
    #: What a reader should know of the score.
    mark: URIRef
    #: The method that is claimed to beat the other.
    winner: URIRef
    #: The method that is claimed to be beaten.
    loser: URIRef
    #: A result that states a victory and says by how much.
    claim: URIRef
    #: Why the groups of a leaderboard are not ranked together.
    note: URIRef
    #: All that the texts state of how values were measured, in words.
    protocol: URIRef
    #: What a protocol states of what the model is conditioned on.
    conditioning: URIRef
    #: What a protocol states of whether and how sampling is guided.
    guidance: URIRef
    #: What a protocol states of how many examples are shown.
    shots: URIRef
    #: What a protocol states of the resolution.
    resolution: URIRef
    #: What a protocol states of how many steps or evaluations are spent.
    steps: URIRef
    #: What a protocol states of the model that the method is built on.
    backbone: URIRef
    #: What a protocol states of which further data were used.
    extraData: URIRef
    #: What a protocol states of the size of the model.
    size: URIRef
    #: What a protocol states of the hardware.
    hardware: URIRef
    #: What a protocol states of the part of the data set.
    split: URIRef
    #: Words of a condition that were not understood.
    otherCondition: URIRef
    #: The place of a row in its group; ties share a rank.
    rank: URIRef
    #: Why a row has no rank.
    unranked: URIRef
    #: The value in the unit of its group; absent if it cannot rank.
    comparableValue: URIRef
    #: When the paper of a record appeared.
    since: URIRef
    #: By when a better score had surely appeared.
    until: URIRef
    #: Whether a record was one whatever days the dates stand for.
    certain: URIRef
    #: Whether one paper states all values of a contradiction.
    inOnePaper: URIRef
